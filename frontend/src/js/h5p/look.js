// The page on which an author looks at a file: it says when the file does not play, and gives it the room that it asks.
import { listen } from "../../../../h5p/player/page.js";

const frame = document.querySelector("iframe[data-look]");
const notice = document.querySelector("[data-broken]");

listen(frame, {
  ready: () => (notice.hidden = true),
  broken: () => (notice.hidden = false),
});
frame.src = frame.dataset.look;
