// What the form says: where the work is, what waits, and what to do about it.
import { all, QUEUE } from "./store.js";
import { knowForms } from "./waiting.js";

const words = JSON.parse(document.getElementById("phone-words").textContent);
const $ = (selector) => document.querySelector(selector);
const STATES = { device: "device", opened: "device", sent: "saved", signIn: "failed", signInFirst: "failed", locked: "failed", notKept: "failed", held: "failed", seat: "failed", activity: "failed" };

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** One live line, with an icon for each state. */
export function say(what, values = {}) {
  $("[data-status]").dataset.state = STATES[what] ?? "idle";
  $("[data-status-text]").textContent = fill(words[what], values);
  $("[data-sign-in]").hidden = !["signIn", "signInFirst", "locked"].includes(what);
}

/** Whether what was typed last still has to be kept. */
export function keeping(isBusy) {
  $("[data-status]").ariaBusy = String(isBusy);
}

export function showNet() {
  $("[data-net]").hidden = navigator.onLine;
}

export function showNotice(what) {
  const notice = $("[data-age]");
  notice.hidden = false;
  notice.querySelector("p").textContent = words[what];
}

/** Only the numbers of the group can be chosen; without a group, or switched off, the form says why, once that is certain. */
export function showGroup(me, hasWork, isCertain = true) {
  const seats = new Set((me?.seats ?? []).map(String));
  const off = me?.off ?? false;
  offer($("[name=seat]"), seats, String(me?.roster ?? ""));
  knowForms(me);
  $("[data-off]").hidden = !off;
  $("[data-no-group]").hidden = off || seats.size > 0 || !isCertain;
  $("[data-phone-form]").inert = off && !hasWork;
  if (off) takeAway();
  return off;
}

/** The numbers go with the group that they were given in: in another group a number is somebody else, and before one is known it is nobody. */
function offer(field, seats, roster) {
  field.disabled = false;
  for (const option of field.options) option.hidden = option.disabled = Boolean(option.value) && !seats.has(option.value);
  if (field.dataset.roster !== roster) field.value = "";
  field.dataset.roster = roster;
}

/** Whether anything can be filled in; the line below, with the way to sign in, always works. */
export function showOpen(isOpen) {
  for (const section of document.querySelectorAll("[data-phone-form] > section")) section.inert = !isOpen;
}

/** The first of these fields that is still empty gets the attention; true when there is one. */
export function askFor(names) {
  const empty = names.map((name) => $(`[name=${name}]`)).find((field) => !field.value.trim());
  if (!empty) return false;
  say(empty.name);
  empty.focus();
  return true;
}

/** The municipality does not want forms on phones: what waits can still be sent, the rest goes. */
async function takeAway() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.unregister();
  for (const name of await caches.keys()) if (name.startsWith("wks-observatie-")) await caches.delete(name);
}

export async function drawQueue() {
  const rows = await all(QUEUE);
  $("[data-queue]").hidden = !rows.length;
  $("[data-queue-count]").textContent = rows.length === 1 ? words.oneWaits : fill(words.manyWait, { count: rows.length });
  $("[data-queue-rows]").replaceChildren(...rows.map(drawRow));
}

function drawRow(row) {
  const line = $("[data-queue-row]").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-what]").textContent = fill(words.participant, { number: row.seat || "–" });
  line.querySelector("[data-why]").textContent = row.held ? row.message || words.refused : words.waits;
  const button = line.querySelector("button");
  button.hidden = !row.held;
  button.dataset.reopen = row.id;
  return line;
}
