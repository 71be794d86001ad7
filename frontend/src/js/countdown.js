// A step of a peer consultation: the clock that the server drew runs on, and says once when the time is up.
import { showLeft } from "./clock.js";

const clock = document.querySelector("[data-countdown]");

if (clock) {
  const timer = setInterval(() => tick(timer), 1000);
}

function tick(timer) {
  if (showLeft(clock.querySelector("[data-clock]"), clock.dataset.countdown) > 0) return;
  clearInterval(timer);
  const end = document.querySelector("[data-countdown-end]");
  end.textContent = end.dataset.countdownEnd;
}
