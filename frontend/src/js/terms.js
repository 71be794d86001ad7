// A word of the glossary opens in place. Without scripts, or when anything fails, it is simply a link.
import { anchor } from "./status.js";
import { words } from "./words.js";

const SPACE = 8;
let open = null;
let openedAt = 0; // how far the window was scrolled then

async function click(event) {
  const link = event.target.closest("a.wks-term");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || !("popover" in HTMLElement.prototype)) return;
  event.preventDefault();
  const definition = link.dataset.definition || (await fetched(link.href));
  if (!definition) {
    location.assign(link.href);
    return;
  }
  show(link, definition);
}

/** The definition from the glossary's own page. */
async function fetched(url) {
  try {
    const response = await fetch(url, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const id = decodeURIComponent(new URL(url).hash.slice(1));
    const place = (id && page.getElementById(id)) || page;
    return place.querySelector("[data-definition-text], dd")?.textContent.trim() ?? "";
  } catch {
    return "";
  }
}

function show(link, definition) {
  open?.remove();
  open = box(link, definition);
  link.after(open);
  open.showPopover();
  openedAt = scrollY;
  place(open, link);
  open.focus();
  open.addEventListener("toggle", (event) => event.newState === "closed" && closed(link, event.target));
}

function box(link, definition) {
  const element = document.createElement("div");
  element.className = "wks-term-popover";
  element.popover = "auto";
  element.tabIndex = -1;
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-labelledby", "term-title");
  const head = document.createElement("div");
  head.className = "wks-term-popover__head";
  const title = document.createElement("p");
  title.className = "wks-term-popover__title";
  title.id = "term-title";
  title.textContent = link.dataset.term || link.textContent;
  head.append(title, closeButton(element));
  const text = document.createElement("p");
  text.textContent = definition;
  element.append(head, text, anchor({ href: link.href, text: words.toGlossary }));
  return element;
}

function closeButton(element) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wks-icon-button";
  button.setAttribute("aria-label", words.close);
  button.textContent = "×";
  button.addEventListener("click", () => element.hidePopover());
  return button;
}

/** Under the word, or above it where there is no room; never over the edge. */
function place(element, link) {
  const word = link.getClientRects()[0];
  const { offsetWidth: width, offsetHeight: height } = element;
  const below = word.bottom + SPACE + height <= innerHeight;
  const start = Math.min(Math.max(SPACE, word.left), document.documentElement.clientWidth - width - SPACE);
  element.style.insetInlineStart = `${start}px`;
  element.style.insetBlockStart = `${Math.max(SPACE, below ? word.bottom + SPACE : word.top - SPACE - height)}px`;
}

function closed(link, element) {
  const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body;
  element.remove();
  if (open === element) open = null;
  if (hadFocus) link.focus({ preventScroll: true });
}

/** The box does not move along; the event of the scroll that brought the word in sight may still be on its way. */
function scrolled() {
  if (scrollY !== openedAt) open?.hidePopover();
}

document.addEventListener("click", click);
addEventListener("scroll", scrolled, { passive: true });
