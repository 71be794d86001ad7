"""A role-play of a group on seven screens: one drops out, one joins late, and nobody reads what another hides."""

from __future__ import annotations

import html

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import FOCUS, MOST_STOPS
from tests.browser.looks import nothing_sticks_out
from tests.browser.pages import TRAINER, WIDTHS

pytestmark = pytest.mark.browser
PASSWORD = "samen-oefenen-in-een-browser"
PLAYERS = [f"speler-{number}@example.org" for number in range(6)]
PEOPLE, CARD, TIMELINE, PROFILE = (
    f"[aria-labelledby={name}-title]" for name in ("people", "card", "timeline", "profile")
)
LONGEST_ROAD = 40
SEATS = ["Inwoner", "Gemeente", "Zaakwaarnemer", "Procesbegeleider"]
MAKE_PEOPLE = f"""
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from people.api import everywhere, give_role, standing_of
from people.choices import Role
from people.models import User
with everywhere():
    at = standing_of(User.objects.get(email="{{trainer}}")).municipalities[0]
    for number, email in enumerate({PLAYERS!r}):
        person, is_new = User.objects.get_or_create(
            email=email, defaults=dict(first_name="Speler", last_name=f"Nummer {{{{number}}}}")
        )
        person.password = make_password("{PASSWORD}")
        person.save()
        if is_new:
            give_role(person=person, municipality=at, role=Role.LEARNER, starts_on=timezone.localdate())
"""


@pytest.fixture(scope="module")
def screens(demo_site, browser, browser_context_args):
    """A function that gives a screen of its own to somebody; the same one each time."""
    trainer = demo_site.sign_ins[TRAINER]
    demo_site.manage("shell", "-v0", "-c", MAKE_PEOPLE.format(trainer=trainer["email"]))
    made: dict[str, Page] = {}

    def screen(email: str) -> Page:
        if email not in made:
            context = browser.new_context(**{**browser_context_args, "base_url": demo_site.url})
            page = made[email] = context.new_page()
            page.set_viewport_size({"width": 390, "height": 800})
            page.goto("/account/login/")
            page.fill("input[name=login]", email)
            page.fill("input[name=password]", trainer["password"] if email == trainer["email"] else PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url: "/account/" not in url)
        return made[email]

    yield screen
    for page in made.values():
        page.context.close()


@pytest.fixture
def lead(screens, demo_site):
    """The screen of who leads, at a table that was opened just now."""
    page = screens(demo_site.sign_ins[TRAINER]["email"])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/oefenen/")
    page.get_by_role("link", name="Leid een sessie met een groep").click()
    page.locator("form[action$='/openen/rp1/'] button").click()
    page.wait_for_url("**/tafel/**")
    yield page
    if page.locator("form:has([value=close])").count():
        page.locator("form:has([value=close])").evaluate("form => form.requestSubmit()")
        expect(phase(page)).to_have_text("Gesloten")


def code_at(lead: Page) -> str:
    return lead.locator(".wks-live__code").inner_text()


def join(page: Page, code: str) -> None:
    page.goto("/samen-oefenen/")
    page.get_by_label("Code").fill(code.lower())
    page.get_by_role("button", name="Doe mee").click()
    page.wait_for_url("**/meedoen/**")
    page.get_by_role("button", name="Doe mee").click()
    page.wait_for_url("**/tafel/**")


def steer(lead: Page, words: str) -> None:
    lead.get_by_role("button", name=words, exact=True).click()


def phase(page: Page):
    return page.locator("[data-table] [role=status]")


def hidden(page: Page) -> str:
    return " ".join(page.locator(CARD).locator(".wks-callout p").last.inner_text().split())


def source(page: Page) -> str:
    """Everything in a page, also what nobody sees."""
    return " ".join(html.unescape(page.content()).split())


def test_a_group_plays_while_one_drops_out_and_one_joins_late(lead, screens):
    code, players = code_at(lead), [screens(email) for email in PLAYERS[:5]]
    for page in players:
        join(page, code)
    steer(lead, "Deel de kaarten uit")
    for page in players[:4]:
        expect(page.locator(CARD)).to_be_visible()
    secrets = [hidden(page) for page in players[:4]]
    assert len(set(secrets)) == 4
    for number, page in enumerate(players):
        assert [secret in source(page) for secret in secrets] == [number == other for other in range(4)]

    steer(lead, "Begin met spelen")
    expect(phase(players[0])).to_have_text("Spelen")
    players[1].context.set_offline(True)  # a phone without a connection
    late = screens(PLAYERS[5])
    join(late, code)
    expect(lead.locator(PEOPLE)).to_contain_text("Speler Nummer 5")
    expect(late.locator(PEOPLE)).to_contain_text("Waarnemer")

    steer(lead, "Zet stil")
    expect(phase(players[0])).to_have_text("Stilgezet")
    steer(lead, "Wissel van rol")
    expect(players[0].locator(CARD)).to_contain_text(SEATS[1], ignore_case=True)
    assert hidden(players[0]) == secrets[1]
    players[1].context.set_offline(False)
    expect(players[1].locator(CARD)).to_contain_text(SEATS[2], ignore_case=True)
    for page in (*players[:4], late):
        own = hidden(page) if page.locator(CARD).count() else ""
        assert [secret for secret in secrets if secret in source(page)] == ([own] if own else [])

    players[4].get_by_label("Wat zie of hoor je?").fill("Laat een stilte vallen.")
    players[4].get_by_role("button", name="Bewaar deze notitie").click()
    expect(players[4].locator("[aria-labelledby=mine-title]")).to_contain_text("Laat een stilte vallen.")
    steer(lead, "Ga verder")
    steer(lead, "Kijk terug")
    expect(players[0].locator(TIMELINE)).to_contain_text("Laat een stilte vallen.")
    expect(players[0].locator(TIMELINE)).to_contain_text("Wissel van rol")


def test_the_square_is_large_enough_for_a_room(lead):
    square, code = lead.locator("svg.wks-qr"), lead.locator("svg.wks-qr path").last
    assert square.bounding_box()["width"] >= 280
    assert code.bounding_box()["width"] >= 0.8 * square.bounding_box()["width"]


def test_a_new_table_leaves_the_focus_and_what_was_opened_where_they_were(lead, screens):
    join(screens(PLAYERS[0]), code_at(lead))
    expect(lead.locator(PEOPLE)).to_contain_text("Speler Nummer 0")
    lead.get_by_text("Geef iemand een andere rol").click()
    button = lead.get_by_role("button", name="Deel de kaarten uit")
    button.focus()
    join(screens(PLAYERS[1]), code_at(lead))
    expect(lead.locator(PEOPLE)).to_contain_text("Speler Nummer 1")
    expect(button).to_be_focused()
    expect(lead.locator(PEOPLE).locator("details[open]").first).to_be_attached()

    player = screens(PLAYERS[0])
    steer(lead, "Deel de kaarten uit")
    expect(player.locator(CARD)).to_be_visible()
    player.evaluate("""() => {
        const card = document.querySelector('[aria-labelledby=card-title]');
        const link = document.createElement('button');
        link.textContent = 'Iets dat straks weg is';
        card.append(link);
        link.focus();
    }""")
    steer(lead, "Begin met spelen")
    expect(phase(player)).to_have_text("Spelen")
    expect(player.locator("#card-title")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_tables_and_conversations_are_for_everybody(lead, screens, axe_violations, width):
    player, watcher = screens(PLAYERS[0]), screens(PLAYERS[4])
    code = code_at(lead)
    for email in PLAYERS[:5]:
        join(screens(email), code)
        expect(lead.locator(PEOPLE)).to_contain_text(f"Speler Nummer {PLAYERS.index(email)}")
    _check([(lead, "shows the code")], axe_violations, width)
    steer(lead, "Deel de kaarten uit")
    steer(lead, "Begin met spelen")
    for page in (lead, player, watcher):
        expect(phase(page)).to_have_text("Spelen")
    _check([(lead, "leads"), (player, "plays"), (watcher, "watches")], axe_violations, width)
    steer(lead, "Kijk terug")
    for page in (lead, player):
        expect(phase(page)).to_have_text("Samen terugkijken")
    _check([(lead, "leads back"), (player, "looks back")], axe_violations, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_conversation_alone_is_for_everybody(screens, axe_violations, width):
    page = screens(PLAYERS[2])
    page.goto("/oefenen/scenario/rp1/")
    page.locator("main form button").first.click()
    page.wait_for_url("**/gesprek/**")
    _check([(page, "begins")], axe_violations, width)
    for _ in range(LONGEST_ROAD):
        if not page.locator("fieldset.wks-choices").count():
            break
        page.locator("fieldset.wks-choices input[type=radio]").first.check()
        with page.expect_navigation():
            page.get_by_role("button", name="Zeg dit").click()
    expect(page.locator(PROFILE)).to_have_count(1)
    _check([(page, "the profile")], axe_violations, width)


def _check(pages, axe_violations, width) -> None:
    for page, name in pages:
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": 800})
        assert axe_violations(page) == [], name
        nothing_sticks_out(page, name)
        expect(page.locator("h1")).to_have_count(1)
        stops = _tab_through(page)
        assert len(stops) > 3, name
        for fault in ("seen", "marked"):
            assert [s["name"] for s in stops if not s[fault]] == [], (name, fault)
        assert [s["name"] for s in stops if s["small"]] == [], name
        page.set_viewport_size(before)


def _tab_through(page: Page) -> list[dict]:
    page.evaluate("document.activeElement.blur()")
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


def test_who_leads_finds_the_note_under_the_cards_and_beside_the_frame(lead):
    steer(lead, "Deel de kaarten uit")
    expect(lead.locator("#note")).to_be_visible()
    note, cards, frame = (
        lead.locator(each).bounding_box()
        for each in ("#note", "[aria-labelledby=cards-title]", "[data-table] > .wks-grid > :last-child")
    )
    assert note["y"] < cards["y"] + cards["height"] + 60
    assert note["x"] + note["width"] < frame["x"]
    assert note["width"] == pytest.approx(cards["width"], abs=2)
