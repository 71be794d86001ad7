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
window.H5PIntegration = JSON.parse(document.getElementById("h5p-integration").textContent);
