"""Writing a scenario in a browser: axe at three widths, nothing sticks out, the keyboard, and the next scene from a choice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import walk_through_main
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS

pytestmark = pytest.mark.browser
AUTHOR = "author"
LIST = "/beheer/snippets/roleplays/roleplayscenario/"
PAGES = {
    "list": LIST,
    "editor": f"{LIST}edit/{{scenario}}/",
    "map": "/beheer/rollenspelen/{scenario}/kaart/",
    "scene": "/beheer/rollenspelen/{scenario}/scene/n1/",
    "on trial": "/beheer/rollenspelen/{scenario}/spelen/?vanaf=n2",
    "bring": "/beheer/rollenspelen/inbrengen/",
    "take": "/beheer/rollenspelen/{scenario}/meenemen/?form=ink",
}
OURS = ["map", "scene", "on trial", "bring", "take"]
# Drawn by Wagtail itself, as a rule and where: see docs/accessibility.md.
OF_WAGTAIL = {
    "list": {"landmark-unique": "form"},
    "editor": {
        "landmark-unique": "-condition-section",
        "scrollable-region-focusable": "w-minimap__list",
        "target-size": "w-minimap",
    },
}


@pytest.fixture
def scenario(open_page) -> str:
    """The number of the first scenario."""
    page = open_page(LIST, role=AUTHOR)
    link = page.locator("a[href*='/roleplayscenario/edit/']").first.get_attribute("href")
    return link.rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, axe_violations, scenario, name, width):
    page = open_page(PAGES[name].format(scenario=scenario), role=AUTHOR, width=width)
    found = axe_violations(page)
    assert [each for each in found if not _is_of_wagtail(name, each)] == []
    nothing_sticks_out(page)


def _is_of_wagtail(name, fault):
    rule, _, element = fault.partition(":")
    where = OF_WAGTAIL.get(name, {}).get(rule)
    return where is not None and where in element


@pytest.mark.parametrize("name", OURS)
def test_the_keyboard_reaches_what_is_ours(open_page, scenario, name):
    page = open_page(PAGES[name].format(scenario=scenario), role=AUTHOR)
    walk_through_main(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_choices_on_trial_have_room_for_their_words(open_page, scenario, width):
    page = open_page(PAGES["on trial"].format(scenario=scenario), role=AUTHOR, width=width)
    choices = page.locator(".wks-choice a")
    boxes = [choices.nth(place).bounding_box() for place in range(choices.count())]
    assert len(boxes) > 1
    assert [box for box in boxes if box["height"] > box["width"]] == []


def test_an_author_makes_the_next_scene_from_a_choice_with_the_keyboard(open_page):
    page = open_page(f"{LIST}add/", role=AUTHOR)
    page.fill("input[name=code]", "RP90")
    page.fill("input[name=title]", "Een gesprek op het stadhuis")
    page.locator("button[type=submit]", has_text="Bewaar concept").first.click()
    page.wait_for_url("**/edit/**")
    page.get_by_role("link", name="Schrijf scène voor scène").press("Enter")
    page.get_by_role("button", name="Maak de eerste scène").press("Enter")
    page.wait_for_url("**/scene/n1/")
    page.fill("textarea[name=text]", "Samira kijkt je aan.")
    page.fill("textarea[name=choice-0-text]", "Vertel eens.")
    page.select_option("select[name=choice-0-to]", "+scene")
    page.get_by_role("button", name="Bewaar", exact=True).press("Enter")
    page.wait_for_url("**/scene/n2/")
    expect(page.locator("svg a[aria-current=true]")).to_have_attribute("aria-label", re.compile("^n2"))
    page.get_by_role("link", name="n1", exact=True).first.press("Enter")
    page.wait_for_url("**/scene/n1/")
    expect(page.locator("select[name=choice-0-to]")).to_have_value("n2")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_beside_a_scene_shows_that_scene(open_page, scenario, width):
    page = open_page(PAGES["scene"].format(scenario=scenario).replace("n1", "n9"), role=AUTHOR, width=width)
    frame = page.locator(".wks-map")
    here, around = frame.locator("a[aria-current=true] rect").bounding_box(), frame.bounding_box()
    assert around["x"] <= here["x"]
    assert here["x"] + here["width"] <= around["x"] + around["width"]
    assert page.evaluate("window.scrollY") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_scene_keeps_its_fields_in_their_frame_and_saving_at_hand(open_page, scenario, width):
    page = open_page(PAGES["scene"].format(scenario=scenario), role=AUTHOR, width=width)
    frame = page.locator(".wks-desk__choice").first
    around = frame.bounding_box()
    for field in frame.locator("select, textarea").all():
        if field.is_visible():
            box = field.bounding_box()
            assert box["x"] + box["width"] <= around["x"] + around["width"]
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_be_in_viewport()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.wks-desk summary')).display") == "list-item"
    )


def test_a_condition_and_the_order_are_written_without_javascript(demo_site, browser, scenario):
    context = browser.new_context(base_url=demo_site.url, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", demo_site.sign_ins[AUTHOR]["email"])
    page.fill("input[name=password]", demo_site.sign_ins[AUTHOR]["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn-leerpad/")
    page.goto(PAGES["scene"].format(scenario=scenario).replace("n1", "n2"))
    choice = page.get_by_role("group", name="Keuze a", exact=True)
    choice.locator("summary").click()
    choice.get_by_label("Welke keuze?").fill("n1:a")
    choice.get_by_label("Plaats tussen de keuzes").select_option("2")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar", exact=True).click()
    legends = page.locator(".wks-desk__choice > legend")
    expect(legends.nth(0)).to_have_text("Keuze b")
    expect(legends.nth(1)).to_have_text("Keuze a")
    expect(choice.get_by_label("Welke keuze?").first).to_have_value("n1:a")
    context.close()


def test_the_map_in_the_editor_leads_to_the_block_of_a_scene(open_page, scenario):
    page = open_page(PAGES["editor"].format(scenario=scenario), role=AUTHOR)
    place = page.locator("svg.wks-map__drawing a").nth(1)
    place.focus()
    place.press("Enter")
    expect(page).to_have_url(re.compile("#block-"))
    block = page.url.partition("#")[2]
    expect(page.locator(f"#{block}")).to_have_count(1)
