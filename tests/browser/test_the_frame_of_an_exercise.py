"""The frame of an exercise is as high as what is in it: it grows, shrinks, cuts nothing off, and fills the screen when asked."""

from __future__ import annotations

import pytest

from tests.browser.pages import WIDTHS
from tests.browser.test_interactive_exercises import FRAME, as_type, load
from tests.factories.h5p import package

pytestmark = pytest.mark.browser
NAME = "Test.Accordion"
# A list that opens and closes, and a button after it.
ACCORDION = """
var Test = {};
Test.Accordion = function () { H5P.EventDispatcher.call(this); };
Test.Accordion.prototype = Object.create(H5P.EventDispatcher.prototype);
Test.Accordion.prototype.attach = function ($place) {
  var list = document.createElement("div"), button = document.createElement("button");
  button.textContent = "Open of dicht";
  button.style.cssText = "display: block; margin-block: 8px";
  button.addEventListener("click", function () { list.style.height = list.style.height === "1500px" ? "300px" : "1500px"; });
  list.style.height = "300px";
  $place.get(0).append(list, button);
};
"""
ROOM = "button => document.documentElement.clientHeight - button.getBoundingClientRect().bottom"


@pytest.fixture(scope="module")
def accordion(demo_site) -> str:
    """The address of an exercise that opens and closes."""
    made = package(**{**as_type(NAME), f"{NAME}-1.0/story.js": ACCORDION})
    load(demo_site, "I70", made.getvalue())
    return "/oefening/i70/"


@pytest.fixture
def begin(open_page):
    """A function that opens an exercise as the learner and begins it."""

    def begun(address: str, *, width: int = 1280):
        page = open_page(address, role="learner", width=width)
        page.click("main form button")
        page.wait_for_url("**/oefening-doen/**")
        page.frame_locator(FRAME).locator(".h5p-container > *").first.wait_for()
        return page

    return begun


def until_high(page, least: int, most: int) -> None:
    """Wait until the frame is so high; the policy of the page lets no text be run to ask it there."""
    frame = page.locator(FRAME)
    for _ in range(100):
        if least < frame.bounding_box()["height"] < most:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{frame.bounding_box()} is not between {least} and {most}")


def test_the_frame_grows_and_shrinks_with_what_is_in_it(begin, accordion):
    page = begin(accordion)
    button = page.frame_locator(FRAME).get_by_role("button", name="Open of dicht")
    for _ in range(2):
        until_high(page, 300, 400)
        button.click()
        until_high(page, 1500, 1600)
        button.click()
    until_high(page, 300, 400)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/oefening/i1/", "accordion"])
def test_the_last_button_of_an_exercise_is_not_cut_off(begin, accordion, address, width):
    page = begin(accordion if address == "accordion" else address, width=width)
    last = page.frame_locator(FRAME).get_by_role("button").last
    until_high(page, *((300, 400) if address == "accordion" else (600, 2000)))
    last.scroll_into_view_if_needed()
    assert 0 <= last.evaluate(ROOM) < 100
    frame = page.frame_locator(FRAME).locator("html")
    assert frame.evaluate("html => html.scrollWidth - html.clientWidth") <= 0
    last.click()


def test_an_exercise_fills_the_screen_and_comes_back_as_high_as_it_is(begin, accordion):
    page = begin(accordion)
    until_high(page, 300, 400)
    page.get_by_role("button", name="Volledig scherm").click()
    page.locator("iframe[data-src]:fullscreen").wait_for()
    page.frame_locator(FRAME).get_by_role("button", name="Open of dicht").click()
    page.evaluate("document.exitFullscreen()")
    until_high(page, 1500, 1600)
