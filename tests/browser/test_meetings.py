"""A meeting in a browser: planned, filled in and confirmed by keyboard and finger, and the clock of a peer consultation."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import COACH, LEAD, LEARNER, WIDTHS

pytestmark = pytest.mark.browser


def is_well(page, axe_violations):
    """Nothing for axe to say, and nothing that sticks out."""
    assert axe_violations(page) == []
    nothing_sticks_out(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_meeting_to_come_and_one_that_was_are_well(open_page, axe_violations, width):
    for address in ("/bijeenkomsten/", "/bijeenkomsten/?toon=geweest"):
        page = open_page(address, role=LEARNER, width=width)
        page.goto(page.locator("main h2 a").first.get_attribute("href"))
        expect(page.locator("h1")).to_have_count(1)
        is_well(page, axe_violations)


def _yesterday():
    return (timezone.localdate() - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(("width", "begins", "ends"), [(1280, "07:00", "08:00"), (320, "20:00", "21:30")])
def test_a_lead_notes_a_meeting_of_yesterday_and_confirms_it(open_page, axe_violations, width, begins, ends):
    page = open_page("/bijeenkomsten/nieuw/", role=LEAD, width=width)
    page.get_by_label("Titel").fill(f"Overleg op {width}")
    page.get_by_label("Datum").fill(_yesterday())
    page.get_by_label("Begint om").fill(begins)
    page.get_by_label("Eindigt om").fill(ends)
    page.get_by_role("button", name="De bijeenkomst plannen").click()
    expect(page.locator("[data-focus-first]")).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_value(f"Overleg op {width}")
    is_well(page, axe_violations)

    page.get_by_label("Plaats", exact=True).fill("Stadhuis, zaal 3")
    page.get_by_label("Voor wie?").select_option(label="Openbare ruimte")
    page.get_by_role("button", name="De bijeenkomst plannen").click()
    page.get_by_role("link", name="Wie was er?").click()
    page.get_by_label("Thijs Brouwer").first.select_option(label="Was er")
    page.get_by_label("Chantal Pinas").first.select_option(label="Was er een deel van de tijd")
    page.get_by_label("Minuten van Chantal Pinas").fill("30")
    page.get_by_role("button", name="Aanwezigheid bewaren").click()
    is_well(page, axe_violations)
    expect(page.get_by_label("Minuten van Chantal Pinas")).to_have_value("30")

    page.get_by_label("Uren, zonder pauzes").fill("1")
    page.get_by_role("button", name="De bijeenkomst bevestigen").click()
    expect(page.get_by_text("Nu telt hij mee")).to_be_visible()
    is_well(page, axe_violations)


def test_a_key_is_shown_once_and_can_be_revoked(open_page, axe_violations):
    page = open_page("/bijeenkomsten/agenda/", role=LEARNER, width=390)
    page.get_by_role("button", name="Maak een adres").click()
    address = page.locator("code").inner_text()
    is_well(page, axe_violations)
    assert page.request.get(address).status == 200
    page.get_by_role("button", name="Het adres intrekken").click()
    assert page.request.get(address).status == 404


def test_the_clock_of_a_step_runs_by_itself_and_says_when_the_time_is_up(open_page, axe_violations):
    five_minutes_ago = int(time.time()) - 5 * 60 + 3
    page = open_page(f"/bijeenkomsten/intervisie/incident/1/?sinds={five_minutes_ago}", role=COACH, width=390)
    is_well(page, axe_violations)
    page.get_by_text("De tijd is om.").wait_for(timeout=8000)
    expect(page.locator("[data-clock]")).to_have_text("0:00")
