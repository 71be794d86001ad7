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
    if (response.redirected || response.status === 404) goHome();
    else if (response.status === 200) await show();
  } catch {
    // No connection: the next question is in two seconds.
  } finally {
    asking = false;
  }
}

/** Not reload(): after a refusal the address is that of a form, and reloading would send it again. */
function goHome() {
  location.assign(table.dataset.home);
}

/** Put the new table in place; a choice in a list that somebody has open stays until they close it. */
async function show() {
  if (table.contains(document.activeElement) && document.activeElement.matches("select")) return;
  const response = await fetch(table.dataset.home, { cache: "no-store" });
  if (!response.ok || response.redirected) return goHome();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-table]");
  if (!fresh) return goHome();
  const focused = table.contains(document.activeElement) ? describe(document.activeElement) : null;
  const opened = new Set([...table.querySelectorAll("details[open]")].map(name));
  keepStatus(fresh);
  table.replaceChildren(...fresh.childNodes);
  table.dataset.revision = fresh.dataset.revision;
  for (const each of table.querySelectorAll("details")) each.open ||= opened.has(name(each));
  if (focused) findAgain(focused).focus();
  tick();
}

/** A screen reader follows the piece of the page that it knows: what changed goes into the old one. */
function keepStatus(fresh) {
  const known = table.querySelector("[role=status]");
  const told = fresh.querySelector("[role=status]");
  if (!known || !told) return;
  if (known.textContent.trim() !== told.textContent.trim()) known.replaceChildren(...told.childNodes);
  told.replaceWith(known);
}

/** A card has no name of its own; its title does. */
function titleOf(element) {
  return element.closest("[aria-labelledby]")?.getAttribute("aria-labelledby") ?? "";
}

function name(details) {
  return `${titleOf(details)} ${details.querySelector("summary")?.textContent.trim()}`;
}

function describe(element) {
  return { id: element.id, card: titleOf(element), tag: element.tagName, words: element.textContent.trim() };
}

/** The same control on the new table; when it went, the title of its card, or of the page. */
function findAgain({ id, card, tag, words }) {
  const byId = id ? document.getElementById(id) : null;
  if (byId) return byId;
  const title = (card ? document.getElementById(card) : null) ?? table.querySelector("h1");
  const within = title.closest("[aria-labelledby]") ?? table;
  const same = [...within.querySelectorAll(tag)].find((each) => each.textContent.trim() === words);
  if (same) return same;
  title.tabIndex = -1;
  return title;
}

function tick() {
  const clock = table.querySelector("[data-ends-at]");
  if (!clock) return;
  showLeft(clock.querySelector("[data-clock]"), clock.dataset.endsAt);
}
