// The form was switched off: take the copies and this script itself away.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("wks-observatie-")).map((name) => caches.delete(name)));
  await self.registration.unregister();
}
