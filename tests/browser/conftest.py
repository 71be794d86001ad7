"""The demo in a browser: one site for all tests, a signed-in page per role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.demo_site import DemoSite
from tests.browser.pages import TRAINER
from tests.browser.phone import PHONE, ROSTER, sign_in
from tests.plugin import SERVERS

Open = Callable[..., Page]
# A loaded machine takes longer over the same; what does not come, does not come after this either.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
MEANT = ("ERR_INTERNET_DISCONNECTED", "status of 422", "status of 409")


@pytest.fixture(scope="session")
def demo_site() -> Iterator[DemoSite]:
    """The demo municipalities behind a real web server."""
    with DemoSite(SERVERS) as site:
        yield site


@pytest.fixture(scope="session")
def contexts(
    demo_site: DemoSite, browser: Browser, browser_context_args: dict[str, object]
) -> Iterator[Callable[[str | None], BrowserContext]]:
    """A browser context per role, signed in once; None is a visitor."""
    made: dict[str | None, BrowserContext] = {}

    def context(role: str | None) -> BrowserContext:
        if role not in made:
            made[role] = browser.new_context(**{**browser_context_args, "base_url": demo_site.url})  # type: ignore[arg-type]
            if role is not None:
                name, _, place = role.partition("/")
                _sign_in(made[role], demo_site.sign_ins[name])
                _go_to(made[role], place)
        return made[role]

    yield context
    for each in made.values():
        each.close()


@pytest.fixture
def phone(browser, browser_context_args, demo_site):
    """The phone of a trainer who numbered a group, with the form open and its worker ready."""
    context = browser.new_context(
        **{**browser_context_args, "base_url": demo_site.url, "viewport": {"width": 390, "height": 844}}
    )
    page = context.new_page()
    sign_in(page, demo_site.sign_ins[TRAINER])
    page.goto(ROSTER)
    for box in page.locator("input[name=candidates]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Geef ze een nummer").click()
    page.goto(PHONE)
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.locator("[data-no-group]")).to_be_hidden()
    yield page
    context.close()


@pytest.fixture
def open_page(contexts: Callable[[str | None], BrowserContext]) -> Iterator[Open]:
    """A function that opens an address, or the links behind it, as a role at a width, and watches what the browser refuses."""
    pages: list[Page] = []
    complaints: list[str] = []

    def visit(address: str, *, role: str | None = None, width: int = 1280, height: int = 900) -> Page:
        page = contexts(role).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        first, *links = address.split(" > ")
        answers = [page.goto(first), *(page.goto(_target_of(page, link)) for link in links)]
        for answer in answers:
            assert answer is not None
            assert answer.status == 200, f"{address} was answered with {answer.status}"
        return page

    yield visit
    for page in pages:
        page.context.set_offline(False)  # the next test does not pay for this one
        page.close()
    assert not complaints, complaints


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether the browser refused something; a connection that a test takes away and a form that is not right are not."""
    return message.type == "error" and not any(meant in message.text for meant in MEANT)


def _sign_in(context: BrowserContext, person: dict[str, str]) -> None:
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/mijn-leerpad/")
    page.close()


def _go_to(context: BrowserContext, place: str) -> None:
    """Work for one of somebody's municipalities; the first one when none is named."""
    if place:
        page = context.new_page()
        page.goto("/gemeente-kiezen/")
        page.get_by_label(place).check()
        page.get_by_role("button", name="Kies").click()
        page.wait_for_url("**/mijn-leerpad/")
        page.close()


def _target_of(page: Page, link: str) -> str:
    """Where a link leads that is known by its words."""
    target = page.get_by_role("link", name=link).first.get_attribute("href")
    assert target is not None
    return target
