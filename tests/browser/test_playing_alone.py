"""A conversation played alone: by keyboard only, on another day, without JavaScript, to each kind of end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from roleplays.choices import Outcome, Principle
from roleplays.rules.checks import check
from roleplays.rules.outcome import outcome_of
from roleplays.rules.play import State, begin, choose, on_offer
from roleplays.rules.scenario import Scenario
from roleplays.rules.scenario_text import read_scenario
from tests.browser.demo_site import DemoSite
from tooling.paths import ROOT

pytestmark = pytest.mark.browser
MOST_TABS = 80
PROFILE, ROAD, REFLECTION, AGAIN = (
    f"[aria-labelledby={card}-title]" for card in ("profile", "road", "reflection", "again")
)
ENDS = {
    Outcome.GOOD: "De inwoners gaan zelf verder",
    Outcome.MIXED: "Het kan nog twee kanten op",
    Outcome.POOR: "Het gesprek liep vast",
}


def scenario_named(code: str) -> Scenario:
    """A scenario of the demo, as its text file says it."""
    file = ROOT / "site" / "website" / "demo" / "roleplays" / f"{code}.yaml"
    scenario = read_scenario(file.read_text(encoding="utf-8"), file=file.name).scenario
    assert scenario is not None
    return scenario


def roads_of(scenario: Scenario, state: State | None = None) -> Iterator[State]:
    """Every road to an end that goes nowhere twice."""
    state = state or begin(scenario)
    seen = {step.node.key for step in state.steps}
    if state.node.is_end:
        yield state
    for choice in on_offer(state) if state.node.key not in seen else ():
        yield from roads_of(scenario, choose(scenario, state, choice.key))


def road_that(scenario: Scenario, fits: Callable[[State, str], bool]) -> list[str]:
    """The choices of the first road that fits."""
    best = check(scenario).maximum
    found = next(s for s in roads_of(scenario) if fits(s, outcome_of(s, maximum=best)))
    return [step.choice.key for step in found.steps]


SCENARIO = scenario_named("rp2")
ROADS = {
    outcome: road_that(
        SCENARIO, lambda state, found, outcome=outcome: found == outcome and not state.knock_outs
    )
    for outcome in ENDS
}


@pytest.fixture
def visit(demo_site: DemoSite, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a browser in which the coach signed in."""
    opened: list[BrowserContext] = []

    def sign_in(**options: object) -> Page:
        context = browser.new_context(base_url=demo_site.url, locale="nl-NL", **options)  # type: ignore[arg-type]
        opened.append(context)
        page = context.new_page()
        page.goto("/account/login/")
        page.fill("input[name=login]", demo_site.sign_ins["coach"]["email"])
        page.fill("input[name=password]", demo_site.sign_ins["coach"]["password"])
        page.keyboard.press("Enter")
        page.wait_for_url("**/mijn-leerpad/")
        return page

    yield sign_in
    for context in opened:
        context.close()


def tab_to(page: Page, test: str) -> None:
    """Press Tab until the element that has the focus passes a test."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {test}; }})()"):
            return
    raise AssertionError(f"the keyboard does not reach {test}")


def start(page: Page, code: str = "rp2") -> None:
    """Begin a conversation by keyboard, or go on with it."""
    page.goto(f"/oefenen/scenario/{code}/")
    tab_to(page, "e.matches('main form button')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/oefenen/gesprek/**")


def say(page: Page, key: str) -> None:
    """Make a choice with Tab, the arrows and Enter."""
    tab_to(page, "e.name === 'choice'")
    page.keyboard.press("Space")
    for _ in range(4):
        if page.evaluate("document.activeElement.value") == key:
            break
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == key
    tab_to(page, "e.matches('#now button')")
    turns = page.locator(".wks-conversation > li").count()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(before) => !document.querySelector('#now fieldset')"
        " || document.querySelectorAll('.wks-conversation > li').length > before",
        arg=turns,
    )


def ended(page: Page, outcome: Outcome) -> None:
    expect(page.locator("h1")).to_have_text(ENDS[outcome])


@pytest.mark.parametrize("outcome", list(ENDS))
def test_each_kind_of_end_is_reached_by_keyboard_only(visit, outcome):
    page = visit()
    start(page)
    for key in ROADS[outcome]:
        say(page, key)

    ended(page, outcome)
    expect(page.locator(f"{PROFILE} tbody tr")).to_have_count(len(Principle))
    expect(page.locator(f"{ROAD} details")).to_have_count(len(ROADS[outcome]))


def test_a_conversation_goes_on_after_the_browser_was_closed(visit):
    road = ROADS[Outcome.GOOD]
    first = visit()
    start(first)
    say(first, road[0])
    last = first.locator(".wks-conversation > li").last.inner_text()
    first.context.close()

    later = visit()
    later.goto("/oefenen/")
    later.get_by_role("link", name="Ga verder").first.click()
    later.wait_for_url("**/oefenen/gesprek/**")
    expect(later.locator(".wks-conversation > li").last).to_have_text(last, use_inner_text=True)
    for key in road[1:]:
        say(later, key)
    ended(later, Outcome.GOOD)


def test_a_step_back_and_another_choice(visit):
    page = visit()
    start(page)
    before = page.locator(".wks-conversation > li").all_inner_texts()
    say(page, ROADS[Outcome.POOR][0])
    tab_to(page, "e.textContent.includes('Stap terug')")
    page.keyboard.press("Enter")
    expect(page.locator(".wks-conversation > li")).to_have_count(len(before))
    expect(page.locator(".wks-conversation > li")).to_have_text(before, use_inner_text=True)
    for key in ROADS[Outcome.MIXED]:
        say(page, key)
    ended(page, Outcome.MIXED)


def test_who_looks_back_writes_for_themselves_and_plays_again(visit):
    page = visit()
    start(page)
    for key in ROADS[Outcome.GOOD]:
        say(page, key)
    address = page.url.split("#")[0]
    page.fill(f"{REFLECTION} textarea", "Ik zou eerst stil zijn.")
    page.locator(f"{REFLECTION} button").press("Enter")
    page.wait_for_load_state()
    page.goto(address)
    expect(page.locator(f"{REFLECTION} textarea")).to_have_value("Ik zou eerst stil zijn.")
    page.locator(f"{AGAIN} button").press("Enter")
    page.wait_for_url(lambda url: "/oefenen/gesprek/" in url and address not in url)
    expect(page.locator("#now input[name=choice]").nth(1)).to_be_attached()
    page.goto("/oefenen/scenario/rp2/")
    tab_to(page, "e.matches('main form button')")
    assert "Ga verder" in page.evaluate("document.activeElement.textContent")


def test_after_a_knock_out_a_module_is_offered_without_blame(visit):
    page = visit()
    road = road_that(scenario_named("rp5"), lambda state, found: bool(state.knock_outs))
    start(page, "rp5")
    for key in road:
        say(page, key)
    notice = page.locator(".wks-callout", has_text="Veiligheid en rechten gaan voor")
    expect(notice).to_contain_text("dit overkomt veel mensen", ignore_case=True)
    notice.get_by_role("link", name="Naar module M10").click()
    expect(page.locator("h1")).to_have_text("Grenzen van het model")


def test_everything_works_without_javascript(visit):
    page = visit(java_script_enabled=False)
    page.goto("/oefenen/scenario/rp2/")
    page.locator("main form button").first.click()
    for key in ROADS[Outcome.GOOD]:
        page.check(f"#now input[value={key}]")
        page.get_by_role("button", name="Zeg dit").click()
    ended(page, Outcome.GOOD)
    page.locator(f"{ROAD} summary").first.click()
    expect(page.locator(f"{ROAD} details").first.locator("li").first).to_be_visible()
