// Empties the outbox, one flush at a time over all open tabs, in the order in which the answers were given.
import { waiting, refuse, remove } from "./outbox.js";
import { send } from "./send.js";

let running = null;
let again = false;

const outcomes = new EventTarget();

/** Be told of each answer: { entry, outcome, data }. */
export const onOutcome = (listener) => outcomes.addEventListener("outcome", (event) => listener(event.detail));

/** Whoever asks while a flush is busy waits for it, and for one more over what came in meanwhile. */
export function flush() {
  if (running) again = true;
  else running = untilEmpty().finally(() => (running = null));
  return running;
}

async function untilEmpty() {
  do {
    again = false;
    await alone(sendAll);
  } while (again);
}

const alone = (work) =>
  navigator.locks ? navigator.locks.request("wks-outbox", { ifAvailable: true }, (lock) => lock && work()) : work();

async function sendAll() {
  for (let entry = first(); entry; entry = first()) {
    const { outcome, data } = await send(entry);
    if (outcome === "sent") remove(entry);
    if (outcome === "refused") settle(entry, data);
    tell({ entry, outcome, data });
    if (outcome === "signed-out" || outcome === "unreachable") {
      tellTheRest(entry, outcome, data);
      return;
    }
  }
}

/** What waits behind an answer that did not get through is still here too, and must not say that it is being saved. */
function tellTheRest(first, outcome, data) {
  for (const entry of waiting()) {
    if (entry.id !== first.id && !entry.refused) tell({ entry, outcome, data });
  }
}

/** A refused answer goes once its own page can show why; elsewhere it stays, with the reason. */
function settle(entry, data) {
  if (formOf(entry)) remove(entry);
  else refuse(entry, data?.message);
}

const first = () => waiting().find((entry) => !entry.refused || formOf(entry));

export const formOf = (entry) =>
  [...document.querySelectorAll(`[data-${entry.kind}-form]`)].find((form) => addressOf(form) === entry.url);

/** A question of a test is no form of its own: all of them stand in one. */
const addressOf = (form) => form.dataset.action ?? new URL(form.action).pathname;

const tell = (detail) => outcomes.dispatchEvent(new CustomEvent("outcome", { detail }));

addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
