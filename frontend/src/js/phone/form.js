// The form as data, and data in the form. Nothing here knows where it is kept.
import { readLevels, writeLevels } from "./rubrics.js";
import { askWhatIsNotKnown } from "./waiting.js";

const form = () => document.querySelector("[data-phone-form]");
const PLAIN = ["seat", "role", "activity", "core_task", "occurred_on", "purpose", "motivation", "strength", "intention", "note"];
let notes = [];

export function read() {
  const fields = new FormData(form());
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, fields.get(name) ?? ""])),
    ...readLevels(),
    roster: Number(form().elements.seat.dataset.roster) || null,
    knock_out: fields.has("knock_out"),
    notes,
  };
}

export function write(data) {
  form().reset();
  notes = data.notes ?? [];
  writeLevels(data);
  for (const field of form().elements) if (PLAIN.includes(field.name) || field.name === "knock_out") fill(field, data);
  askWhatIsNotKnown();
  drawNotes();
}

function fill(field, values) {
  if (field.type === "checkbox") field.checked = Boolean(values[field.name]);
  else if (field.type === "radio" && field.name in values) field.checked = values[field.name] === field.value;
  else if (field.type !== "radio" && field.name in values) field.value = values[field.name];
}

/** A new form: today, and nothing else. */
export function clear() {
  write({ notes: [] });
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  form().elements.occurred_on.value = today;
}

/** What is in the box for a new note becomes a note with the time. */
export function addNote() {
  const box = form().elements.note;
  const text = box.value.trim();
  if (text) notes = [...notes, { key: crypto.randomUUID(), text, at: new Date().toISOString() }];
  box.value = "";
  drawNotes();
  box.focus();
  return Boolean(text);
}

export function removeNote(key) {
  notes = notes.filter((note) => note.key !== key);
  drawNotes();
}

function drawNotes() {
  const list = document.querySelector("[data-notes]");
  list.replaceChildren(...notes.map(drawNote));
  list.hidden = !notes.length;
}

function drawNote(note) {
  const row = document.querySelector("[data-note-row]").content.firstElementChild.cloneNode(true);
  const time = new Date(note.at);
  row.querySelector("time").dateTime = note.at;
  row.querySelector("time").textContent = clock(time);
  row.querySelector("p").textContent = note.text;
  row.querySelector("button").dataset.removeNote = note.key;
  return row;
}

export const clock = (time = new Date()) =>
  time.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
