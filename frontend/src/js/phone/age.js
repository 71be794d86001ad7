// Nothing stays on a phone longer than seven days; after three days it says so.
import { all, DRAFTS, QUEUE, remove } from "./store.js";

const DAY = 86_400_000;
const KEPT = 7 * DAY;
const WARNED = 3 * DAY;

/** Takes away what is too old, and tells how many went and how many are getting old. */
export async function mindTheAge(now = Date.now()) {
  const told = { gone: 0, old: 0 };
  for (const store of [DRAFTS, QUEUE]) {
    for (const row of await all(store)) {
      if (now - row.since > KEPT) {
        await remove(store, row.id);
        told.gone += 1;
      } else if (now - row.since > WARNED) told.old += 1;
    }
  }
  return told;
}
