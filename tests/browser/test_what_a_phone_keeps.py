"""What a phone keeps of an observation: nobody can read it, and it goes in time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, expect

from tests.browser.pages import TRAINER
from tests.browser.phone import (
    EVERYTHING,
    IN_THE_CACHES,
    KEPT,
    PHONE,
    ROSTER,
    SECRET,
    SENT,
    WITHOUT_KEYS,
    fill,
    finish,
    sign_in,
    status,
)

pytestmark = pytest.mark.browser


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
    expect(again.locator("[name=kijkkader-K1]:checked")).to_have_attribute("value", "3")


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

    sign_in(phone, demo_site.sign_ins[TRAINER])
    phone.goto(PHONE)
    expect(phone.locator("[name=activity]")).to_have_value("Drie dagen onderweg")
    expect(phone.locator("[data-notes] li")).to_contain_text(SECRET)


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
