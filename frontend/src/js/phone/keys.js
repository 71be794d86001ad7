// Keys come from the server, per sign-in, and cannot be read out of this phone. After 72 hours one is forgotten here;
// who signs in again gets it back for as long as something may wait, which is seven days.
import { all, get, KEYS, put, remove, SETTINGS } from "./store.js";

const PATIENCE = 10_000;
const address = () => document.querySelector("[data-phone]").dataset.keys;

/** What the server says now: { status } alone when it cannot be reached or nobody is signed in. */
export async function askServer(names = []) {
  const url = new URL(address(), location.href);
  names.forEach((name) => url.searchParams.append("sleutel", name));
  let answer;
  try {
    answer = await fetch(url, { credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return { status: 0 };
  }
  if (!answer.ok) return { status: answer.status };
  const told = await answer.json();
  for (const key of [told.key, ...told.keys].filter(Boolean)) await keep(key, told.person);
  await put(SETTINGS, { id: "me", person: told.person, roster: told.roster, seats: told.seats, forms: told.forms, off: told.off });
  return { status: answer.status, ...told };
}

async function keep({ name, secret, until }, person) {
  const raw = Uint8Array.from(atob(secret), (sign) => sign.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  // A key that the server gives back for sending is for this visit only.
  await put(KEYS, { id: name, key, person, until: Math.max(Date.parse(until), Date.now() + 600_000) });
}

export async function forgetOldKeys() {
  for (const key of await all(KEYS)) if (key.until < Date.now()) await remove(KEYS, key.id);
}

/** The newest key that still works here, or nothing. */
export async function currentKey() {
  await forgetOldKeys();
  const me = await get(SETTINGS, "me");
  const mine = (await all(KEYS)).filter((key) => key.person === me?.person);
  return mine.sort((one, other) => other.until - one.until)[0];
}

export async function seal(key, data) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key.key, new TextEncoder().encode(JSON.stringify(data)));
  return { keyName: key.id, person: key.person, iv, box };
}

/** What is in a sealed row, or nothing when its key is not on this phone now. */
export async function unseal(row) {
  const key = await get(KEYS, row.keyName);
  if (!key || key.until < Date.now()) return null;
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key.key, row.box);
  return JSON.parse(new TextDecoder().decode(plain));
}
