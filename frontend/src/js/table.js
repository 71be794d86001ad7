// A live role-play: asks every two seconds whether something changed, and shows the table anew when it did.
import { showLeft } from "./clock.js";

const EVERY = 2000;
const table = document.querySelector("[data-table]");

if (table) {
  setInterval(tick, 1000);
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}

let asking = false;

async function ask() {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const response = await fetch(`${table.dataset.poll}?revision=${table.dataset.revision}`, { cache: "no-store" });
    if (response.redirected || response.status === 404) location.reload();
    else if (response.status === 200) await show();
  } catch {
    // No connection: the next question is in two seconds.
  } finally {
    asking = false;
  }
}

/** Put the new table in place; a choice in a list that somebody has open stays until they close it. */
async function show() {
  if (table.contains(document.activeElement) && document.activeElement.matches("select")) return;
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok || response.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-table]");
  if (!fresh) return location.reload();
  const focused = table.contains(document.activeElement) ? document.activeElement.id : "";
  table.replaceChildren(...fresh.childNodes);
  table.dataset.revision = fresh.dataset.revision;
  if (focused) document.getElementById(focused)?.focus();
  tick();
}

function tick() {
  const clock = table.querySelector("[data-ends-at]");
  if (!clock) return;
  showLeft(clock.querySelector("[data-clock]"), clock.dataset.endsAt);
}
