// Signing out takes what is on this phone along, after a warning when something was not sent.
import { clear, waiting } from "../outbox.js";
import { words } from "../words.js";
import { all, DATABASE, DRAFTS, QUEUE } from "./store.js";

let asked = false;

/** Asking the database takes a moment, so the form waits for it. */
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (asked || !form.matches("[data-sign-out]") || !("databases" in indexedDB)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(form);
  },
  true,
);

/** Both questions come before anything is taken away: a no to either keeps everything. */
async function leave(form) {
  if ((await howMany()) && !confirm(words.signOutPhone)) return;
  if (waiting().length && !confirm(words.signOutAnyway)) return;
  clear();
  if (await exists()) await wipe();
  asked = true;
  form.requestSubmit();
}

const exists = async () => (await indexedDB.databases()).some((base) => base.name === DATABASE);

async function howMany() {
  if (!(await exists())) return 0;
  return (await all(DRAFTS)).length + (await all(QUEUE)).length;
}

function wipe() {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
