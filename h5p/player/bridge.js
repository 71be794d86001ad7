// Runs in the frame after the code of the content: what somebody did and where they are goes to the page around it.
// The server believes none of it without a check.
const WAIT = 150; // milliseconds: what a click changes is in the state by then
const LONGEST_SILENCE = 10_000;
const { H5P } = window;
let state = firstState();

const tell = (message) => window.parent.postMessage({ wks: "h5p", ...message }, "*");

function firstState() {
  const kept = window.H5PIntegration.contents["cid-1"].contentUserData ?? {};
  return Object.fromEntries(Object.entries(kept).map(([part, data]) => [part, data.state]));
}

/** What the content says of itself now, beside what parts of it keep by themselves. */
function stateNow() {
  const instance = H5P.instances[0];
  const own = typeof instance?.getCurrentState === "function" ? instance.getCurrentState() : undefined;
  if (own !== undefined) state["0"] = JSON.stringify(own);
  return JSON.stringify(state);
}

// --- In the place of the player's own requests, which a frame without origin cannot make ---

H5P.setUserData = function setUserData(id, type, data, extras = {}) {
  if (type !== "state") return;
  const text = JSON.stringify(data);
  if (state[extras.subContentId ?? 0] === text) return;
  state[extras.subContentId ?? 0] = text;
  tell({ kind: "state", state: JSON.stringify(state) });
};
H5P.getUserData = function getUserData(id, type, done, part = 0) {
  const kept = type === "state" ? state[part] : undefined;
  try {
    done(undefined, kept === undefined ? undefined : JSON.parse(kept));
  } catch (broken) {
    done(broken);
  }
};
H5P.deleteUserData = function deleteUserData(id, type, part = 0) {
  if (type !== "state" || !(part in state)) return;
  delete state[part];
  tell({ kind: "state", state: JSON.stringify(state) });
};
H5P.setFinished = () => undefined;

// --- What somebody does ---

H5P.externalDispatcher.on("xAPI", (event) => {
  const statement = { ...event.data.statement, id: H5P.createUUID() };
  setTimeout(() => tell({ kind: "statement", statement: JSON.stringify(statement), state: stateNow() }), WAIT);
});

// --- What the page around it must know ---

window.addEventListener("error", (event) => tell({ kind: "broken", text: String(event.message) }));
window.addEventListener("unhandledrejection", (event) => tell({ kind: "broken", text: String(event.reason) }));
// The core makes the body as high as the frame, so only the place of the content says how high it wants to be.
const place = document.querySelector(".h5p-content");
let height = 0;
function measure() {
  const wanted = Math.ceil(Math.max(place.scrollHeight, place.getBoundingClientRect().height));
  if (wanted !== height) tell({ kind: "height", height: (height = wanted) });
}
function measureAnew() {
  height = 0;
  measure();
}
new ResizeObserver(measure).observe(place);
// What hangs out of it, such as a window of its own, changes no size that can be observed.
new MutationObserver(() => requestAnimationFrame(measure)).observe(place, {
  attributes: true, characterData: true, childList: true, subtree: true,
});
window.addEventListener("message", (event) => event.source === window.parent && event.data?.wks === "size" && measureAnew());
window.addEventListener("resize", () => H5P.instances.forEach((instance) => H5P.trigger(instance, "resize")));

function started() {
  if (H5P.instances.length && place.querySelector(".h5p-container")?.childElementCount) return tell({ kind: "ready" });
  return undefined;
}
H5P.jQuery(() => {
  setTimeout(started, 0);
  setTimeout(() => started() ?? (H5P.instances.length || tell({ kind: "broken", text: "nothing started" })), LONGEST_SILENCE);
});
