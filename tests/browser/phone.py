"""An observer's phone: what it keeps, and filling a form in on it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

PHONE = "/observaties/telefoon/"
ROSTER = "/observaties/telefoon/deelnemers/"
SECRET = "Wacht lang genoeg na de vraag"
KEPT = re.compile("Bewaard op deze telefoon")
SENT = re.compile("Verstuurd om")

# Everything that stands in the database of the phone, as text, with the sealed boxes read as letters.
EVERYTHING = """async () => {
  const bases = await indexedDB.databases();
  if (!bases.some((base) => base.name === "wks-observaties")) return "";
  const base = await new Promise((ok) => { const r = indexedDB.open("wks-observaties"); r.onsuccess = () => ok(r.result); });
  const rows = [];
  for (const name of base.objectStoreNames) {
    const all = await new Promise((ok) => { const q = base.transaction(name).objectStore(name).getAll(); q.onsuccess = () => ok(q.result); });
    for (const row of all) rows.push({ store: name, ...row, box: row.box ? new TextDecoder().decode(row.box) : undefined,
      exported: row.key ? await crypto.subtle.exportKey("raw", row.key).then(() => "yes", () => "no") : undefined });
  }
  base.close();
  return JSON.stringify(rows);
}"""
# As after 72 hours.
WITHOUT_KEYS = """() => new Promise((ok) => { const r = indexedDB.open("wks-observaties"); r.onsuccess = () => {
  const t = r.result.transaction("keys", "readwrite"); t.objectStore("keys").clear();
  t.oncomplete = () => { r.result.close(); ok(); }; }; })"""
IN_THE_CACHES = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      kept[new URL(request.url).pathname] = await (await cache.match(request)).text();
  }
  return kept;
}"""
# The server stores it, and its answer never arrives.
LOSE_ONE_ANSWER = """() => {
  const real = window.fetch;
  window.posts = 0;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (!String(asked[0]).includes("versturen")) return answer;
    window.posts += 1;
    return window.posts === 1 ? new Response("", { status: 503 }) : answer;
  };
}"""


def sign_in(page: Page, person: dict[str, str]) -> None:
    """Sign in on the phone itself."""
    page.goto("/account/login/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn-leerpad/")


def fill(page: Page, *, activity: str) -> None:
    """Fill a form in as far as it goes on a phone."""
    page.select_option("[name=seat]", "2")
    page.fill("[name=activity]", activity)
    page.locator("#id_kijkkader-K1 input[value='3']").check()
    page.fill("[name=note]", SECRET)
    page.get_by_role("button", name="Voeg toe met tijd").click()


def status(page: Page) -> Locator:
    """What the form says of itself."""
    return page.locator("[data-status-text]")


def finish(page: Page) -> None:
    """Say that the form is done."""
    page.get_by_role("button", name="Klaar").click()


def stored(page: Page, activity: str) -> int:
    """How many observations of this activity the platform shows."""
    page.goto("/observaties/")
    return page.get_by_role("link", name=activity, exact=True).count()
