// A file that is being made: asks every two seconds how far it is, until it is there. Without this, "Look again" does.
const EVERY = 2000;
const OPEN = new Set(["waiting", "busy"]);
const region = document.querySelector("[data-export]");

if (region && OPEN.has(region.dataset.export)) setTimeout(ask, EVERY);

async function ask() {
  try {
    if (!document.hidden) await look();
  } catch {
    // No connection: the next question is in two seconds.
  }
  if (OPEN.has(region.dataset.export)) setTimeout(ask, EVERY);
}

async function look() {
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok || response.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-export]");
  if (!fresh) return location.reload();
  const sentence = region.querySelector("[data-export-words]");
  if (region.dataset.export !== fresh.dataset.export) {
    sentence.replaceChildren(...fresh.querySelector("[data-export-words]").childNodes);
  }
  region.dataset.export = fresh.dataset.export;
  if (OPEN.has(fresh.dataset.export)) replace("[data-export-progress]", fresh);
  else finish(fresh, sentence);
}

function replace(selector, fresh) {
  region.querySelector(selector).replaceChildren(...fresh.querySelector(selector).childNodes);
}

/** Put the finished card in place; a screen reader follows the sentence that it knows, and focus does not get lost. */
function finish(fresh, sentence) {
  const hadFocus = region.contains(document.activeElement);
  fresh.querySelector("[data-export-words]").replaceWith(sentence);
  region.replaceChildren(...fresh.childNodes);
  if (hadFocus) region.querySelector("a, button").focus();
}
