// The sentences that scripts say; base.html writes them in the reader's language.
const source = document.getElementById("wks-words");

export const words = source ? JSON.parse(source.textContent) : {};

/** A sentence with its {placeholders} filled in. */
export const say = (name, values = {}) =>
  (words[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
