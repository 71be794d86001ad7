"""What has not reached the server: nothing is lost, nothing counts twice, and nobody is told a story."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.browser.pages import LEARNER

pytestmark = pytest.mark.browser
LESSON = "/leren/code/M4-L1/"
PARTS = "**/onderdeel/**"
NOTES = "**/notitie/**"
OUTBOX = "localStorage.getItem('wks.outbox')"


@pytest.fixture
def lesson(contexts):
    """A lesson on a device that keeps nothing yet."""
    page = contexts(LEARNER).new_page()
    page.goto(LESSON)
    page.evaluate("localStorage.clear()")
    yield page
    page.unroute_all()
    page.evaluate("localStorage.clear()")
    page.close()


@pytest.fixture
def question(lesson):
    return lesson.locator("[data-part]").filter(has=lesson.locator("[data-part-form] textarea")).first


def answer(question, text):
    question.locator("textarea").fill(text)
    question.get_by_role("button").first.click()


def state_of(part):
    return part.locator("[data-status]")


def fields(request):
    return {name: values[0] for name, values in parse_qs(request.post_data).items()}


def test_an_answer_whose_confirmation_got_lost_is_sent_again_under_the_same_name(lesson, question):
    sent = []

    def lose_the_first(route):
        sent.append(fields(route.request))
        if len(sent) == 1:
            route.fetch()  # the server has it; we never hear of it
            route.abort()
        else:
            route.continue_()

    lesson.route(PARTS, lose_the_first)
    answer(question, "Verzonden, maar niets gehoord.")
    expect(state_of(question)).to_have_attribute("data-state", "device")
    expect(lesson.locator(".wks-outbox")).to_contain_text("1 antwoord")
    lesson.get_by_role("button", name="Verstuur nu").click()

    expect(state_of(question)).to_have_attribute("data-state", "saved")
    expect(lesson.locator(".wks-outbox")).to_have_count(0)
    assert len(sent) == 2
    assert sent[0]["client_id"] == sent[1]["client_id"]
    assert sent[0]["sequence"] == sent[1]["sequence"]
    assert lesson.evaluate(OUTBOX) is None


def test_after_the_session_ended_the_text_stays_and_leads_back_here(lesson, question):
    ended = json.dumps({"login_url": "/account/login/"})
    lesson.route(PARTS, lambda route: route.fulfill(status=401, content_type="application/json", body=ended))
    answer(question, "Nog net getypt.")

    link = state_of(question).get_by_role("link", name="Log opnieuw in")
    expect(link).to_have_attribute("href", re.compile(r"/account/login/\?next=%2Fleren%2F"))
    lesson.unroute(PARTS)
    lesson.reload()
    expect(question.locator("textarea")).to_have_value("Nog net getypt.")
    expect(state_of(question)).to_have_attribute("data-state", "saved")


def test_of_two_answers_without_a_connection_both_say_where_they_are(lesson, question):
    second = lesson.locator("[data-part]").filter(has=lesson.locator("[data-part-form] textarea")).nth(1)
    lesson.context.set_offline(True)
    try:
        answer(question, "De eerste.")
        expect(state_of(question)).to_have_attribute("data-state", "device")
        answer(second, "De tweede.")
        expect(state_of(second)).to_have_attribute("data-state", "device")
        expect(state_of(second)).to_contain_text("nog niet verstuurd")
    finally:
        lesson.context.set_offline(False)
    expect(lesson.locator(".wks-outbox")).to_have_count(0)


def test_what_the_server_refuses_is_said_and_never_called_saved(lesson, question):
    refusal = json.dumps({"message": "Deze vraag is intussen veranderd."})
    lesson.route(
        PARTS, lambda route: route.fulfill(status=409, content_type="application/json", body=refusal)
    )
    answer(question, "Over de oude vraag.")

    expect(state_of(question)).to_have_attribute("data-state", "failed")
    expect(state_of(question)).to_have_text("Deze vraag is intussen veranderd.")
    expect(question.locator("textarea")).to_have_value("Over de oude vraag.")


def test_the_device_keeps_the_answer_and_nothing_about_the_person(lesson, question):
    lesson.route(PARTS, lambda route: route.abort())
    answer(question, "Alleen dit.")
    expect(state_of(question)).to_have_attribute("data-state", "device")

    (kept,) = json.loads(lesson.evaluate(OUTBOX))
    assert kept["fields"] == [["text", "Alleen dit."]]
    assert re.fullmatch(r"[0-9a-f]{16}", kept["person"])
    assert "token" not in json.dumps(kept)


def test_nobody_sends_what_somebody_else_left_on_the_device(lesson, question):
    requests = []
    lesson.on("request", lambda request: requests.append(request.method))
    url = question.locator("form").get_attribute("action").split("#")[0]
    stranger = {"id": "x", "sequence": 1, "person": "0" * 16, "url": url, "part": "", "kind": "part"}
    kept = json.dumps([{**stranger, "fields": [["text", "Van een ander."]], "page": "/"}])
    lesson.evaluate("(kept) => localStorage.setItem('wks.outbox', kept)", kept)
    lesson.reload()
    lesson.wait_for_load_state("networkidle")

    assert "POST" not in requests
    expect(question.locator("textarea")).not_to_have_value("Van een ander.")
    expect(lesson.locator(".wks-outbox")).to_have_count(0)


def test_signing_out_asks_first_when_something_is_only_here(lesson, question):
    questions = []

    def stay(dialog):
        questions.append(dialog.message)
        dialog.dismiss()

    lesson.on("dialog", stay)
    lesson.route(PARTS, lambda route: route.abort())
    answer(question, "Nog niet weg.")
    expect(state_of(question)).to_have_attribute("data-state", "device")
    lesson.locator(".wks-user-menu summary").click()
    with lesson.expect_event("dialog"):  # what is kept on the device is counted first
        lesson.get_by_role("button", name="Uitloggen").click()

    assert questions == [
        "Er staan antwoorden alleen op dit apparaat. Log je nu uit, dan zijn ze weg. Toch uitloggen?"
    ]
    expect(lesson).to_have_url(re.compile("/leren/"))


def test_a_note_saves_itself_and_the_newest_text_wins(lesson):
    note = lesson.locator("[data-part]").filter(has=lesson.locator("[data-note-form]")).first
    text = note.locator("textarea")
    text.fill("Eerst dit.")
    expect(state_of(note)).to_have_attribute("data-state", "unsaved")
    expect(state_of(note)).to_have_attribute("data-state", "saved")

    lesson.route(NOTES, lambda route: route.abort())
    text.fill("Toen dat.")
    expect(state_of(note)).to_have_attribute("data-state", "device")
    text.fill("En nu dit.")
    lesson.wait_for_timeout(900)
    assert len(json.loads(lesson.evaluate(OUTBOX))) == 1
    lesson.unroute(NOTES)
    lesson.reload()
    expect(text).to_have_value("En nu dit.")
    expect(state_of(note)).to_have_attribute("data-state", "saved")


def test_a_term_opens_in_place_and_gives_the_keyboard_back(lesson):
    word = lesson.locator("a.wks-term").first
    word.press("Enter")
    box = lesson.get_by_role("dialog")
    expect(box).to_be_focused()
    expect(box).to_contain_text(word.get_attribute("data-definition"))
    lesson.keyboard.press("Escape")

    expect(box).to_have_count(0)
    expect(word).to_be_focused()
