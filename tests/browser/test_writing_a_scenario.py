"""The list of scenarios for authors: axe at three widths, and nothing sticks out."""

from __future__ import annotations

import pytest

from tests.browser.pages import WIDTHS

pytestmark = pytest.mark.browser
LIST = "/beheer/snippets/roleplays/roleplayscenario/"
# Lists have two search forms without a name of their own, drawn by Wagtail: see docs/accessibility.md.
OF_WAGTAIL = "landmark-unique"


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_violations, width):
    page = open_page(LIST, role="author", width=width)
    assert [found for found in axe_violations(page) if not found.startswith(OF_WAGTAIL)] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
