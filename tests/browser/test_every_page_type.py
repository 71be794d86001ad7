"""Every page type at three widths: axe, nothing sticks out, and the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import FOCUS, MOST_STOPS
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import PAGE_TYPES, WIDTHS

pytestmark = pytest.mark.browser
NAMES = [name for name, _, _ in PAGE_TYPES]

# Width and height in which a page is opened, and the widths to which it is made narrower after that.
WINDOWS = [(1280, 800, ()), (390, 700, (320,))]
# What unfolds between the rest of the page; the menu of a person lies over the page, and has its own test.
MENU = "details.wks-user-menu"
UNFOLD = f"document.querySelectorAll('details:not({MENU})').forEach((d) => {{ d.open = true; }})"


def stops_of(page) -> list[dict[str, object]]:
    """Where the keyboard stops, from the top of a page on."""
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        if not stop["seen"]:
            stop = _once_the_page_is_at_rest(page)
        stops.append(stop)
    return stops


def _once_the_page_is_at_rest(page) -> dict[str, object]:
    """The same stop when nothing loads any more: what moved out of the window comes back, what lies over it stays."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.scrollIntoView({ block: 'nearest' })")
    return page.evaluate(FOCUS)


@pytest.mark.parametrize(("width", "height", "narrower"), WINDOWS, ids=["1280", "390 and 320"])
@pytest.mark.parametrize(("name", "address", "role"), PAGE_TYPES, ids=NAMES)
def test_a_page_type_is_for_everybody(
    open_page, axe_violations, name, address, role, width, height, narrower
):
    """The keyboard reaches everything in sight; then, with all of it unfolded, axe looks, also in a narrower window."""
    page = open_page(address, role=role, width=width, height=height)
    stops = stops_of(page)
    assert len(stops) > 3
    assert [s["name"] for s in stops if not s["seen"]] == [], "hidden behind something"
    assert [s["name"] for s in stops if not s["marked"]] == [], "no visible focus"
    assert [s["name"] for s in stops if s["small"]] == [], "smaller than 24 px"

    page.evaluate(UNFOLD)
    for each in (width, *narrower):
        page.set_viewport_size({"width": each, "height": height})
        assert axe_violations(page) == [], f"at {each} px"
        nothing_sticks_out(page, f"at {each} px")
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.querySelectorAll('[style]').length") == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", ["learner", "trainer", "lead", "administrator"])
def test_axe_finds_nothing_in_the_menu_of_a_person(open_page, axe_violations, role, width):
    page = open_page("/", role=role, width=width)
    page.locator(f"{MENU} > summary").click()

    assert axe_violations(page, within=MENU) == []
    nothing_sticks_out(page)
