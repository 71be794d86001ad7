"""The pages of authors about questions and tests: axe at three widths, nothing sticks out, and the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import walk_through_main
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS

pytestmark = pytest.mark.browser
AUTHOR, REVIEWER = "author", "reviewer"
QUESTIONS, TESTS = "/beheer/snippets/assessments/question/", "/beheer/snippets/assessments/quiz/"
COVERAGE = "/beheer/toetsvragen/dekking/"
FIRST = "a[href*='/question/edit/']"
# Somebody answered this question; then another answer turned out to be the right one.
OTHER_KEY = """
import json
from dataclasses import replace
from assessments.api import item_of_version
from assessments.blocks.conversion import body_of
from assessments.models import AttemptItem
from people.api import everywhere
with everywhere():
    closed = AttemptItem.objects.filter(attempt__state="handed_in", version__content__kind="one_choice")
    version = closed.select_related("version__question").order_by("pk").first().version
item, question = item_of_version(version), version.question
other = next(option.key for option in item.options if not option.is_right)
options = tuple(replace(option, is_right=option.key == other) for option in item.options)
question.body = json.dumps(body_of(replace(item, options=options)))
question.save_revision().publish()
print(question.pk)
"""


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
    nothing_sticks_out(page)
    expect(page.locator("h1, h2").first).to_be_attached()


@pytest.mark.parametrize("name", ["coverage", "figures", "off line", "take"])
def test_the_keyboard_reaches_what_is_ours(open_page, question, name):
    page = open_page(PAGES[name].format(question=question), role=AUTHOR)
    walk_through_main(page)


def test_an_author_takes_a_question_off_line_and_puts_it_back_with_the_keyboard(open_page, question):
    page = open_page(PAGES["off line"].format(question=question), role=AUTHOR)
    sure = page.locator("input[name=is_sure]")
    if sure.count():
        sure.press("Space")
    page.get_by_role("button", name="Haal offline").press("Enter")
    page.wait_for_url("**/question/edit/**")
    expect(page.get_by_text("staat offline").first).to_be_attached()
    page.get_by_role("link", name="Zet het terug").press("Enter")
    page.wait_for_url("**/online/")
    page.get_by_role("button", name="Zet het terug").press("Enter")
    page.wait_for_url("**/question/edit/**")
    expect(page.get_by_text("staat weer online").first).to_be_attached()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_to_put_a_question_back_is_for_everybody(
    open_page, axe_violations, demo_site, question, width
):
    off = "from assessments.models import Question; Question.objects.filter(pk={}).update(live={})"
    demo_site.manage("shell", "-v0", "-c", off.format(question, False))
    page = open_page(f"/beheer/toetsvragen/vraag/{question}/online/", role=AUTHOR, width=width)
    demo_site.manage("shell", "-v0", "-c", off.format(question, True))
    assert axe_violations(page) == []
    nothing_sticks_out(page)


@pytest.fixture(scope="module")
def mended(demo_site) -> str:
    """The number of a question whose key was mended after people answered it."""
    return str(demo_site.manage("shell", "-v0", "-c", OTHER_KEY).split()[-1])


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_that_decides_about_a_mended_key_is_for_everybody(open_page, axe_violations, mended, width):
    page = open_page(f"/beheer/toetsvragen/{mended}/opnieuw-wegen/", role=REVIEWER, width=width)
    assert axe_violations(page) == []
    nothing_sticks_out(page)


def test_a_reviewer_looks_what_a_mended_key_changes_and_decides_with_the_keyboard(
    open_page, axe_violations, mended
):
    page = open_page(f"/beheer/toetsvragen/{mended}/opnieuw-wegen/", role=REVIEWER)
    weigh = page.get_by_role("button", name="Opnieuw wegen")
    weigh.press("Enter")
    page.locator("#id_reason").wait_for()
    assert axe_violations(page) == [], "the page that asks for a reason"
    page.locator("#id_reason").press_sequentially("Twee lezers vonden dat het andere antwoord klopt.")
    weigh.press("Enter")
    page.get_by_text("Eerder gedaan").or_(page.get_by_text("opnieuw gewogen")).first.wait_for()
