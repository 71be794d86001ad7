"""Writing a case in a browser: axe at three widths, nothing sticks out, and what stands in the way is said."""

from __future__ import annotations

import re

import pytest

from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS

pytestmark = pytest.mark.browser
AUTHOR = "author"
LIST = "/beheer/casussen/"
PAGES = {
    "list": LIST,
    "editor": "/beheer/pages/{case}/edit/",
    "anonymity": "/beheer/casussen/{case}/anonimiteit/",
}
# Drawn by Wagtail itself, as a rule and where: see docs/accessibility.md.
OF_WAGTAIL = {
    "list": {"landmark-unique": "form"},
    "editor": {
        "landmark-unique": "section",
        "scrollable-region-focusable": "w-minimap__list",
        "target-size": "w-minimap",
    },
}


@pytest.fixture
def case(open_page) -> str:
    """The number of the first case."""
    page = open_page(LIST, role=AUTHOR)
    link = page.locator("main a[href*='/edit/']").first.get_attribute("href")
    return re.search(r"/pages/(\d+)/edit/", link)[1]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_violations, case, name, width):
    page = open_page(PAGES[name].format(case=case), role=AUTHOR, width=width)
    page.locator("main").wait_for()
    assert [each for each in axe_violations(page) if not _is_of_wagtail(name, each)] == []
    nothing_sticks_out(page)


def _is_of_wagtail(name, fault):
    rule, _, element = fault.partition(":")
    where = OF_WAGTAIL.get(name, {}).get(rule)
    return where is not None and where in element
