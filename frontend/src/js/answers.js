// A test: one question at a time, and every answer saves itself. It is kept on the device first, as in lessons.
import { flush, formOf, onOutcome } from "./flush.js";
import { announce } from "./live.js";
import { keep, waiting } from "./outbox.js";
import { loginLink } from "./banner.js";
import { anchor, show } from "./status.js";
import { words } from "./words.js";

const TYPING = 600; // milliseconds after the last key
const CHOOSING = 150;
const LONGEST = 1_500; // after the first key that was not saved yet, however fast somebody goes on typing
const AGAIN = 5_000; // after a failure
const LEFT_OUT = /-(was|move)$/;

const form = document.querySelector("[data-attempt]");
const timers = new Map();
let retry = 0;

const questions = () => [...form.querySelectorAll("[data-question]")];
const questionOf = (element) => element.closest("[data-answer-form]");
const mine = (entry) => entry.kind === "answer" && form && formOf(entry);

// --- One question at a time -----------------------------------------------------------

function turn({ focus = false } = {}) {
  const wanted = document.getElementById(location.hash.slice(1))?.closest("[data-question]");
  const shown = wanted ?? questions().find((question) => question.dataset.state === "none") ?? questions()[0];
  for (const question of questions()) question.hidden = question !== shown;
  for (const link of form.querySelectorAll("[data-overview]")) {
    if (link.dataset.overview === shown.dataset.question) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  if (focus) shown.focus();
}

// --- Saving ------------------------------------------------------------------------------

function changed(event) {
  const question = questionOf(event.target);
  if (!question) return;
  show(question, "unsaved");
  const wait = event.target.matches("input[type=text], textarea") ? TYPING : CHOOSING;
  const { id, since } = timers.get(question) ?? { since: Date.now() };
  clearTimeout(id);
  const left = Math.max(0, since + LONGEST - Date.now());
  timers.set(question, { id: setTimeout(() => save(question), Math.min(wait, left)), since });
}

/** Keep the answer on the device and send it; gives whether that worked. */
function save(question, extra = []) {
  clearTimeout(timers.get(question)?.id);
  timers.delete(question);
  try {
    keep({
      url: question.dataset.action,
      part: question.dataset.answerForm,
      kind: "answer",
      fields: [...fieldsOf(question), ...extra],
      after: Number(question.querySelector("[data-was]").value),
    });
  } catch {
    return false; // no storage on this device: the button still works
  }
  show(question, "sending");
  flush();
  return true;
}

function fieldsOf(question) {
  const fields = [...question.querySelectorAll("input, select, textarea")].filter(
    (field) => field.name && !LEFT_OUT.test(field.name) && (!field.matches("[type=radio], [type=checkbox]") || field.checked),
  );
  return fields.map((field) => [field.name, field.value]);
}

const saveAll = () => [...timers.keys()].forEach((question) => save(question));

// --- What came of it ------------------------------------------------------------------------

onOutcome(({ entry, outcome, data }) => {
  if (outcome === "unreachable") return unreachable();
  if (outcome === "signed-out") return stuck(words.signInNeeded, { href: loginLink(data), text: words.signIn });
  const question = mine(entry);
  if (!question) return undefined;
  return outcome === "sent" ? sent(entry, question, data) : refused(question, data);
});

function sent(entry, question, data) {
  const was = question.querySelector("[data-was]");
  if (data.sequence) was.value = Math.max(Number(was.value), data.sequence);
  mark(question, data.state);
  if (data.html) return replace(question, data);
  const newer = timers.has(question) || waiting().some((other) => other.url === entry.url);
  if (newer) return undefined;
  if (data.announce) announce(data.announce);
  return data.message ? show(question, "failed", { text: data.message, aloud: true }) : show(question, "saved");
}

function refused(question, data) {
  const link = data.url ? { href: data.url, text: words.toResult } : null;
  show(question, "failed", { text: data.message || words.failed, link, aloud: true });
}

function unreachable() {
  stuck(words.noConnection);
  clearTimeout(retry);
  if (form) retry = setTimeout(flush, AGAIN);
}

/** What did not get away holds up everything behind it, so each of those questions says where its answer is. */
function stuck(text, link = null) {
  const held = new Set(waiting().map(mine).filter(Boolean));
  for (const question of held) show(question, "device", { text, link });
  if (held.size) announce(text);
}

function mark(question, state) {
  if (!state) return;
  question.dataset.state = state;
  const link = form.querySelector(`[data-overview="${CSS.escape(question.dataset.question)}"]`);
  if (!link) return;
  link.dataset.state = state;
  link.querySelector("[data-state-word]").textContent = `, ${words.states[state] ?? ""}`;
}

/** A question that was checked, with what is said about it. */
function replace(question, data) {
  const fresh = new DOMParser().parseFromString(data.html, "text/html").querySelector("[data-question]");
  question.replaceWith(document.adoptNode(fresh));
  announce(data.announce);
  fresh.querySelector("[data-focus]")?.focus();
}

// --- Buttons ----------------------------------------------------------------------------------

function submit(event) {
  const button = event.submitter;
  const question = button && questionOf(button);
  if (button?.dataset.move) return stop(event, move(question, button));
  if (button?.name === "check") return stop(event, save(question, [["check", button.value]]));
  if (button && "toEnd" in button.dataset) return stop(event, toTheEnd());
  if (!button?.name) return stop(event, true); // the Enter key in a field saves by itself
  return undefined;
}

const stop = (event, done) => done && event.preventDefault();

/** One line up or down; the keyboard stays on the button. */
function move(question, button) {
  const line = button.closest("[data-order-line]");
  const other = button.dataset.move === "up" ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return true;
  if (button.dataset.move === "up") other.before(line);
  else other.after(line);
  button.focus();
  const lines = number(line.parentElement);
  announce(`${line.querySelector("span").textContent}: ${lines.indexOf(line) + 1} / ${lines.length}`);
  changed({ target: button });
  return true;
}

function number(list) {
  const lines = [...list.querySelectorAll("[data-order-line]")];
  lines.forEach((line, place) => (line.querySelector("input").value = place + 1));
  return lines;
}

/** Handing in waits until the server has everything. */
function toTheEnd() {
  saveAll();
  leave();
  return true;
}

async function leave() {
  const place = form.querySelector("#inleveren");
  await flush();
  if (waiting().some(mine)) return show(place, "device", { text: words.notAllSent, aloud: true });
  location.assign(`${form.action}inleveren/`);
  return undefined;
}

// --- Coming back --------------------------------------------------------------------------------

/** What waits on this device is put back, so that nobody has to answer it again. */
function restore() {
  for (const entry of waiting()) {
    const question = mine(entry);
    if (!question) continue;
    fill(question, entry.fields);
    show(question, "device");
  }
  for (const question of form.querySelectorAll("[data-unsaved]")) save(question);
}

function fill(question, fields) {
  for (const field of question.querySelectorAll("input, select, textarea")) {
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  const list = question.querySelector("[data-order]");
  const place = (line) => Number(line.querySelector("input").value);
  if (list) list.append(...[...list.children].sort((one, other) => place(one) - place(other)));
}

// --- Time -----------------------------------------------------------------------------------------

const SAY_AT = new Set([5, 1]);
const loadedAt = Date.now();

/** Counts from what the server said was left, for the clock of a device may be wrong. */
function tick(line) {
  const seconds = Number(line.dataset.secondsLeft) - (Date.now() - loadedAt) / 1_000;
  const minutes = Math.max(0, Math.ceil(seconds / 60));
  const place = line.querySelector("[data-minutes]");
  if (!place) return undefined; // said already
  if (!minutes) return timeUp(line.querySelector("[data-time-text]"));
  if (place.textContent === String(minutes)) return undefined;
  place.textContent = minutes;
  return SAY_AT.has(minutes) && announce(line.textContent.trim());
}

function timeUp(place) {
  saveAll();
  place.textContent = `${words.timeUp} `;
  place.append(anchor({ href: `${form.action}uitslag/`, text: words.toResult }));
  announce(words.timeUp);
}

if (form) {
  form.classList.add("wks-attempt--turning");
  addEventListener("hashchange", () => turn({ focus: true }));
  form.addEventListener("input", changed);
  form.addEventListener("submit", submit);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAll());
  addEventListener("pagehide", saveAll);
  for (const button of form.querySelectorAll("[data-plain]")) button.hidden = true;
  const line = document.querySelector("[data-seconds-left]");
  if (line) setInterval(() => tick(line), 1_000);
  turn();
  restore();
  if (waiting().length) flush();
}
