// What is on this phone: drafts, what waits to be sent, and keys. Texts are sealed before they come here.
export const DATABASE = "wks-observaties";
export const DRAFTS = "drafts";
export const QUEUE = "queue";
export const KEYS = "keys";
export const SETTINGS = "settings";

let opened = null;

const database = () => (opened ??= new Promise(open));

function open(resolve, reject) {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    for (const name of [DRAFTS, QUEUE, KEYS, SETTINGS]) request.result.createObjectStore(name, { keyPath: "id" });
  };
  request.onsuccess = () => {
    request.result.onversionchange = () => request.result.close(); // another tab wipes it
    resolve(request.result);
  };
  request.onerror = () => reject(request.error);
}

async function ask(store, mode, question) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(store, mode);
    const request = question(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const all = (store) => ask(store, "readonly", (rows) => rows.getAll());
export const get = (store, id) => ask(store, "readonly", (rows) => rows.get(id));
export const put = (store, row) => ask(store, "readwrite", (rows) => rows.put(row));
export const remove = (store, id) => ask(store, "readwrite", (rows) => rows.delete(id));

/** Move a row in one go, so that it is never in neither. */
export async function move(from, to, row) {
  const base = await database();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction([from, to], "readwrite");
    transaction.objectStore(to).put(row);
    transaction.objectStore(from).delete(row.id);
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
