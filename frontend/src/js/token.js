// Django's token against forged requests: from the page, or from a fresh copy of it after signing in elsewhere.
const FIELD = "csrfmiddlewaretoken";
let fresh = "";

export const token = () => fresh || document.querySelector(`[name=${FIELD}]`)?.value || fromBody();

function fromBody() {
  return document.body.dataset.token ?? "";
}

/** Ask the server for a new token; false when there is none to be had, so when nobody is signed in. */
export async function refreshToken() {
  const response = await fetch(location.pathname, { credentials: "same-origin", cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const signedIn = Boolean(page.body.dataset.person);
  fresh = (signedIn && page.querySelector(`[name=${FIELD}]`)?.value) || "";
  return Boolean(fresh);
}
