// Printing: a button where there are scripts, and everything unfolded on paper.
let unfolded = [];

document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());

addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open])")];
  for (const details of unfolded) details.open = true;
});

addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
  unfolded = [];
});

for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
