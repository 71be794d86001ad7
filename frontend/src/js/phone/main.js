// The observation form on a phone. It says where the work is and nothing else: on this phone is not sent.
import { mindTheAge } from "./age.js";
import { addNote, clear, clock, read, removeNote, write } from "./form.js";
import { askServer, currentKey, seal, unseal } from "./keys.js";
import { flush } from "./queue.js";
import { changeRubric } from "./rubrics.js";
import { askFor, drawQueue, keeping, say, showGroup, showNet, showNotice, showOpen } from "./screen.js";
import { all, DRAFTS, get, move, put, QUEUE, remove, SETTINGS } from "./store.js";
import { askWhatIsNotKnown, waitingForm } from "./waiting.js";

const PAUSE = 400;
const AGAIN = 60_000;
const CHANGES = { version: changeRubric, seat: askWhatIsNotKnown };
const form = document.querySelector("[data-phone-form]");
let id = "";
let since = 0;
let timer = 0;
let touched = false; // something was typed in the form that is open now
let isLocked = false; // a draft is here, and its key is not
let saving = Promise.resolve();

/** What is on this phone first, because a slow network may take long to say nothing. */
async function begin() {
  startAnew();
  const { gone, old } = await mindTheAge();
  if (gone) showNotice("gone");
  else if (old) showNotice("old");
  showNet();
  const known = await get(SETTINGS, "me");
  showGroup(known, true, Boolean(known)); // nothing may jump under who began already when the server answers
  await openDraft();
  await askServer((await all(DRAFTS)).map((row) => row.keyName));
  const hasWork = await goOn();
  const off = showGroup(await get(SETTINGS, "me"), hasWork);
  if (!off && !hasWork) await closeWithoutKey();
  await sendNow();
  if (off) return;
  navigator.storage?.persist?.();
  navigator.serviceWorker?.register("sw.js");
}

/** With the keys that the server gave back: keep what was typed meanwhile, or open what was locked. */
const goOn = () => (touched ? saveInTurn() : since ? true : openDraft());

/** What cannot be kept is better not typed. */
async function closeWithoutKey() {
  const hasKey = Boolean(await currentKey());
  showOpen(hasKey);
  if (!hasKey && !isLocked) say("signInFirst");
}

/** An empty form under a name of its own. */
function startAnew() {
  id = crypto.randomUUID();
  since = 0;
  touched = false;
  clear();
}

async function openDraft() {
  const me = await get(SETTINGS, "me");
  const [row, data] = await firstThatOpens((await all(DRAFTS)).filter((each) => each.person === me?.person));
  if (touched) return saveInTurn(); // who types while this is looked up keeps what they type; the draft waits its turn
  if (data) {
    [id, since] = [row.id, row.since];
    write(sameGroup(data));
  } else startAnew();
  isLocked = Boolean(row) && !data;
  say(data ? "opened" : isLocked ? "locked" : "empty");
  return Boolean(data);
}

/** The oldest draft that can be read now, or one that needs a sign-in first. */
async function firstThatOpens(rows) {
  for (const row of rows.sort((one, other) => one.since - other.since)) {
    const data = await unseal(row);
    if (data) return [row, data];
  }
  return [rows[0], null];
}

/** A number means somebody else once the group was numbered anew, so it has to be chosen again. */
const sameGroup = (data) => (data.roster === read().roster ? data : { ...data, seat: "" });

/** Keep the form as it is now; false when there is no key to seal it with. */
async function save() {
  clearTimeout(timer);
  timer = 0;
  const key = await currentKey();
  if (!key) {
    say("signInFirst");
    return false;
  }
  since ||= Date.now();
  await put(DRAFTS, { id, since, ...(await seal(key, read())) });
  say("device", { time: clock() });
  keeping(Boolean(timer));
  return true;
}

const saveInTurn = () => (saving = saving.then(save).catch(sayNotKept));

function sayNotKept() {
  say("notKept");
  return false;
}

async function finish() {
  addNote();
  if (askFor(waitingForm() ? ["seat"] : ["seat", "activity"])) return;
  if (!(await saveInTurn())) return;
  const row = await get(DRAFTS, id);
  await move(DRAFTS, QUEUE, { ...row, seat: form.elements.seat.value });
  startAnew();
  await openDraft();
  say("device", { time: clock() });
  await drawQueue();
  backToTheTop();
  (await navigator.serviceWorker?.getRegistration())?.sync?.register("wks-observaties").catch(() => {});
  await sendNow();
}

/** Where what waits stands, and the next form begins. */
function backToTheTop() {
  document.getElementById("content").focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

async function sendNow() {
  const { outcome, message } = await flush();
  if (outcome === "sent") say("sent", { time: clock() });
  if (outcome === "waiting") say("device", { time: clock() });
  if (outcome === "sign-in") say("signIn");
  if (outcome === "held") say("held", { message: message ?? "" });
  await drawQueue();
}

/** A form that the server did not take: back to change it, or beside what is there under a name of its own. */
async function reopen(rowId) {
  const row = await get(QUEUE, rowId);
  const data = row && (await unseal(row));
  if (!data) return say("signIn");
  if (timer) await saveInTurn();
  write(sameGroup(data));
  id = row.held === 409 ? crypto.randomUUID() : row.id;
  since = row.since;
  if (await saveInTurn()) await remove(QUEUE, rowId);
  await drawQueue();
  form.scrollIntoView();
}

form.addEventListener("change", (event) => CHANGES[event.target.name]?.());
form.addEventListener("input", () => {
  touched = true;
  keeping(true);
  clearTimeout(timer);
  timer = setTimeout(saveInTurn, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  finish();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-add-note]") && addNote()) saveInTurn();
  if (button.dataset.removeNote) {
    removeNote(button.dataset.removeNote);
    saveInTurn();
  }
  if (button.matches("[data-send-now]")) sendNow();
  if (button.dataset.reopen) reopen(button.dataset.reopen);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) saveInTurn();
  else if (document.visibilityState === "visible") sendNow();
});
addEventListener("online", () => {
  showNet();
  sendNow();
});
addEventListener("offline", showNet);
setInterval(sendNow, AGAIN);
navigator.serviceWorker?.addEventListener("message", (event) => event.data === "wks-observaties" && sendNow());

begin();
