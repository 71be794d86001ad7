"""The takeover over HTTP: who sees what, what it costs, and what comes back when something is not right."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.rules.spreadsheet import harmless
from people.api import within
from people.models import Look, Municipality
from progression import api
from progression.choices import CoreTask, Number, Phase, Stage
from progression.models import PlannedTask, Takeover, Trajectory
from progression.rules.clocks import add_months
from progression.rules.coverage import ALWAYS
from progression.rules.forecast import months_to_go
from progression.rules.pace import date_after
from progression.selectors.paper import words_of
from progression.services.trajectories import load_requirements
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory
from tests.factories.takeover import coach_at, delivered, planned, takeover

pytestmark = pytest.mark.django_db
DASHBOARD, PLAN, AGREEMENTS = (reverse(f"progression:{name}") for name in ("takeover", "plan", "agreements"))
MOST_QUERIES = 20
EMPTY_PLAN = {f"{each}_{task}": "" for task in CoreTask for each in ("hours", "per_coach", "minimum")}


def words(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("lead", 200),
        ("trainer", 200),
        ("manager", 200),
        ("coach", 404),
        ("learner", 404),
        ("administrator", 404),
    ],
)
def test_who_sees_the_takeover(place, browser, who, status):
    assert browser(getattr(place, who)).get(DASHBOARD).status_code == status


@pytest.mark.parametrize("who", ["manager", "coach", "learner", "administrator"])
@pytest.mark.parametrize("name", ["number", "board"])
def test_only_lead_and_trainer_open_numbers(place, browser, who, name):
    url = reverse(f"progression:{name}", args=["strikt"] if name == "number" else [])
    assert browser(getattr(place, who)).get(url).status_code == 404


def test_a_manager_sees_their_own_teams_and_no_numbers_of_the_municipality(place, browser):
    other = TeamFactory(municipality=place.municipality, name="Werk en inkomen")
    for _ in range(5):
        MembershipFactory(municipality=place.municipality, team=other)
    page = words(browser(place.manager).get(DASHBOARD))
    assert "Wijkteam Oost" in page
    assert "Werk en inkomen" not in page
    assert reverse("progression:number", args=["strikt"]) not in page


def test_a_team_of_a_few_people_is_never_shown_alone(place, browser):
    small = TeamFactory(municipality=place.municipality, name="Team Klein")
    MembershipFactory(municipality=place.municipality, team=small)
    page = words(browser(place.lead).get(DASHBOARD))
    assert "Team Klein + Wijkteam Oost" in page
    assert "Wijkteam Oost" not in words(browser(place.manager).get(DASHBOARD))


@pytest.mark.parametrize("missing", ["works council", "dpia"])
@pytest.mark.parametrize("who", ["lead", "manager", "trainer"])
def test_without_consent_or_dpia_nothing_is_shown_and_the_page_says_why(place, browser, who, missing):
    delivered(place.municipality, title="Basistraining dag 1")
    if missing == "dpia":
        takeover(place.municipality, dpia_done_on=None)
    else:
        Municipality.objects.filter(pk=place.municipality.pk).update(works_council_agreed_on=None)
    for url in (DASHBOARD, reverse("progression:number", args=["strikt"]), reverse("progression:board")):
        answer = browser(getattr(place, who)).get(url)
        assert answer.status_code in {403, 404}
        assert "Basistraining dag 1" not in words(answer)
    reason = "DPIA" if missing == "dpia" else "ondernemingsraad"
    assert reason in words(browser(getattr(place, who)).get(DASHBOARD))


def test_the_dashboard_costs_at_most_twenty_queries_whatever_the_number_of_people(place, browser):
    client = browser(place.lead)
    client.get(DASHBOARD)
    counts = []
    for _ in range(2):
        for number in range(8):
            delivered(place.municipality, hours=Decimal(4), team=place.team)
            coach_at(Stage(number % 5), f"KT{number % 7 + 1}", place.municipality, team=place.team)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(DASHBOARD).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_QUERIES


def test_a_page_that_was_drawn_before_follows_the_numbers(place, browser):
    client = browser(place.lead)
    for number in range(1, 4):
        delivered(place.municipality, hours=Decimal(7))
        assert f"In de periode zijn {7 * number},0 uren gehouden in {number}" in words(client.get(DASHBOARD))


@pytest.mark.parametrize("number", Number)
def test_every_number_on_the_page_opens(place, browser, number):
    client = browser(place.lead)
    url = reverse("progression:number", args=[number])
    page = words(client.get(url))
    assert str(number.label) in page
    assert number.rule[:60] in page.replace("&#x27;", "'")


def test_hours_of_a_month_coaches_of_a_team_and_what_asks_attention_lead_to_what_they_rest_on(place, browser):
    takeover(place.municipality, phase=Phase.EXPANDING)
    delivered(place.municipality, title="Kennismaking in de wijk")
    client = browser(place.lead)
    page = words(client.get(DASHBOARD))
    hours = reverse("progression:number", args=[Number.HOURS])
    month = f"{hours}?maand={timezone.localdate():%Y-%m}"
    for address in (month, reverse("progression:number", args=[Number.TEAM_COACHES])):
        assert f'href="{address}"' in page
    action = page.partition("wks-checklist")[2].partition("</ul>")[0]
    assert f'href="{reverse("progression:number", args=[Number.COVERAGE])}"' in action
    opened = words(client.get(month))
    assert "Kennismaking in de wijk" in opened
    assert "Dit is opnieuw geteld voor de laatste dag van die maand." not in opened


def test_a_number_that_does_not_exist_is_not_there(place, browser):
    assert browser(place.lead).get(reverse("progression:number", args=["verzonnen"])).status_code == 404


def test_the_board_reads_three_sentences_and_no_names(place, browser):
    coach = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    for _ in range(6):
        delivered(place.municipality, hours=Decimal(4), coach=coach)
    page = words(browser(place.lead).get(reverse("progression:board")))
    assert "100,0%" in page
    assert str(coach) not in page


# --- Plan and agreements --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_lead_and_administrator_plan_the_year(place, browser, who):
    planned(place.municipality, "KT1", 12)
    sent = EMPTY_PLAN | {"hours_KT2": "120,5", "per_coach_KT2": "40", "minimum_KT2": "3"}
    answer = browser(getattr(place, who)).post(PLAN, sent)
    assert answer.status_code == 302
    row = PlannedTask.objects.get()
    assert (row.core_task, row.hours, row.minimum_coaches) == ("KT2", Decimal("120.5"), 3)


@pytest.mark.parametrize("who", ["trainer", "manager", "coach", "learner"])
@pytest.mark.parametrize("url", [PLAN, AGREEMENTS])
def test_nobody_else_plans(place, browser, who, url):
    assert browser(getattr(place, who)).get(url).status_code == 404
    assert browser(getattr(place, who)).post(url, {"hours_KT2": "1"}).status_code == 404
    assert not PlannedTask.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"hours_KT2": "veel"},
        {"hours_KT2": "-1"},
        {"hours_KT2": "99999999"},
        {"hours_KT2": "10", "per_coach_KT2": "0"},
        {"hours_KT2": "10", "minimum_KT2": "1"},
        {"hours_KT2": "10", "minimum_KT2": "1,5"},
        {"hours_KT2": "10", "minimum_KT2": "900"},
    ],
    ids=str,
)
def test_a_plan_that_cannot_be_comes_back_with_a_reason_and_with_what_was_typed(place, browser, sent):
    answer = browser(place.lead).post(PLAN, EMPTY_PLAN | {"hours_KT1": "33,25", **sent})
    assert answer.status_code == 422
    assert "33,25" in words(answer)
    assert "error" in words(answer)
    assert not PlannedTask.objects.exists()


@pytest.mark.parametrize(
    "left_out", [list(EMPTY_PLAN), ["hours_KT1"], ["minimum_KT8"]], ids=["all", "hours", "last"]
)
def test_a_plan_that_came_along_in_part_changes_nothing(place, browser, left_out):
    planned(place.municipality, "KT1", 12)
    sent = {name: value for name, value in EMPTY_PLAN.items() if name not in left_out}
    answer = browser(place.lead).post(PLAN, sent)
    assert answer.status_code == 422
    assert "Er kwam niet alles van deze pagina mee" in words(answer)
    assert PlannedTask.objects.get().hours == 12


def test_a_plan_without_hours_is_emptied_on_purpose(place, browser):
    planned(place.municipality, "KT1", 12)
    assert browser(place.lead).post(PLAN, EMPTY_PLAN).status_code == 302
    assert not PlannedTask.objects.exists()


def test_the_plan_says_how_many_coaches_are_still_to_go(place, browser):
    planned(place.municipality, "KT2", 120, hours_per_coach=40)
    coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    assert "Nodig: 3. Nu zelfstandig: 1. Nog te gaan: 2." in words(browser(place.lead).get(PLAN))


def test_the_agreements_are_kept(place, browser):
    sent = {"contract_starts_on": "2026-01-01", "contract_ends_on": "2027-03-31", "contract_hours": "200,5",
            "window_days": "120", "dpia_done_on": "2026-02-01"}  # fmt: skip
    assert browser(place.administrator).post(AGREEMENTS, sent).status_code == 302
    found = Takeover.objects.get()
    assert (found.contract_ends_on, found.window_days) == (date(2027, 3, 31), 120)
    assert found.contract_hours == Decimal("200.5")
    assert 'value="200,50"' in words(browser(place.lead).get(AGREEMENTS))


@pytest.mark.parametrize(
    "wrong",
    [
        {"contract_starts_on": "2027-01-01", "contract_ends_on": "2026-01-01"},
        {"window_days": "7"},
        {"window_days": "365"},
        {"contract_hours": "-4"},
        {"contract_hours": "veel"},
        {"dpia_done_on": "ooit"},
        {"dpia_done_on": "2099-01-01"},
        {"aftercare_agreed_on": "2099-01-01"},
    ],
    ids=str,
)
def test_agreements_that_cannot_be_come_back_and_change_nothing(place, browser, wrong):
    answer = browser(place.lead).post(AGREEMENTS, {"window_days": "90", **wrong})
    assert answer.status_code == 422
    assert Takeover.objects.get().window_days == 90


def test_a_trainer_looks_after_the_contract_and_nobody_else_can(place, browser):
    lead = browser(place.lead)
    page = words(lead.get(AGREEMENTS))
    assert str(place.trainer) in page
    assert str(place.coach) not in page
    lead.post(AGREEMENTS, {"window_days": "90", "contract_owner": place.trainer.pk})
    assert Takeover.objects.get().contract_owner == place.trainer

    answer = lead.post(AGREEMENTS, {"window_days": "120", "contract_owner": place.coach.pk})

    assert answer.status_code == 422
    assert "Kies een trainer die in jullie gemeente werkt." in words(answer)
    assert 'value="120"' in words(answer)
    assert Takeover.objects.get().contract_owner == place.trainer
    with pytest.raises(PermissionDenied):
        api.keep_agreements(
            person=place.lead, municipality=place.municipality, agreed={"contract_owner": place.coach}
        )


# --- For a spreadsheet ----------------------------------------------------------------------------------


def sheet(answer):
    return [line.split(";") for line in answer.content.decode("utf-8-sig").splitlines()]


def test_a_spreadsheet_gets_the_same_numbers_as_the_page(place, browser):
    for _ in range(6):
        delivered(place.municipality, hours=Decimal(4))
    client = browser(place.lead)
    page, rows = words(client.get(DASHBOARD)), sheet(client.get(DASHBOARD, {"vorm": "csv"}))
    assert len(rows) == len(Number) + 1
    assert rows[1][:2] == ["Zonder trainer gedaan", "100,0%"]
    assert all(row[1] in page for row in rows[1:])


def test_a_month_of_the_trend_opens_to_the_meetings_that_it_rests_on(place, browser):
    today = timezone.localdate()
    earlier = add_months(today.replace(day=1), -2)
    for number in range(6):
        delivered(
            place.municipality, title=f"Toen {number}", hours=Decimal(4), held_on=earlier, team=place.team
        )
    delivered(place.municipality, title="Nu pas", held_on=today)
    client = browser(place.lead)
    address = f"{reverse('progression:number', args=['strikt'])}?maand={earlier:%Y-%m}"
    assert f'href="{address}"' in client.get(DASHBOARD).content.decode()
    page = words(client.get(address))
    assert ("Toen 1" in page, "Nu pas" in page) == (True, False)
    assert "Dit is opnieuw geteld voor de laatste dag van die maand." in page
    assert {row[-1] for row in sheet(client.get(address + "&vorm=csv"))[1:]} == {"Wijkteam Oost"}
    for month in ("1999-01", "x", "\x00"):
        assert client.get(reverse("progression:number", args=["strikt"]), {"maand": month}).status_code == 404
    assert client.get(address.replace("strikt", "dekking")).status_code == 404


@pytest.mark.parametrize(("days", "said"), [(-1, "Te laat"), (89, "Krap"), (90, "Ruim genoeg"), (None, "")])
def test_the_room_until_the_contract_ends_has_a_word(place, browser, days, said):
    today = timezone.localdate()
    ends_on = None if days is None else today + timedelta(days=days)
    takeover(place.municipality, contract_ends_on=ends_on)
    for task in (*ALWAYS, *ALWAYS):
        coach_at(Stage.INDEPENDENT, task, place.municipality)
    page = words(browser(place.lead).get(DASHBOARD))
    assert [word for word in ("Te laat", "Krap", "Ruim genoeg") if word in page] == ([said] if said else [])


def test_the_rows_behind_a_number_are_dutch_and_harmless(place, browser):
    delivered(place.municipality, hours=Decimal("2.5"), title='=HYPERLINK("http://kwaad")')
    url = reverse("progression:number", args=["strikt"])
    row = sheet(browser(place.lead).get(url, {"vorm": "csv"}))[1]
    assert row[1].replace('"', "").startswith("'=HYPERLINK")
    assert row[4] == "2,50"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("-0,40", "-0,40"), ("-20 dagen", "'-20 dagen"), ("=1+1", "'=1+1"), ("@SUM", "'@SUM"), ("KT2", "KT2")],
)
def test_what_looks_like_a_formula_is_kept_as_text(text, expected):
    assert harmless(text) == expected


@pytest.mark.parametrize("who", ["manager", "coach", "learner"])
def test_nobody_gets_round_a_page_through_its_file(place, browser, who):
    answer = browser(getattr(place, who)).get(DASHBOARD, {"vorm": "csv"})
    assert answer.headers["Content-Type"].startswith("text/html")


# --- On paper -------------------------------------------------------------------------------------------

REPORT = reverse("progression:report")


def test_the_report_is_an_accessible_pdf_with_the_numbers_of_the_page(place, browser):
    for _ in range(6):
        delivered(place.municipality, hours=Decimal(4))
    answer = browser(place.lead).get(REPORT)
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid:part" in answer.content
    numbers = api.numbers_of(place.municipality, on=timezone.localdate())
    shown = dict(words_of(numbers)["parts"][0]["rows"])
    assert shown == {str(each.label): api.value_of(numbers, each) for each in Number}


def test_no_name_of_a_coach_is_on_paper(place):
    coach = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    found = words_of(api.numbers_of(place.municipality, on=timezone.localdate()))
    assert str(coach) not in str(found)


@pytest.mark.parametrize("who", ["manager", "coach", "learner", "administrator"])
def test_who_may_not_see_the_numbers_gets_no_paper(place, browser, who):
    assert browser(getattr(place, who)).get(REPORT).status_code == 404


# --- What if --------------------------------------------------------------------------------------------

WHAT_IF = reverse("progression:what_if")


def test_without_a_coach_coverage_falls_and_nothing_is_changed(place, browser):
    coach = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    before = list(Trajectory.objects.values())
    page = words(browser(place.lead).get(WHAT_IF, {"coach": coach.pk}))
    assert "1/2" in page
    assert "<strong>0/2</strong>" in page
    assert list(Trajectory.objects.values()) == before


def test_the_coach_can_read_that_the_lead_looked(place, browser):
    coach = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    browser(place.lead).get(WHAT_IF)
    assert not Look.objects.exists()
    browser(place.lead).get(WHAT_IF, {"coach": coach.pk})
    assert [(look.person, look.viewer) for look in Look.objects.all()] == [(coach, place.lead)]


def months_from_now(number):
    return add_months(timezone.localdate().replace(day=1), number)


def leaving(browser, place, coach, month):
    return browser(place.lead).get(WHAT_IF, {"coach": coach.pk, "maand": f"{month:%Y-%m}"})


def in_task(answer, task):
    """Have and need now, with and without, as the page has them."""
    row = next(row for row in answer.context["tasks"] if row[0] == task)
    return [f"{each.have}/{each.need}" for each in row[1:4]]


@pytest.fixture
def following(place):
    """Somebody at S4, and somebody who takes four more sessions to get there, at one a month."""
    load_requirements()
    planned(place.municipality, "KT2", 24)
    leaver = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    coach_at(Stage.SUPERVISED, "KT2", place.municipality)
    return leaver


@pytest.mark.parametrize(
    ("month", "counted"),
    [
        pytest.param(2, ["2/2", "2/2", "1/2"], id="before another coach is ready"),
        pytest.param(9, ["2/2", "3/2", "2/2"], id="after another coach is ready"),
    ],
)
def test_who_is_expected_to_be_ready_before_a_coach_leaves_counts_by_then(
    place, browser, following, month, counted
):
    answer = leaving(browser, place, following, months_from_now(month))
    assert in_task(answer, "KT2") == counted
    page = words(answer)
    said = date_format(months_from_now(month), "F Y")
    assert f"Zonder {following} vanaf {said}" in page
    assert f"telt mee tot 1 {said}" in page


def test_a_core_task_that_falls_short_says_when_there_are_enough_again(place, browser, following):
    needed = api.numbers_of(place.municipality, on=timezone.localdate()).candidates("KT2")[-1]
    enough = date_after(timezone.localdate(), float(months_to_go(needed)))
    page = words(leaving(browser, place, following, months_from_now(1)))
    assert f"genoeg in {date_format(enough, 'F Y')}" in page
    assert "genoeg: datum onbekend" in page


def test_the_date_moves_only_when_a_coach_leaves_before_another_is_ready(place):
    load_requirements()
    today = timezone.localdate()
    leavers = [coach_at(Stage.INDEPENDENT, "KT2", place.municipality) for _ in range(2)]
    coach_at(Stage.SUPERVISED, "KT2", place.municipality)
    planned(place.municipality, "KT2", 24)
    for task in (*ALWAYS, *ALWAYS):
        if task != "KT2":
            coach_at(Stage.INDEPENDENT, task, place.municipality)
    now = api.numbers_of(place.municipality, on=today)
    assert now.takeover_on == today
    dates = [
        api.ahead_of(now, on=months_from_now(month), without=leavers[0].pk).takeover_on for month in (2, 9)
    ]
    assert dates[0] > months_from_now(2)
    assert dates[1] == today


def test_asking_writes_nothing_but_that_was_looked(place, browser, following):
    def rows():
        return {
            model: list(model.objects.order_by("pk").values())
            for model in apps.get_app_config("progression").get_models()
        }

    before = rows()
    assert leaving(browser, place, following, months_from_now(3)).status_code == 200
    assert rows() == before
    assert Look.objects.count() == 1


def test_asking_costs_as_many_queries_for_many_as_for_few(place, browser, following):
    def cost():
        with CaptureQueriesContext(connection) as found:
            leaving(browser, place, following, months_from_now(3))
        return len(found)

    cost()
    few = cost()
    for stage in (Stage.INDEPENDENT, Stage.SUPERVISED, Stage.OBSERVING):
        for task in ("KT1", "KT2", "KT3"):
            coach_at(stage, task, place.municipality)
    assert cost() == few


@pytest.mark.parametrize("month", ["2020-03", "x", "2999-01", "2020-13", "²"])
def test_a_month_that_cannot_be_chosen_is_told_and_the_coach_stays_chosen(place, browser, following, month):
    answer = browser(place.lead).get(WHAT_IF, {"coach": following.pk, "maand": month})
    assert answer.status_code == 422
    page = words(answer)
    assert "Kies nu of een van de komende twaalf maanden." in page
    assert f'<option value="{following.pk}" selected>' in page
    assert not Look.objects.exists()


def test_a_month_that_is_over_stays_chosen(place, browser, following):
    answer = browser(place.lead).get(WHAT_IF, {"coach": following.pk, "maand": "2020-03"})
    assert '<option value="2020-03" selected>maart 2020</option>' in words(answer)


def test_a_month_without_a_coach_asks_for_one(place, browser, following):
    answer = browser(place.lead).get(WHAT_IF, {"maand": ""})
    assert answer.status_code == 422
    assert "Kies een coach." in words(answer)


def test_a_coach_of_another_municipality_is_not_there(place, browser, following):
    other = MunicipalityFactory()
    with within(other):
        stranger = coach_at(Stage.INDEPENDENT, "KT2", other)
    assert leaving(browser, place, stranger, months_from_now(1)).status_code == 404


@pytest.mark.parametrize("wanted", ["0", "x", "²", "999999"])
def test_somebody_who_is_no_coach_here_is_not_there(place, browser, wanted):
    coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    assert browser(place.lead).get(WHAT_IF, {"coach": wanted}).status_code == 404


@pytest.mark.parametrize("who", ["trainer", "manager", "coach", "learner"])
def test_only_the_lead_asks_what_if(place, browser, who):
    assert browser(getattr(place, who)).get(WHAT_IF).status_code == 404
