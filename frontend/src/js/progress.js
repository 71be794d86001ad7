// The parts of a lesson: an answer goes to the server by fetch, and waits on the device when that fails.
import { loginLink } from "./banner.js";
import { flush, formOf, onOutcome } from "./flush.js";
import { announce } from "./live.js";
import { keep, waiting } from "./outbox.js";
import { show } from "./status.js";
import { words } from "./words.js";

const NOT_KEPT = new Set(["csrfmiddlewaretoken", "client_id", "sequence", "kept"]);

/** What the person filled in, and which button was pressed; never a token. */
export function fieldsOf(form, button) {
  const fields = [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string");
  return button?.name ? [...fields, [button.name, button.value]] : fields;
}

function submit(event) {
  const form = event.target.closest("[data-part-form]");
  if (!form) return;
  event.preventDefault();
  if (!chosen(form)) return;
  show(form, "sending");
  const { pathname } = new URL(form.action);
  try {
    keep({ url: pathname, part: form.dataset.partForm, kind: "part", fields: fieldsOf(form, event.submitter) });
  } catch {
    form.submit(); // no storage on this device: the plain way
    return;
  }
  flush();
}

/** A question with choices needs one; everything else is for the server to judge. */
function chosen(form) {
  const empty = [...form.querySelectorAll(".wks-choices")].find((group) => {
    const first = group.querySelector("input[type=radio]:enabled");
    return first && !group.querySelector("input:checked");
  });
  if (!empty) return true;
  show(form, "failed", { text: words.chooseFirst, aloud: true });
  empty.querySelector("input").focus();
  return false;
}

onOutcome(({ entry, outcome, data }) => {
  if (entry.kind === "answer") return undefined; // of a test: answers.js
  const form = formOf(entry);
  if (outcome === "sent") return accepted(entry, form, data);
  if (!form) return undefined;
  if (outcome === "refused") return refused(entry, form, data);
  if (outcome === "unreachable") return show(form, "device", { aloud: true });
  return show(form, "device", {
    text: words.signInNeeded,
    link: { href: loginLink(data), text: words.signIn },
    aloud: true,
  });
});

function accepted(entry, form, data) {
  update(data?.lesson);
  if (entry.kind !== "part") return;
  if (data?.html && form) replace(entry.part, data.html);
  else show(form, "saved");
  announce(data?.announce || words.saved);
}

function refused(entry, form, data) {
  if (data?.html && entry.kind === "part") {
    replace(entry.part, data.html);
    announce(data.message || words.failed);
    return;
  }
  show(form, "failed", { text: data?.message || words.failed, aloud: true });
}

/** Put the server's new part in the place of the old, and keep the keyboard where it was. */
function replace(part, html) {
  const old = document.querySelector(`[data-part="${CSS.escape(part)}"]`);
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-part]");
  if (!old || !fresh) return;
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(document.adoptNode(fresh));
  document.dispatchEvent(new CustomEvent("wks:part", { detail: fresh }));
  if (hadFocus) focus(fresh.querySelector("[data-focus], .wks-part__title"));
}

function focus(element) {
  if (!element) return;
  element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
}

/** How far the lesson is, wherever the page says so. */
function update(lesson) {
  if (!lesson) return;
  for (const place of document.querySelectorAll("[data-lesson-progress]")) {
    const bar = place.querySelector("progress");
    if (bar) Object.assign(bar, { max: lesson.total, value: lesson.done });
    place.querySelector(".wks-progress")?.classList.toggle("wks-progress--done", lesson.done >= lesson.total);
    for (const text of place.querySelectorAll("[data-progress-text]")) text.textContent = lesson.text;
  }
  for (const place of document.querySelectorAll("[data-lesson-why]")) place.textContent = lesson.why ?? "";
}

/** What waits on this device is put back in its form, so that nobody has to type it again. */
function restore() {
  for (const entry of waiting()) {
    const form = entry.kind !== "answer" && formOf(entry);
    if (!form) continue;
    for (const [name, value] of entry.fields) fill(form, name, value);
    show(form, "device");
  }
}

function fill(form, name, value) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
    else if (field.matches("textarea, input:not([type=hidden], [type=submit])")) field.value = value;
  }
}

document.addEventListener("submit", submit);
restore();
if (waiting().length) flush();
