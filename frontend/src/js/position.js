// Remembers which section was read last, so that "continue where you were" means it.
import { token } from "./token.js";

const INTERVAL = 5_000;
const container = document.querySelector("[data-position-url]");
let seen = "";
let sent = "";
let timer = 0;
let last = 0;

function report() {
  clearTimeout(timer);
  timer = 0;
  if (!seen || seen === sent) return;
  sent = seen;
  last = Date.now();
  const body = new URLSearchParams({ section: seen, csrfmiddlewaretoken: token() });
  const url = container.dataset.positionUrl;
  if (document.visibilityState === "hidden") navigator.sendBeacon(url, body);
  else fetch(url, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "fetch" } }).catch(() => {});
}

function look(entries) {
  const visible = entries.filter((entry) => entry.isIntersecting).at(-1);
  if (!visible) return;
  seen = visible.target.dataset.section;
  timer ||= setTimeout(report, Math.max(0, INTERVAL - (Date.now() - last)));
}

if (container && "IntersectionObserver" in window) {
  last = Date.now();
  const observer = new IntersectionObserver(look, { rootMargin: "-10% 0px -45% 0px" });
  const watch = (root) => root.querySelectorAll("[data-section]").forEach((section) => observer.observe(section));
  watch(container);
  document.addEventListener("wks:part", (event) => event.detail.dataset.section && observer.observe(event.detail));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && report());
  addEventListener("pagehide", report);
}
