// Sends one kept answer and says what came of it. Never guesses: no clear answer means it is still on the device.
import { refreshToken, token } from "./token.js";

const PATIENCE = 15_000;

/** One of: sent, signed-out, refused, unreachable; with what the server said. */
export async function send(entry, { retried = false } = {}) {
  let response;
  try {
    response = await post(entry);
  } catch {
    return { outcome: "unreachable" };
  }
  if (response.status === 403 && !retried && (await canRefresh())) return send(entry, { retried: true });
  return { outcome: outcome(response), data: await body(response) };
}

function post(entry) {
  const form = new URLSearchParams(entry.fields);
  form.set("csrfmiddlewaretoken", token());
  form.set("client_id", entry.id);
  form.set("sequence", entry.sequence);
  if (entry.person) form.set("kept", entry.person);
  return fetch(entry.url, {
    method: "POST",
    body: form,
    headers: { "X-Requested-With": "fetch", Accept: "application/json" },
    credentials: "same-origin",
    keepalive: form.toString().length < 60_000,
    signal: AbortSignal.timeout?.(PATIENCE),
  });
}

function outcome(response) {
  if (response.status === 401 || response.status === 403 || response.redirected) return "signed-out";
  if (response.ok) return isJson(response) ? "sent" : "signed-out";
  if (response.status >= 500 || response.status === 408 || response.status === 429) return "unreachable";
  return "refused";
}

const isJson = (response) => (response.headers.get("content-type") ?? "").includes("json");

async function body(response) {
  try {
    return isJson(response) ? await response.json() : {};
  } catch {
    return {};
  }
}

async function canRefresh() {
  try {
    return await refreshToken();
  } catch {
    return false;
  }
}
