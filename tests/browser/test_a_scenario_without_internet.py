"""A scenario as one file in a real browser: it ends as the engine says, by keyboard, and axe finds nothing."""

from __future__ import annotations

import random
import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from roleplays.choices import Shortfall
from roleplays.rules.checks import check
from roleplays.rules.exchange.player import write_page
from roleplays.rules.outcome import outcome_of, profile_of, shortfall_of
from roleplays.rules.play import begin, choose, on_offer
from roleplays.rules.scenario_text import read_scenario
from roleplays.selectors.exchange import words_in_files
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import WIDTHS

pytestmark = pytest.mark.browser
FOLDER = settings.SITE_DIR / "website" / "demo" / "roleplays"
CODES = [file.stem for file in sorted(FOLDER.glob("*.yaml"))]
RUNS = 8


@pytest.fixture
def open_scenario(browser, tmp_path):
    """The file of a scenario, opened without a network."""
    contexts = []

    def opened(code, **options):
        scenario = read_scenario((FOLDER / f"{code}.yaml").read_text(), file=code).scenario
        file = tmp_path / f"{code}.html"
        file.write_bytes(write_page(scenario, words=words_in_files()).content)
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return scenario, page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("code", CODES)
def test_it_ends_as_the_engine_says(open_scenario, code):
    scenario, page = open_scenario(code)
    maximum, source = check(scenario).maximum, random.Random(code)
    for _ in range(RUNS):
        state = begin(scenario)
        while not state.node.is_end:
            offered = page.eval_on_selector_all("[data-key]", "all => all.map(each => each.dataset.key)")
            assert sorted(offered) == sorted(choice.key for choice in on_offer(state))
            key = source.choice(sorted(offered))
            page.locator(f'[data-key="{key}"]').press("Enter")
            state = choose(scenario, state, key)
        outcome = outcome_of(state, maximum=maximum)
        expect(page.locator("#stage")).to_have_attribute("data-outcome", outcome)
        why = shortfall_of(state, outcome)
        told = [str(why.label)] if why and why != Shortfall.KNOCK_OUT else []
        expect(page.locator("[data-shortfall]")).to_have_text(told)
        expect(page.locator("tbody td")).to_have_text(
            [str(number) for each in profile_of(state) for number in (each.held, each.broken)]
        )
        page.locator("[data-act=again]").press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(open_scenario, axe_violations, width):
    _, page = open_scenario("rp1", viewport={"width": width, "height": 900}, bypass_csp=True)
    while page.locator("[data-key]").count():
        assert axe_violations(page) == []
        nothing_sticks_out(page)
        page.locator("[data-key]").first.press("Enter")
    assert axe_violations(page) == []
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_without_javascript_it_can_be_read(open_scenario):
    scenario, page = open_scenario("rp1", java_script_enabled=False)
    first = scenario.start.choices[0]
    page.get_by_role("link", name=first.text).first.click()
    expect(page).to_have_url(re.compile(f"#scene-{first.to}$"))
    expect(page.locator(f"#scene-{first.to}")).to_be_visible()


def test_nothing_in_the_file_breaks_its_own_policy(open_scenario):
    _, page = open_scenario("rp1")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    expect(page.locator("[data-key]").nth(1)).to_be_attached()
    assert said == []
