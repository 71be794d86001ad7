"""A test while something breaks: what was answered is there, here or on another device, and nobody is told a story."""

from __future__ import annotations

import os
import re
import signal
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import LEARNER

pytestmark = pytest.mark.browser
CODE = "ONDERBROKEN-T"
TWO_CODE = "ONDERBROKEN-2-T"
TIMED_CODE = "OP-TIJD-T"
OPEN_QUESTIONS = "M1-Q18", "M2-Q18"
MAKE_THE_TESTS = f"""
from assessments.models import Quiz
one, both = "{OPEN_QUESTIONS[0]}", "{", ".join(OPEN_QUESTIONS)}"
for code, questions, minutes in [("{CODE}", one, None), ("{TWO_CODE}", both, None), ("{TIMED_CODE}", one, 30)]:
    draw = [{{"type": "fixed", "value": {{"questions": questions}}}}]
    Quiz.objects.create(code=code, title="Toets met een storing", live=True, draw=draw, minutes=minutes)
"""
ANSWERS = re.compile(r"/poging/\d+/vraag/\d+/$")


@pytest.fixture(scope="module", autouse=True)
def _quiz(demo_site):
    """A test of one question with a box to type in, one of two, and one with a time limit."""
    demo_site.manage("shell", "-v0", "-c", MAKE_THE_TESTS)


@pytest.fixture(scope="module")
def own_database(demo_site):
    """The site on a PostgreSQL of its own, for the tests from here on."""
    with demo_site.on_own_database() as own:
        yield own


@pytest.fixture
def database(own_database):
    """A PostgreSQL that may go down, and is up again for the next test."""
    yield own_database
    if not own_database.is_up():
        own_database.start()


@pytest.fixture
def on_a_device(browser, browser_context_args, demo_site):
    """A function that gives the test on a device of its own, after signing in there."""
    made = []

    def open_test(with_browser=browser, code=CODE) -> Page:
        context = with_browser.new_context(**{**browser_context_args, "base_url": demo_site.url})
        made.append((with_browser, context))
        page = context.new_page()
        page.goto(f"/account/login/?next=/toets/{code}/")
        sign_in(page, demo_site)
        page.locator("form[action$='/beginnen/'] button, main a[href*='/poging/']").first.click()
        page.wait_for_url("**/poging/*/")
        return page

    yield open_test
    for with_browser, context in made:
        if with_browser.is_connected():
            context.close()


def sign_in(page: Page, demo_site) -> None:
    """Fill in the page to sign in, wherever it leads to."""
    page.fill("input[name=login]", demo_site.sign_ins[LEARNER]["email"])
    page.fill("input[name=password]", demo_site.sign_ins[LEARNER]["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)


def box(page: Page):
    return page.locator("[data-question] textarea")


def state(page: Page):
    return page.locator("[data-answer-form] [data-status]")


def test_a_browser_that_is_killed_in_the_middle_of_a_sentence_loses_the_last_words_only(
    on_a_device, browser_type, browser_type_launch_args
):
    doomed = browser_type.launch(**browser_type_launch_args)
    page = on_a_device(doomed)
    box(page).fill("")
    sentence = "en toen vroeg ik wat zij zelf wilden " * 2
    with page.expect_response(ANSWERS) as first:
        box(page).press_sequentially(sentence, delay=60)  # without a pause in which it could save itself
    assert first.value.ok
    (sent,) = [texts[0] for name, texts in fields(first.value).items() if name.endswith("-text")]
    assert 0 < len(sent) < len(sentence.strip())
    os.kill(process_of(doomed), signal.SIGKILL)

    expect(box(on_a_device())).to_have_value(re.compile(re.escape(sent)))


def test_a_web_server_that_is_killed_is_noticed_and_has_it_when_it_is_back(on_a_device, demo_site):
    page = on_a_device()
    demo_site.kill_web()
    try:
        box(page).fill("Getypt tijdens de storing.")
        expect(state(page)).to_have_attribute("data-state", "device")
        expect(state(page)).to_contain_text("geen verbinding")
    finally:
        demo_site.start_web()
    expect(state(page)).to_have_attribute("data-state", "saved", timeout=30_000)
    expect(box(on_a_device())).to_have_value("Getypt tijdens de storing.")


def test_an_answer_behind_one_that_cannot_get_away_does_not_say_that_it_is_being_saved(on_a_device):
    page = on_a_device(code=TWO_CODE)
    questions = page.locator("[data-answer-form]")
    page.context.set_offline(True)
    for place in (0, 1):
        page.locator("[data-overview]").nth(place).click()
        questions.nth(place).locator("textarea").fill(f"Getypt zonder verbinding, {place}.")
        expect(questions.nth(place).locator("[data-status]")).to_have_attribute("data-state", "device")
    page.context.set_offline(False)
    for place in (0, 1):
        expect(questions.nth(place).locator("[data-status]")).to_have_attribute("data-state", "saved")


def test_when_the_time_is_up_the_page_says_so_and_shows_the_way_to_the_result(on_a_device, demo_site):
    page = on_a_device(code=TIMED_CODE)
    expect(page.locator("[data-time-text]")).to_contain_text("nog 30 minuten")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("31:00")
    expect(page.locator("[data-time-text]")).to_have_text(
        "De tijd is om. Wat bewaard is, telt. Naar de uitslag"
    )


def test_connections_to_the_database_that_are_cut_cost_no_answer(on_a_device, demo_site):
    page = on_a_device()
    assert demo_site.cut_database() > 0
    box(page).fill("Getypt toen de database wegviel.")
    expect(state(page)).to_have_attribute("data-state", "saved", timeout=30_000)
    expect(box(on_a_device())).to_have_value("Getypt toen de database wegviel.")


def test_a_database_server_that_goes_down_costs_nothing_that_was_confirmed_and_nothing_that_was_typed(
    on_a_device, database
):
    page = on_a_device()
    box(page).fill("Bevestigd vlak voor de storing.")
    expect(state(page)).to_have_attribute("data-state", "saved")
    database.crash()
    box(page).fill("Getypt terwijl er geen database was.")
    expect(state(page)).to_have_attribute("data-state", "device")
    expect(state(page)).not_to_contain_text("Opgeslagen")
    database.start()
    expect(state(page)).to_have_attribute("data-state", "saved", timeout=30_000)
    expect(box(on_a_device())).to_have_value("Getypt terwijl er geen database was.")


def test_a_browser_that_closes_while_the_database_is_down_finds_what_was_confirmed(on_a_device, database):
    page = on_a_device()
    with page.expect_response(ANSWERS) as answered:
        box(page).fill("Bevestigd, en toen ging alles uit.")
    assert answered.value.ok
    database.crash()
    page.context.close()
    database.start()
    expect(box(on_a_device())).to_have_value("Bevestigd, en toen ging alles uit.")


def test_who_is_signed_out_meanwhile_keeps_the_answer_and_sends_it_after_signing_in(on_a_device, demo_site):
    page = on_a_device()
    page.context.clear_cookies()
    box(page).fill("Getypt na het uitloggen.")
    expect(state(page)).to_have_attribute("data-state", "device")
    state(page).get_by_role("link").click()
    sign_in(page, demo_site)
    expect(box(page)).to_have_value("Getypt na het uitloggen.")
    expect(state(page)).to_have_attribute("data-state", "saved")
    expect(box(on_a_device())).to_have_value("Getypt na het uitloggen.")


def test_an_older_answer_of_another_device_does_not_come_back(on_a_device):
    old = on_a_device()
    old.context.set_offline(True)
    box(old).fill("Van het oude apparaat.")
    expect(state(old)).to_have_attribute("data-state", "device")
    new = on_a_device()
    box(new).fill("Van het nieuwe apparaat.")
    expect(state(new)).to_have_attribute("data-state", "saved")

    with old.expect_response(ANSWERS):
        old.context.set_offline(False)
    expect(box(on_a_device())).to_have_value("Van het nieuwe apparaat.")


def fields(response) -> dict[str, list[str]]:
    """What was sent."""
    return parse_qs(response.request.post_data)


def process_of(browser) -> int:
    """The process that a browser is."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return next(process["id"] for process in told if process["type"] == "browser")
