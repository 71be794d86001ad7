"""The observation form without internet: nothing is lost, nothing counts twice, nothing can be read, no lies."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.pages import TRAINER

pytestmark = pytest.mark.browser
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


@pytest.fixture
def phone(browser, browser_context_args, demo_site):
    """The phone of a trainer who numbered a group, with the form open and its worker ready."""
    context = browser.new_context(
        **{**browser_context_args, "base_url": demo_site.url, "viewport": {"width": 390, "height": 844}}
    )
    page = context.new_page()
    _sign_in(page, demo_site.sign_ins[TRAINER])
    page.goto(ROSTER)
    for box in page.locator("input[name=candidates]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Geef ze een nummer").click()
    page.goto(PHONE)
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.locator("[data-no-group]")).to_be_hidden()
    yield page
    context.close()


def _sign_in(page: Page, person: dict[str, str]) -> None:
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


def status(page: Page):
    return page.locator("[data-status-text]")


def finish(page: Page) -> None:
    page.get_by_role("button", name="Klaar").click()


def stored(page: Page, activity: str) -> int:
    """How many observations of this activity the platform shows."""
    page.goto("/observaties/")
    return page.get_by_role("link", name=activity, exact=True).count()


def test_the_form_loads_without_internet_and_says_so(phone):
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Observeren zonder internet")
    expect(phone.locator("[data-net]")).to_be_visible()
    expect(phone.locator("[name=seat] option:not([hidden])")).to_have_count(4)


def test_a_draft_survives_closing_the_page_and_nothing_of_it_can_be_read(phone):
    phone.context.set_offline(True)
    fill(phone, activity="Gesprek in de hal")
    expect(status(phone)).to_contain_text(KEPT)
    kept = phone.evaluate(EVERYTHING)
    assert '"store":"drafts"' in kept
    assert SECRET not in kept
    assert "Gesprek in de hal" not in kept
    assert '"exported":"no"' in kept
    assert '"exported":"yes"' not in kept

    again = phone.context.new_page()
    phone.close()
    again.goto(PHONE)
    expect(again.locator("[name=activity]")).to_have_value("Gesprek in de hal")
    expect(again.locator("[data-notes] li")).to_contain_text(SECRET)
    assert again.locator("[name=kijkkader-K1]:checked").get_attribute("value") == "3"


def test_what_is_on_the_phone_only_is_never_called_sent(phone):
    phone.context.set_offline(True)
    fill(phone, activity="Gesprek op het plein")
    finish(phone)
    expect(status(phone)).to_contain_text(KEPT)
    expect(phone.locator("[data-queue-count]")).to_have_text("1 observatie staat alleen op deze telefoon.")
    assert "Verstuurd" not in phone.locator("main").inner_text()

    phone.context.set_offline(False)
    expect(status(phone)).to_contain_text(SENT)
    expect(phone.locator("[data-queue]")).to_be_hidden()
    assert stored(phone, "Gesprek op het plein") == 1


def test_the_rubric_of_the_proeve_and_a_core_task_are_chosen_without_internet(phone):
    phone.context.set_offline(True)
    phone.reload()
    fill(phone, activity="Proefgesprek met collega's")
    levels = phone.locator("[data-levels]")
    assert [each.is_visible() for each in levels.all()] == [True, False]
    phone.get_by_label("Met welk kijkkader?").select_option(label="Kijkkader voor de proeve")
    assert [each.is_visible() for each in levels.all()] == [False, True]
    roles = phone.get_by_label("In welke rol?")
    expect(roles.locator("option:not([hidden])")).to_have_count(1)
    expect(roles).to_have_value("internal_coach")
    assert phone.locator("[name=kijkkader-proeve-K1]:checked").get_attribute("value") == "3"
    phone.locator("#id_kijkkader-proeve-P2 input[value='4']").check()
    phone.get_by_label("Voor welke kerntaak?").select_option(index=1)
    task = phone.get_by_label("Voor welke kerntaak?").locator("option:checked").inner_text()
    expect(phone.locator("[data-status]")).to_have_attribute("aria-busy", "false")
    expect(status(phone)).to_contain_text(KEPT)

    again = phone.context.new_page()
    phone.close()
    again.goto(PHONE)
    expect(again.locator("[name=activity]")).to_have_value("Proefgesprek met collega's")
    assert again.locator("[name=kijkkader-proeve-P2]:checked").get_attribute("value") == "4"
    expect(again.get_by_label("Voor welke kerntaak?").locator("option:checked")).to_have_text(task)
    finish(again)
    again.context.set_offline(False)
    expect(status(again)).to_contain_text(SENT)
    again.goto("/observaties/")
    again.get_by_role("link", name="Proefgesprek met collega's", exact=True).click()
    expect(again.locator("main")).to_contain_text("Begint bij de vraag van de collega")


def test_a_form_that_waits_on_the_platform_is_filled_in_without_internet(phone):
    phone.goto("/observaties/nieuw/")
    phone.select_option("[name=candidate]", index=1)
    phone.fill("[name=activity]", "Wacht op het platform")
    phone.get_by_role("button", name="Naar het formulier").click()
    phone.wait_for_url("**/invullen/")
    form = phone.url
    name = phone.locator(".wks-observed strong").inner_text()
    phone.get_by_role("link", name="Neem dit formulier mee op je telefoon").click()
    phone.get_by_role("button", name="Geef ze een nummer").click()
    expect(phone.locator("section:has(#group-title) li").first).to_contain_text(name)
    phone.goto(PHONE)
    expect(phone.locator("[name=seat] option:not([hidden])")).to_have_count(2)

    phone.context.set_offline(True)
    phone.reload()
    phone.select_option("[name=seat]", "1")
    expect(phone.locator("[data-waits]")).to_be_visible()
    expect(phone.locator("[name=activity]")).to_be_hidden()
    assert name not in phone.locator("body").inner_text()
    levels = phone.locator("[data-levels]:not([hidden])")
    for criterion in levels.locator("fieldset[id]").all():
        criterion.locator("input[value='3']").check()
    finish(phone)
    expect(status(phone)).to_contain_text(KEPT)
    phone.context.set_offline(False)
    expect(status(phone)).to_contain_text(SENT)
    phone.goto(form.replace("invullen/", ""))
    expect(phone.get_by_role("region", name="Wat nu?")).to_contain_text("Overhandig")


# The database of the phone takes its time, and somebody types at once.
TYPE_WHILE_IT_OPENS = """() => {
  const real = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    const request = real.apply(this, asked);
    const field = document.querySelector("[name=activity]");
    field.value = "Meteen getypt";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return request;
  };
}"""


def test_who_types_while_the_form_opens_keeps_what_they_typed(phone):
    phone.add_init_script(f"({TYPE_WHILE_IT_OPENS})()")
    phone.reload()
    expect(status(phone)).to_contain_text(KEPT)
    expect(phone.locator("[name=activity]")).to_have_value("Meteen getypt")
    expect(phone.locator("[name=occurred_on]")).not_to_have_value("")
    assert '"store":"drafts"' in phone.evaluate(EVERYTHING)


def test_another_rubric_and_back_loses_nothing_that_was_filled_in(phone):
    fill(phone, activity="Heen en terug")
    rubric = phone.get_by_label("Met welk kijkkader?")
    first = rubric.input_value()
    rubric.select_option(label="Kijkkader voor de proeve")
    phone.locator("#id_kijkkader-proeve-P1 input[value='2']").check()
    phone.locator("#id_kijkkader-proeve-K1 input[value='4']").check()
    rubric.select_option(first)
    assert phone.locator("[name=kijkkader-K1]:checked").get_attribute("value") == "4"
    rubric.select_option(label="Kijkkader voor de proeve")
    assert phone.locator("[name=kijkkader-proeve-P1]:checked").get_attribute("value") == "2"


def test_an_answer_that_got_lost_is_stored_exactly_once(phone):
    phone.evaluate(LOSE_ONE_ANSWER)
    fill(phone, activity="Gesprek bij de school")
    finish(phone)
    expect(phone.locator("[data-queue]")).to_be_visible()
    expect(status(phone)).to_contain_text(KEPT)
    phone.get_by_role("button", name="Verstuur nu").click()
    expect(status(phone)).to_contain_text(SENT)
    assert phone.evaluate("window.posts") == 2
    assert stored(phone, "Gesprek bij de school") == 1


def test_after_sending_nothing_of_it_is_left_on_the_phone(phone):
    fill(phone, activity="Gesprek in de buurtkamer")
    finish(phone)
    expect(status(phone)).to_contain_text(SENT)
    rows = phone.evaluate(EVERYTHING)
    assert '"store":"drafts"' not in rows
    assert '"store":"queue"' not in rows


def test_who_is_signed_out_keeps_the_form_and_sends_it_after_signing_in(phone, demo_site):
    fill(phone, activity="Gesprek aan het loket")
    expect(status(phone)).to_contain_text(KEPT)
    phone.context.clear_cookies()
    finish(phone)
    expect(status(phone)).to_have_text("Bewaard op deze telefoon. Log opnieuw in om te versturen.")
    _sign_in(phone, demo_site.sign_ins[TRAINER])
    phone.goto(PHONE)
    expect(status(phone)).to_contain_text(SENT)
    assert stored(phone, "Gesprek aan het loket") == 1


def test_a_form_without_a_participant_is_asked_for_and_kept(phone):
    phone.fill("[name=activity]", "Zonder nummer")
    finish(phone)
    expect(status(phone)).to_have_text("Kies welke deelnemer je observeert.")
    expect(phone.locator("[name=seat]")).to_be_focused()
    expect(phone.locator("[name=activity]")).to_have_value("Zonder nummer")


def test_what_is_older_than_three_days_is_warned_about_and_than_seven_is_gone(phone):
    fill(phone, activity="Van vorige week")
    expect(status(phone)).to_contain_text(KEPT)
    for days, says in ((4, "meer dan drie dagen"), (8, "meer dan zeven dagen")):
        phone.evaluate(
            """(days) => new Promise((ok) => { const r = indexedDB.open("wks-observaties"); r.onsuccess = () => {
              const rows = r.result.transaction("drafts", "readwrite").objectStore("drafts");
              const q = rows.getAll(); q.onsuccess = () => { for (const row of q.result) rows.put({ ...row, since: Date.now() - days * 864e5 }); };
              rows.transaction.oncomplete = () => { r.result.close(); ok(); }; }; })""",
            days,
        )
        phone.reload()
        expect(phone.locator("[data-age]")).to_contain_text(says)
    expect(phone.locator("[name=activity]")).to_have_value("")


def test_signing_out_warns_and_takes_everything_along(phone):
    phone.context.set_offline(True)
    fill(phone, activity="Alleen op de telefoon")
    finish(phone)
    expect(phone.locator("[data-queue]")).to_be_visible()
    elsewhere = phone.context.new_page()
    phone.close()
    elsewhere.route("**/versturen/", lambda route: route.abort())
    elsewhere.context.set_offline(False)
    elsewhere.goto("/observaties/")
    asked = []

    def answer(dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    elsewhere.on("dialog", answer)
    elsewhere.locator(".wks-user-menu summary").click()
    elsewhere.get_by_role("button", name="Uitloggen").click()
    elsewhere.wait_for_timeout(300)
    assert '"store":"queue"' in elsewhere.evaluate(EVERYTHING)
    elsewhere.get_by_role("button", name="Uitloggen").click()
    elsewhere.wait_for_url(lambda url: "observaties" not in url)
    assert len(asked) == 2
    assert elsewhere.evaluate(EVERYTHING) == ""


def test_signing_out_without_our_script_takes_everything_along_too(phone):
    fill(phone, activity="Van dit toestel")
    expect(status(phone)).to_contain_text(KEPT)
    phone.goto("/observaties/")
    assert '"store":"drafts"' in phone.evaluate(EVERYTHING)
    with phone.expect_navigation():
        phone.evaluate("document.getElementById('sign-out').submit()")
    assert phone.evaluate(EVERYTHING) == ""
    assert phone.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_draft_whose_key_is_gone_opens_again_after_signing_in(phone, demo_site):
    fill(phone, activity="Drie dagen onderweg")
    expect(status(phone)).to_contain_text(KEPT)
    phone.context.clear_cookies()
    phone.evaluate(WITHOUT_KEYS)
    phone.reload()
    expect(status(phone)).to_contain_text("Log in, met internet")
    expect(phone.locator("[name=activity]")).to_have_value("")
    expect(phone.locator("[data-phone-form] > section").first).to_have_js_property("inert", True)

    _sign_in(phone, demo_site.sign_ins[TRAINER])
    phone.goto(PHONE)
    expect(phone.locator("[name=activity]")).to_have_value("Drie dagen onderweg")
    expect(phone.locator("[data-notes] li")).to_contain_text(SECRET)


def test_a_number_of_another_group_has_to_be_chosen_again(phone):
    fill(phone, activity="Nieuwe nummers")
    expect(status(phone)).to_contain_text(KEPT)
    elsewhere = phone.context.new_page()
    elsewhere.goto(ROSTER)
    for box in elsewhere.locator("input[name=candidates]").all()[-2:]:
        box.check()
    elsewhere.get_by_role("button", name="Geef ze een nummer").click()
    phone.reload()
    expect(phone.locator("[name=activity]")).to_have_value("Nieuwe nummers")
    expect(phone.locator("[name=seat] option:not([hidden])")).to_have_count(3)
    expect(phone.locator("[name=seat]")).to_have_value("")


def test_what_the_platform_refuses_stays_and_can_be_mended(phone):
    fill(phone, activity="Een dag te vroeg")
    phone.fill("[name=occurred_on]", "2999-01-01")
    finish(phone)
    expect(phone.locator("[data-queue-rows]")).to_contain_text("Deze dag is nog niet geweest.")
    expect(status(phone)).to_contain_text(KEPT)
    phone.get_by_role("button", name="Open weer").click()
    expect(phone.locator("[name=activity]")).to_have_value("Een dag te vroeg")
    phone.fill("[name=occurred_on]", "2026-01-05")
    finish(phone)
    expect(status(phone)).to_contain_text(SENT)
    assert stored(phone, "Een dag te vroeg") == 1


def test_the_worker_keeps_the_empty_form_and_public_files_and_answers_for_nothing_else(phone):
    fill(phone, activity="Blijft uit de kast")
    finish(phone)
    expect(status(phone)).to_contain_text(SENT)
    phone.goto("/observaties/")
    assert not phone.evaluate("Boolean(navigator.serviceWorker.controller)")
    phone.goto(ROSTER)
    kept = phone.evaluate(IN_THE_CACHES)
    assert PHONE in kept
    assert all(path == PHONE or path.startswith("/static/wks/") for path in kept)
    assert "Blijft uit de kast" not in "".join(kept.values())
    phone.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto(ROSTER)


def test_switched_off_by_the_municipality_the_form_closes_and_leaves_the_phone(phone):
    phone.route(
        "**/sleutel/**",
        lambda route: route.fulfill(
            json={
                "off": True,
                "person": "x",
                "token": "x",
                "key": None,
                "keys": [],
                "roster": None,
                "seats": [],
            }
        ),
    )
    phone.evaluate("caches.keys()")
    phone.reload()
    expect(phone.locator("[data-off]")).to_be_visible()
    assert phone.locator("[data-phone-form]").evaluate("form => form.inert")
    phone.wait_for_function("caches.keys().then((names) => names.length === 0)")
    phone.wait_for_function("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_sticks_out(phone, axe_violations, width):
    phone.set_viewport_size({"width": width, "height": 800})
    fill(phone, activity="Om naar te kijken")
    phone.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert axe_violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert phone.evaluate("document.querySelectorAll('[style]').length") == 0
