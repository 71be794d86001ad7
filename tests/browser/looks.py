"""What holds for the looks of every page, whatever it is about."""

from __future__ import annotations

from playwright.sync_api import Page

BEYOND = "document.documentElement.scrollWidth - innerWidth"


def nothing_sticks_out(page: Page, where: str = "") -> None:
    """A page that has loaded is not wider than its window."""
    page.wait_for_load_state()
    assert page.evaluate(BEYOND) <= 0, where
