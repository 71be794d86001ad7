// The page on which an author looks at a file: it says when the file does not play, and gives it the room that it asks.
const frame = document.querySelector("iframe[data-look]");
const notice = document.querySelector("[data-broken]");
const LOWEST = 200;
const HIGHEST = 20_000;
let isReady = false;

const HEARD = {
  ready: () => {
    isReady = true;
    notice.hidden = true;
  },
  broken: () => {
    notice.hidden = isReady;
  },
  height: ({ height }) => {
    if (Number.isFinite(height)) frame.height = String(Math.min(HIGHEST, Math.max(LOWEST, height)));
  },
};

addEventListener("message", (event) => {
  if (event.source === frame.contentWindow && event.data?.wks === "h5p") HEARD[event.data.kind]?.(event.data);
});
frame.src = frame.dataset.look;
