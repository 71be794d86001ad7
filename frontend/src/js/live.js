// The one live region of the page.
const region = document.querySelector("[data-live]");

/** Tell screen readers; emptied first, so that the same sentence is read again. */
export function announce(sentence) {
  if (!region || !sentence) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = sentence), 50);
}
