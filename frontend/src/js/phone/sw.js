// Keeps the public files of the observation form and the form itself, empty. Never another page, never an answer:
// those are personal data. WKS_SHELL comes from the server and differs per release.
const { release, form, files } = self.WKS_SHELL;
const PREFIX = "wks-observatie-";
const CACHE = PREFIX + release;
const PATIENCE = 3_000;

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("sync", (event) => event.tag === "wks-observaties" && event.waitUntil(wake()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === form && event.request.mode === "navigate") event.respondWith(page());
  else if (files.includes(url.pathname)) event.respondWith(file(event.request, url.pathname));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll([form, ...files].map((url) => new Request(url, { cache: "reload", credentials: "omit" })));
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/** Fresh when the network answers within three seconds; otherwise the copy on this phone. */
async function page() {
  try {
    const answer = await fetch(form, { signal: AbortSignal.timeout(PATIENCE), credentials: "omit" });
    if (answer.ok && !answer.redirected) return await keep(answer);
  } catch {
    // no network, or too slow: the copy below
  }
  return (await caches.match(form)) ?? Response.error();
}

/** The rubric may be a newer one, so the newest form is the one that stays. */
async function keep(answer) {
  const cache = await caches.open(CACHE);
  await cache.put(form, answer.clone());
  return answer;
}

async function file(request, path) {
  return (await caches.match(path)) ?? fetch(request);
}

/** The browser says that there is network again: let an open form send. */
async function wake() {
  const open = await self.clients.matchAll({ includeUncontrolled: true });
  open.forEach((client) => client.postMessage("wks-observaties"));
}
