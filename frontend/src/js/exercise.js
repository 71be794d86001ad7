// The page around an interactive exercise: what the frame tells is kept on the device first, then sent.
import { fillScreen, listen } from "../../../h5p/player/page.js";
import { flush, onOutcome } from "./flush.js";
import { keep } from "./outbox.js";
import { show } from "./status.js";
import { words } from "./words.js";

const AGAIN = 5_000; // after a failure
const LONGEST = 1_000_000; // characters; more than the server takes

const place = document.querySelector("[data-exercise-form]");
const frame = place?.querySelector("iframe");
let retry = 0;

function save({ kind, statement = "", state = "" }) {
  if (typeof statement !== "string" || typeof state !== "string") return;
  if (!place.dataset.exerciseForm || statement.length + state.length > LONGEST) return;
  const fields = [["statement", statement], ["state", state]];
  try {
    keep({ url: new URL(place.action).pathname, part: "", kind: kind === "state" ? "exercise-state" : "exercise", fields });
  } catch {
    return show(place, "failed", { text: words.failed, aloud: true });
  }
  show(place, "sending");
  return flush();
}

function broken() {
  place.querySelector("[data-broken]").hidden = false;
}

function ready() {
  place.dataset.ready = "yes";
  place.querySelector("[data-broken]").hidden = true;
}

function told({ entry, outcome, data }) {
  if (entry.url !== new URL(place.action).pathname) return;
  if (outcome === "sent") sent(data);
  if (outcome === "refused") show(place, "failed", { text: data?.message || words.failed });
  if (outcome === "signed-out") show(place, "device", { text: words.signInNeeded, aloud: true });
  if (outcome === "unreachable") {
    show(place, "device", { text: words.noConnection, aloud: true });
    clearTimeout(retry);
    retry = setTimeout(flush, AGAIN);
  }
}

function sent(data) {
  show(place, "saved");
  const done = place.querySelector("[data-finished]");
  if (data.finished && done.hidden) {
    done.hidden = false;
    done.querySelector("[data-score]").textContent = data.score ?? "";
  }
}

/** First what waits on this device, then the frame: so it begins where somebody really was. */
async function start() {
  await flush();
  frame.src = frame.dataset.src;
}

if (frame) {
  listen(frame, { statement: save, state: save, ready, broken });
  onOutcome(told);
  fillScreen(frame, place.querySelector("[data-full-screen]"));
  start();
}
