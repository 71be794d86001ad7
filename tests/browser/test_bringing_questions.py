"""Bringing questions from a file in a real browser: axe, nothing sticks out, and the whole way with the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.assessments.exchange.samples import EXAMPLES
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS

pytestmark = pytest.mark.browser
AUTHOR = "author"
BRING = "/beheer/toetsvragen/inbrengen/"
EXPORT = EXAMPLES / "moodle-4.xml"


def look_through(page) -> None:
    page.set_input_files("input[type=file]", EXPORT)
    page.fill("input[name=module]", "M4")
    page.get_by_role("button", name="Bekijk wat er zou gebeuren").press("Enter")
    page.wait_for_url("**/nakijken/")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_violations, width):
    page = open_page(BRING, role=AUTHOR, width=width)
    assert axe_violations(page) == []
    look_through(page)
    assert axe_violations(page) == []
    nothing_sticks_out(page)
    page.goto("/beheer/toetsvragen/meenemen/?form=gift")
    assert axe_violations(page) == []
    nothing_sticks_out(page)


def test_an_author_brings_questions_in_with_the_keyboard(open_page):
    page = open_page(BRING, role=AUTHOR)
    look_through(page)
    expect(page.get_by_text("10 nieuwe vragen")).to_have_count(1)
    page.get_by_role("button", name="Breng in als concept").press("Enter")
    page.wait_for_url("**/assessments/question/**")
    expect(page.get_by_text("10 vragen staan klaar als concept.")).to_have_count(1)
    page.goto(BRING)
    look_through(page)
    expect(page.get_by_text("10 vragen die hetzelfde blijven").first).to_be_attached()
    page.get_by_role("button", name="Gooi het bestand weg").press("Enter")
    page.wait_for_url(f"**{BRING}")


def test_a_module_that_was_forgotten_costs_no_chosen_file(open_page):
    page = open_page(BRING, role=AUTHOR)
    page.set_input_files("input[type=file]", EXPORT)
    page.get_by_role("button", name="Bekijk wat er zou gebeuren").press("Enter")
    expect(page.locator("input[name=module]:invalid")).to_be_focused()
    page.fill("input[name=module]", "M4")
    page.get_by_role("button", name="Bekijk wat er zou gebeuren").press("Enter")
    page.wait_for_url("**/nakijken/")
