// Runs in the frame before H5P's player. A frame without origin has no storage, and the player wants one: it gets a
// memory that forgets. The settings come as data, because no script may stand in the page.
function memory() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(String(name)) ?? null,
    setItem: (name, value) => void kept.set(String(name), String(value)),
    removeItem: (name) => void kept.delete(String(name)),
    clear: () => kept.clear(),
    key: (number) => [...kept.keys()][number] ?? null,
    get length() {
      return kept.size;
    },
  };
}

for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { value: memory(), configurable: true });
}
// No policy of a browser forbids calls between browsers, and they go past every other rule.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) {
  Object.defineProperty(window, name, { value: undefined });
}
window.H5PIntegration = JSON.parse(document.getElementById("h5p-integration").textContent);
