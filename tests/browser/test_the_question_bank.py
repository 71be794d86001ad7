"""The pages of authors about questions and tests: axe at three widths, nothing sticks out, and the keyboard."""

from __future__ import annotations

import pytest

from tests.browser.pages import WIDTHS
from tests.browser.test_every_page_type import FOCUS

pytestmark = pytest.mark.browser
AUTHOR = "author"
QUESTIONS, TESTS = "/beheer/snippets/assessments/question/", "/beheer/snippets/assessments/quiz/"
COVERAGE = "/beheer/toetsvragen/dekking/"
FIRST = "a[href*='/question/edit/']"
STOPS = 150


def address_of(open_page, list_of: str, link: str, *, ending: str) -> str:
    """The address of a page about the first thing in a list."""
    page = open_page(list_of, role=AUTHOR)
    number = page.locator(link).first.get_attribute("href").rstrip("/").rpartition("/")[2]
    return ending.format(number=number)


@pytest.fixture
def question(open_page) -> str:
    """The number of a question."""
    return address_of(open_page, QUESTIONS, FIRST, ending="{number}")


PAGES = {
    "questions": QUESTIONS,
    "tests": TESTS,
    "goals": "/beheer/snippets/assessments/learninggoal/",
    "coverage": COVERAGE,
    "bring": "/beheer/toetsvragen/inbrengen/",
    "take": "/beheer/toetsvragen/meenemen/",
    "figures": "/beheer/toetsvragen/{question}/cijfers/",
    "off line": "/beheer/toetsvragen/vraag/{question}/offline/",
}


def is_of_wagtail(found: str, name: str) -> bool:
    """Lists have two search forms without a name of their own, drawn by Wagtail: see docs/accessibility.md."""
    return name in {"questions", "tests", "goals"} and found.startswith("landmark-unique")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_violations, question, name, width):
    page = open_page(PAGES[name].format(question=question), role=AUTHOR, width=width)
    assert [found for found in axe_violations(page) if not is_of_wagtail(found, name)] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.locator("h1, h2").count() > 0


@pytest.mark.parametrize("name", ["coverage", "figures", "off line", "take"])
def test_the_keyboard_reaches_what_is_ours(open_page, question, name):
    page = open_page(PAGES[name].format(question=question), role=AUTHOR)
    wanted = page.locator("main a:visible, main button:visible, main select:visible").count()
    stops = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) >= min(wanted, STOPS) > 0
    assert [stop["name"] for stop in stops if not stop["marked"]] == [], "no visible focus"


def test_an_author_takes_a_question_off_line_and_puts_it_back_with_the_keyboard(open_page, question):
    page = open_page(PAGES["off line"].format(question=question), role=AUTHOR)
    sure = page.locator("input[name=is_sure]")
    if sure.count():
        sure.press("Space")
    page.get_by_role("button", name="Haal offline").press("Enter")
    page.wait_for_url("**/question/edit/**")
    assert page.get_by_text("staat offline").count() > 0
    page.get_by_role("link", name="Zet het terug").press("Enter")
    page.wait_for_url("**/online/")
    page.get_by_role("button", name="Zet het terug").press("Enter")
    page.wait_for_url("**/question/edit/**")
    assert page.get_by_text("staat weer online").count() > 0
