// The page on which an author brings a file: how far it is on its way, and what was found once a worker looked at it.
const FIRST = 1_000;
const LONGEST = 30_000;
let wait = FIRST;

const find = (name) => document.querySelector(`[data-${name}]`);

/** Put a part of the page as it is now in the place of what stands there. */
function renew(page, name) {
  const fresh = page.querySelector(`[data-${name}]`);
  if (fresh) find(name)?.replaceWith(fresh);
  return Boolean(fresh);
}

function complain(form, sentence) {
  const place = form.querySelector("[data-complaint]");
  place.textContent = sentence;
  place.hidden = false;
}

function bring(event) {
  const form = event.target;
  const file = form.elements.file.files[0];
  if (!file) return; // the server says what is missing
  event.preventDefault();
  if (file.size > Number(form.dataset.largest)) complain(form, form.dataset.tooLarge);
  else send(form);
}

function send(form) {
  const bar = form.querySelector("[data-progress]");
  const button = form.querySelector("button");
  const request = new XMLHttpRequest();
  form.querySelector("[data-complaint]").hidden = true;
  bar.hidden = false;
  button.disabled = true;
  request.upload.addEventListener("progress", ({ loaded, total }) => (bar.querySelector("progress").value = loaded / total));
  request.addEventListener("load", () => arrived(request.responseText));
  request.addEventListener("error", () => {
    bar.hidden = true;
    button.disabled = false;
    complain(form, form.dataset.lost);
  });
  request.responseType = "text";
  request.open("POST", location.href);
  request.send(new FormData(form));
}

function arrived(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!renew(page, "bring")) return location.reload(); // signed out, for instance
  renew(page, "versions");
  begin();
  return find("bring").elements.file.focus();
}

/** Ask how it stands, less and less often; a page that nobody looks at waits. */
async function look() {
  if (!document.hidden) {
    const answer = await fetch(location.href).catch(() => null);
    const page = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
    if (answer?.ok && !renew(page, "versions")) return;
    wait = Math.min(LONGEST, wait * 1.3);
  }
  watch();
}

function watch() {
  find("told").textContent = find("versions").querySelector("h2")?.textContent ?? "";
  if (find("waiting")) setTimeout(look, wait);
}

function begin() {
  wait = FIRST;
  find("bring")?.addEventListener("submit", bring);
  if (find("waiting")) watch();
}

begin();
