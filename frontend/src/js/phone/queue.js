// Sends what waits, oldest first, one flush at a time over all tabs. A row only leaves when the server has it.
import { askServer, unseal } from "./keys.js";
import { all, put, QUEUE, remove } from "./store.js";

const PATIENCE = 20_000;
const address = () => document.querySelector("[data-phone]").dataset.send;

/** What came of it: sent, waiting, sign-in, or nothing; with what the server said last. */
export const flush = () =>
  navigator.locks ? navigator.locks.request("wks-observaties", sendAll) : sendAll();

async function sendAll() {
  const rows = (await all(QUEUE)).filter((row) => !row.held).sort((one, other) => one.since - other.since);
  if (!rows.length) return { outcome: "nothing" };
  const server = await askServer([...new Set(rows.map((row) => row.keyName))]);
  if (server.status === 401 || server.status === 403) return { outcome: "sign-in" };
  if (server.status !== 200) return { outcome: "waiting" };
  let last = { outcome: "nothing" };
  for (const row of rows.filter((each) => each.person === server.person)) {
    last = await sendOne(row, server.token);
    if (last.outcome === "waiting" || last.outcome === "sign-in") return last;
  }
  return last;
}

async function sendOne(row, token) {
  const data = await unseal(row);
  if (data === null) return { outcome: "sign-in" };
  let answer;
  try {
    const { note, ...sent } = data; // the box for a new note is not a note
    answer = await post({ ...sent, seat: Number(data.seat) || null, key: row.id }, token);
  } catch {
    return { outcome: "waiting" };
  }
  if (answer.ok) {
    await remove(QUEUE, row.id);
    return { outcome: "sent", ...(await told(answer)) };
  }
  if (answer.status === 401 || answer.status === 403) return { outcome: "sign-in" };
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return { outcome: "waiting" };
  const { message } = await told(answer);
  await put(QUEUE, { ...row, held: answer.status, message });
  return { outcome: "held", message };
}

const post = (data, token) =>
  fetch(address(), {
    method: "POST",
    credentials: "same-origin",
    redirect: "error",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Requested-With": "fetch", "Idempotency-Key": data.key },
    body: JSON.stringify(data),
    signal: AbortSignal.timeout(PATIENCE),
  });

async function told(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}
