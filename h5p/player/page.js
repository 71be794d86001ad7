// For the page around a frame with a package: hears what the frame says, gives it the room that it asks, and lets it
// fill the screen. What becomes of what somebody did is up to who calls this.
const LOWEST = 200;
const HIGHEST = 20_000;

/**
 * Hear a frame. `hear` may have: `statement({statement, state})` and `state({state})`, texts that a package wrote;
 * `ready()` when it plays, `broken()` when it does not.
 */
export function listen(frame, hear) {
  let isReady = false;
  const heard = {
    statement: (said) => hear.statement?.(said),
    state: (said) => hear.state?.(said),
    height: ({ height }) => fit(frame, height),
    ready: () => {
      isReady = true;
      hear.ready?.();
    },
    broken: () => isReady || hear.broken?.(), // what plays may stumble
  };
  addEventListener("message", ({ source, data }) => {
    // A frame without origin can only be known by its window.
    if (source === frame.contentWindow && data?.wks === "h5p" && Object.hasOwn(heard, data.kind)) heard[data.kind](data);
  });
  const measure = () => frame.contentWindow.postMessage({ wks: "size" }, "*");
  frame.addEventListener("load", measure);
  document.addEventListener("fullscreenchange", measure);
}

function fit(frame, height) {
  if (document.fullscreenElement === frame || !Number.isFinite(height)) return;
  const border = frame.offsetHeight - frame.clientHeight;
  frame.height = String(Math.min(HIGHEST, Math.max(LOWEST, height)) + border);
}

/** Let a button fill the screen with the frame, where the browser can. */
export function fillScreen(frame, button) {
  if (!frame.requestFullscreen) return;
  button.hidden = false;
  button.addEventListener("click", () => frame.requestFullscreen());
}
