// Menus that close by themselves, and the lesson menu for browsers that cannot keep it open by css.
const wide = matchMedia("(min-width: 64rem)");

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

if (!CSS.supports("selector(::details-content)")) {
  const fit = () => document.querySelectorAll("[data-module-menu]").forEach((menu) => (menu.open = wide.matches));
  wide.addEventListener("change", fit);
  fit();
}

// a form that came back with errors: start at what must change
document.querySelector("[data-focus-first]")?.focus();
