// Personal notes save themselves, 600 ms after the last key.
import { flush, formOf, onOutcome } from "./flush.js";
import { keep, waiting } from "./outbox.js";
import { fieldsOf } from "./progress.js";
import { show } from "./status.js";

const PAUSE = 600;
const timers = new Map();

function typed(event) {
  const form = event.target.closest("[data-note-form]");
  if (!form) return;
  show(form, "unsaved");
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), PAUSE));
}

function save(form) {
  if (!keepText(form)) return; // no storage on this device: the button still works
  show(form, "sending");
  flush();
}

/** What the form says now waits on this device until the server has it. */
function keepText(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const { pathname } = new URL(form.action);
  try {
    return keep({ url: pathname, part: form.dataset.noteForm, kind: "note", fields: fieldsOf(form) });
  } catch {
    return null;
  }
}

/** Leaving the page: what was typed in the last moment goes along. */
const saveAll = () => [...timers.keys()].forEach(save);

function submit(event) {
  const form = event.target.closest("[data-note-form]");
  if (!form) return;
  // This button sends the whole text itself and goes on to another page.
  if (event.submitter?.matches("[data-plain]")) return void keepText(form);
  event.preventDefault();
  save(form);
}

onOutcome(({ entry, outcome }) => {
  const form = entry.kind === "note" && formOf(entry);
  const newer = form && (timers.has(form) || waiting().some((other) => other.url === entry.url));
  if (form && outcome === "sent" && !newer) show(form, "saved");
});

document.addEventListener("input", typed);
document.addEventListener("submit", submit);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAll());
addEventListener("pagehide", saveAll);
