// What has not reached the server yet. An answer is kept on the device first and only leaves when the server has it.
// Kept: the answer itself, where it goes and an opaque key of whose it is; no names, no token.
const STORE = "wks.outbox";
const COUNTER = "wks.sequence";
const person = document.body.dataset.person ?? "";

const read = () => JSON.parse(localStorage.getItem(STORE) ?? "[]");

function write(entries) {
  if (entries.length) localStorage.setItem(STORE, JSON.stringify(entries));
  else localStorage.removeItem(STORE);
  document.dispatchEvent(new CustomEvent("wks:outbox"));
}

/** What this person still has to send, oldest first. Somebody else on this device never sends it. */
export const waiting = () => read().filter((entry) => entry.person === person);

const REPLACED = new Set(["note", "answer", "exercise-state"]);

/** Keep an answer. A newer text of the same note, or answer in a test, takes the place of the older. */
export function keep({ url, part, kind, fields, after = 0 }) {
  const entry = { id: uuid(), sequence: next(after), person, url, part, kind, fields, page: location.pathname };
  const replaces = (other) => REPLACED.has(kind) && other.person === person && other.url === url;
  write([...read().filter((other) => !replaces(other)), entry]);
  return entry;
}

export const remove = (entry) => write(read().filter((other) => other.id !== entry.id));

/** The server refused this one: keep it and its reason, and leave it alone until its page is open again. */
export const refuse = (entry, reason) =>
  write(read().map((other) => (other.id === entry.id ? { ...other, refused: reason || "?" } : other)));

export const clear = () => write(read().filter((entry) => entry.person !== person));

/** Milliseconds, as the server counts for forms without scripts; higher than the last one here and on the server. */
function next(after) {
  const last = Number(localStorage.getItem(COUNTER) ?? 0);
  const number = Math.max(last + 1, after + 1, Date.now());
  localStorage.setItem(COUNTER, String(number));
  return number;
}

/** crypto.randomUUID exists on secure pages only. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
