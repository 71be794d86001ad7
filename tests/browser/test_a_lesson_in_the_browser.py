"""A lesson with scripts, without them, and without a connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages import LEARNER

pytestmark = pytest.mark.browser
LESSON = "/leren/code/M2-L1/"


def test_an_answer_is_saved_without_leaving_the_page(open_page):
    page = open_page(LESSON, role=LEARNER)
    part = page.locator("[data-part]").filter(has=page.locator(".wks-choices")).first
    address = page.url

    part.locator("input[type=radio]").first.check()
    part.get_by_role("button").click()

    expect(part.locator(".wks-choice__feedback")).to_be_visible()
    expect(part.locator("[data-status]")).to_have_attribute("data-state", "saved")
    expect(page).to_have_url(address)
    page.reload()
    expect(part.locator("input[type=radio]").first).to_be_checked()


def test_without_a_connection_the_answer_waits_on_the_device_and_is_sent_later(open_page, contexts):
    page = open_page(LESSON, role=LEARNER)
    part = page.locator("[data-part]").filter(has=page.locator("textarea")).first
    context = contexts(LEARNER)

    # The page is told that the network fails, as it would be in a tunnel.
    context.route("**/les/**", lambda route: route.abort("internetdisconnected"))
    part.locator("textarea").fill("Geschreven in de trein.")
    part.get_by_role("button").click()
    expect(part.locator("[data-status]")).to_have_attribute("data-state", "device")
    expect(part.locator("[data-status]")).not_to_contain_text("Opgeslagen")

    context.unroute("**/les/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(part.locator("[data-status]")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(part.locator("textarea")).to_have_value("Geschreven in de trein.")


def test_everything_works_without_scripts(browser, demo_site):
    context = browser.new_context(java_script_enabled=False, base_url=demo_site.url, locale="nl-NL")
    page = context.new_page()
    person = demo_site.sign_ins["coach"]
    page.goto("/account/login/?next=/leren/code/M2-L2/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.locator("form[action*=login] button[type=submit], main form button[type=submit]").first.click()

    part = page.locator("[data-part]").filter(has=page.locator(".wks-choices")).first
    part.locator("input[type=radio]").first.check()
    part.get_by_role("button").click()

    expect(part.locator(".wks-choice__feedback")).to_be_visible()
    context.close()


def test_without_scripts_a_page_opens_at_the_question_that_was_answered(browser, demo_site):
    context = browser.new_context(java_script_enabled=False, base_url=demo_site.url, locale="nl-NL")
    page = context.new_page()
    page.goto("/leren/code/M0-L1/")
    part = page.locator("[data-part]").filter(has=page.locator(".wks-choices")).first
    part.get_by_role("button").click()
    expect(part.locator(".wks-error")).to_be_in_viewport()

    part.locator("input[type=radio]").first.check()
    part.get_by_role("button").click()
    expect(part.locator(".wks-choice__feedback")).to_be_in_viewport()
    context.close()


def test_the_place_is_remembered(open_page):
    page = open_page("/leren/code/M3-L1/", role=LEARNER)
    with page.expect_request("**/plaats/") as sent:
        page.locator("[data-section]").nth(3).scroll_into_view_if_needed()
    assert "section=" in (sent.value.post_data or "")


def test_printing_shows_the_lesson_and_not_the_menus(open_page):
    page = open_page(LESSON, role=LEARNER)
    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".wks-nav")).to_be_hidden()
    expect(page.locator(".wks-module-nav")).to_be_hidden()


def test_what_a_visitor_is_told_stands_apart_from_the_first_words(open_page):
    page = open_page("/leren/code/M0-L1/")
    told, words = (page.locator(place).bounding_box() for place in ("article > .wks-notice", ".wks-prose"))
    assert told["y"] + told["height"] + 8 <= words["y"]
