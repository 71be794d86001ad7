"""Marking with the keyboard: the form of a turn, and the page of a turn that others took over."""

from __future__ import annotations

import pytest

from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import TRAINER, WIDTHS
from tests.browser.test_every_page_type import stops_of

pytestmark = pytest.mark.browser
# Two others marked the answer while the half hour of this marker ran out.
TAKEN_OVER = """
from django.utils import timezone
from assessments.models import Marking
from people.api import everywhere
with everywhere():
    turn = Marking.objects.select_related("job").get(pk={number})
    turn.lease_until = turn.job.decided_at = timezone.now()
    turn.save()
    turn.job.save()
"""


@pytest.fixture
def turn(open_page) -> str:
    """The address of an answer that waits for this marker."""
    page = open_page("/nakijken/", role=TRAINER)
    page.get_by_role("button", name="Pak het volgende antwoord").or_(
        page.get_by_role("link", name="Verder met nakijken")
    ).first.press("Enter")
    page.wait_for_url("**/nakijken/*/")
    return str(page.url)


def choose_everything(page) -> None:
    """Choose a level for each criterion, with the keyboard."""
    for group in page.locator("fieldset").all():
        group.locator("input").first.press("Space")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_is_read_and_reached_by_everybody(open_page, axe_violations, turn, width):
    page = open_page(turn, role=TRAINER, width=width)
    assert axe_violations(page) == []
    nothing_sticks_out(page)
    stops = stops_of(page)
    assert [s["name"] for s in stops if not (s["seen"] and s["marked"]) or s["small"]] == []


def test_what_is_missing_is_said_where_it_is(open_page, axe_violations, turn):
    page = open_page(turn, role=TRAINER)
    page.get_by_role("button", name="Inleveren").press("Enter")
    page.get_by_text("Kies een niveau.").first.wait_for()
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_turn_that_others_took_over_says_so_and_shows_what_was_chosen(
    open_page, axe_violations, demo_site, turn, width
):
    page = open_page(turn, role=TRAINER, width=width)
    choose_everything(page)
    demo_site.manage("shell", "-v0", "-c", TAKEN_OVER.format(number=turn.rstrip("/").rpartition("/")[2]))
    page.get_by_role("button", name="Inleveren").press("Enter")
    page.get_by_role("heading", name="Wat je koos").wait_for()
    assert axe_violations(page) == []
    nothing_sticks_out(page)
    page.get_by_role("link", name="Terug naar nakijken").press("Enter")
    page.wait_for_url("**/nakijken/")
