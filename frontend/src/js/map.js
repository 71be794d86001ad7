// Brings the scene that is being written into sight on the map beside it; the page itself stays where it is.
const here = document.querySelector(".wks-map [aria-current=true]");
const map = here?.closest(".wks-map");

if (map) {
  const scene = here.getBoundingClientRect();
  const frame = map.getBoundingClientRect();
  map.scrollBy({
    left: scene.left + scene.width / 2 - (frame.left + frame.width / 2),
    top: scene.top + scene.height / 2 - (frame.top + frame.height / 2),
    behavior: "instant",
  });
}
