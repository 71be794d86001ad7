// A bar that says how much is on this device only, with the one thing to do about it.
import { flush, onOutcome } from "./flush.js";
import { announce } from "./live.js";
import { clear, waiting } from "./outbox.js";
import { anchor } from "./status.js";
import { say, words } from "./words.js";

let bar = null;
let login = "";
let stuck = false;

function draw() {
  const entries = stuck ? waiting() : [];
  if (!entries.length) return hide();
  const sentence = count(entries);
  if (bar?.querySelector("p").textContent === sentence && Boolean(bar.querySelector("a")) === Boolean(login)) return;
  hide();
  bar = document.createElement("section");
  bar.className = "wks-outbox";
  bar.setAttribute("aria-label", words.unsaved);
  const inner = document.createElement("div");
  const text = document.createElement("p");
  text.textContent = sentence;
  inner.append(text, action());
  bar.append(inner);
  document.body.append(bar);
}

const count = (entries) =>
  entries.length === 1 ? words.waitingOne : say("waitingMany", { count: String(entries.length) });

function action() {
  if (login) return Object.assign(anchor({ href: login, text: words.signIn }), { className: "nl-button nl-button--primary" });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nl-button nl-button--primary";
  button.textContent = words.sendNow;
  button.addEventListener("click", flush);
  return button;
}

function hide() {
  bar?.remove();
  bar = null;
}

/** The page to sign in on, and back to here. */
export function loginLink(data) {
  const url = new URL(data?.login_url || document.body.dataset.login || "/", location.href);
  if (!url.searchParams.has("next")) url.searchParams.set("next", location.pathname + location.hash);
  return url.href;
}

onOutcome(({ outcome, data }) => {
  if (outcome === "signed-out") login = loginLink(data);
  if (outcome === "sent") login = "";
  if (outcome === "sent" && stuck && !waiting().length) announce(words.sent);
  stuck = outcome === "signed-out" || outcome === "unreachable" || (stuck && waiting().length > 0);
  draw();
});
document.addEventListener("wks:outbox", draw);

/** Signing out takes what is on this device along; so it asks first. */
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]") || !waiting().length) return;
  if (confirm(words.signOutAnyway)) clear();
  else event.preventDefault();
});
