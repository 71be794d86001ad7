// The status line of a form: where the work is, in an icon and in words.
import { announce } from "./live.js";
import { words } from "./words.js";

/** Show a state on the form's own line; `link` adds one, for instance to sign in again. */
export function show(form, state, { text = words[state], link = null, aloud = false } = {}) {
  const line = form?.querySelector("[data-status]");
  if (!line) return;
  const place = line.querySelector("[data-status-text]");
  if (line.dataset.state === state && place.textContent === text && !link) return;
  line.dataset.state = state;
  place.textContent = text;
  if (link) place.append(" ", anchor(link));
  if (aloud) announce(text);
}

export function anchor({ href, text }) {
  const element = document.createElement("a");
  element.href = href;
  element.textContent = text;
  return element;
}
