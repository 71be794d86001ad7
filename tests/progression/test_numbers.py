"""Every number of a takeover comes from its rows; the worked example of the domain text is one of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from people.api import within
from people.choices import Role
from people.models import Membership
from progression import api
from progression.choices import DeliveryMode, Number, Stage
from progression.models import MonthlyFigures, Pause, PoolMember, TenantGroup, Trajectory
from progression.rules.clocks import add_months
from progression.rules.coverage import ALWAYS
from progression.rules.forecast import Refused
from progression.rules.pace import date_after
from progression.services.trajectories import load_requirements
from records.api import Statement, record
from records.choices import ActivityKind, Verb
from tests.factories.people import MunicipalityFactory
from tests.factories.takeover import coach_at, delivered, planned, put_at, takeover
from tests.progression.test_rules_degree import EXAMPLE

pytestmark = pytest.mark.django_db
M, N = DeliveryMode, Number
TODAY = timezone.localdate


def numbers(place):
    return api.numbers_of(place.municipality, on=TODAY())


@pytest.fixture
def example(place):
    """The worked example: meetings, plan and coaches."""
    for task, weight, meetings, have, need in EXAMPLE:
        planned(place.municipality, task, weight, minimum_coaches=need)
        for hours, mode in meetings:
            delivered(place.municipality, core_task=task, mode=mode, hours=Decimal(hours))
        for _ in range(have):
            coach_at(Stage.INDEPENDENT, task, place.municipality)
    return place


def test_the_worked_example_gives_the_figures_of_the_domain_text(example):
    found = numbers(example)
    shown = {number: api.value_of(found, number) for number in Number}
    assert shown[N.STRICT] == "51,5%"
    assert shown[N.WEIGHTED] == "62,9%"
    assert shown[N.BALANCED] == "60,0%"
    assert shown[N.READINESS] == "58,3%"
    assert shown[N.BUS_FACTOR] == "0"
    assert found.degree.hours == 66


def test_a_number_opens_to_rows_that_add_up_to_it(example):
    found = api.explanation_of(numbers(example), N.STRICT)
    hours = sum(Decimal(row[4].replace(",", ".")) for row in found.rows)
    alone = sum(Decimal(row[5].replace(",", ".")) for row in found.rows)
    weighted = sum(Decimal(row[6].replace(",", ".")) for row in found.rows)
    assert (alone, weighted, hours) == (34, Decimal("41.5"), 66)
    assert found.as_of == TODAY()


@pytest.mark.parametrize("number", Number)
def test_every_number_opens_in_an_empty_municipality_and_in_a_full_one(example, number):
    for municipality in (example.municipality, MunicipalityFactory()):
        with within(municipality):
            opened = api.explanation_of(api.numbers_of(municipality, on=TODAY()), number)
        assert opened.number.rule
        assert all(len(row) == len(opened.columns) for row in opened.rows)


@pytest.mark.parametrize("number", [N.STRICT, N.WEIGHTED, N.BALANCED, N.TOP_SHARE])
def test_below_twenty_hours_or_six_meetings_no_share_is_shown(place, number):
    for _ in range(5):
        delivered(place.municipality, hours=Decimal(8))
    found = numbers(place)
    assert api.value_of(found, number) == "–"
    assert "Te weinig gegevens" in api.explanation_of(found, number).remarks[0]


def test_work_from_before_the_window_does_not_count_and_the_window_is_of_the_municipality(place):
    delivered(place.municipality, held_on=TODAY() - timedelta(days=90))
    assert numbers(place).degree.sessions == 0
    takeover(place.municipality, window_days=91)
    assert numbers(place).degree.sessions == 1


def test_somebody_who_left_covers_nothing(place):
    planned(place.municipality, "KT2", 40)
    gone = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    gone.memberships.update(ends_on=TODAY() - timedelta(days=1))
    supplies = {each.core_task: each.have for each in numbers(place).picture.supplies}
    assert supplies["KT2"] == 0


def test_coaches_of_a_group_count_for_each_other_and_nobody_reads_who_they_are(place):
    group = TenantGroup.objects.create(name="Samen")
    for municipality in (place.municipality, MunicipalityFactory()):
        with api_scope(municipality):
            PoolMember.objects.create(municipality=municipality, group=group, since=TODAY())
            shared = coach_at(Stage.INDEPENDENT, "KT2", municipality)
    found = api.explanation_of(numbers(place), N.COVERAGE)
    row = next(row for row in found.rows if row[0].startswith("KT2"))
    assert (row[2], row[3]) == ("2", "1")
    assert str(shared) not in str(found.rows)


def test_who_pauses_covers_nothing_stalls_nothing_and_is_not_forecast_until_they_are_back(place):
    load_requirements()
    planned(place.municipality, "KT2", 40)
    able = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    learning = coach_at(Stage.TOGETHER, "KT2", place.municipality)
    Trajectory.objects.filter(person=learning).update(since=TODAY() - timedelta(weeks=12 + 20))
    counted = numbers(place)
    assert counted.bottom_up.per_task["KT2"] is not None
    assert (len(counted.picture.stalled), counted.candidates_active) == (1, 1)
    for person in (able, learning):
        api.begin_pause(by=person, person=person, municipality=place.municipality, today=TODAY())
    paused = numbers(place)
    assert {each.core_task: each.have for each in paused.picture.supplies}["KT2"] == 0
    assert paused.bottom_up.per_task["KT2"] is None
    assert (len(paused.picture.stalled), paused.candidates_active) == (0, 0)
    for person in (able, learning):
        api.end_pause(by=person, person=person, municipality=place.municipality, today=TODAY())
    assert {each.core_task: each.have for each in numbers(place).picture.supplies}["KT2"] == 1


def test_a_pause_that_is_over_puts_off_when_somebody_stalls(place):
    coach = coach_at(Stage.TOGETHER, "KT2", place.municipality)
    begun = TODAY() - timedelta(weeks=12, days=20)
    Trajectory.objects.filter(person=coach).update(since=begun)
    assert numbers(place).picture.stalled
    Pause.objects.create(
        person=coach,
        municipality=place.municipality,
        begins_on=begun + timedelta(days=10),
        ends_on=begun + timedelta(days=17),
    )
    assert not numbers(place).picture.stalled


def test_who_left_today_leaves_a_gap_at_once_also_while_their_role_still_runs(place):
    planned(place.municipality, "KT2", 40)
    gone = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    api.leave(by=place.lead, person=gone, municipality=place.municipality, successor=None, today=TODAY())
    assert {each.core_task: each.have for each in numbers(place).picture.supplies}["KT2"] == 0


def test_coaches_of_a_group_who_pause_or_left_count_for_nobody(place):
    group = TenantGroup.objects.create(name="Samen")
    other = MunicipalityFactory()
    for municipality in (place.municipality, other):
        with api_scope(municipality):
            PoolMember.objects.create(municipality=municipality, group=group, since=TODAY())
    with api_scope(other):
        paused, left = (coach_at(Stage.INDEPENDENT, "KT2", other) for _ in range(2))
    assert numbers(place).picture.pool["KT2"] == 2
    with api_scope(other):
        api.begin_pause(by=paused, person=paused, municipality=other, today=TODAY())
        Trajectory.objects.filter(person=left).update(left_on=TODAY())
    assert numbers(place).picture.pool["KT2"] == 0


@pytest.fixture
def group(place):
    """Our municipality and another that share their coaches; gives the other."""
    shared, other = TenantGroup.objects.create(name="Samen"), MunicipalityFactory()
    for municipality in (place.municipality, other):
        with api_scope(municipality):
            PoolMember.objects.create(municipality=municipality, group=shared, since=TODAY())
    return other


def also_at(coach, stage, core_task, municipality):
    """Somebody of ours who coaches in another municipality too."""
    with api_scope(municipality):
        Membership.objects.get_or_create(
            person=coach, municipality=municipality, role=Role.COACH, defaults={"starts_on": date(2020, 1, 1)}
        )
        put_at(coach, stage, core_task, municipality)


def test_who_coaches_in_two_municipalities_of_a_group_counts_once_per_core_task(place, group):
    coach = coach_at(Stage.INDEPENDENT, "KT2", place.municipality)
    for task in ("KT2", "KT4"):
        also_at(coach, Stage.INDEPENDENT, task, group)
    supplies = {each.core_task: each.have for each in numbers(place).picture.supplies}
    assert (supplies["KT2"], supplies["KT4"]) == (1, 1)
    api.begin_pause(by=coach, person=coach, municipality=place.municipality, today=TODAY())
    supplies = {each.core_task: each.have for each in numbers(place).picture.supplies}
    assert (supplies["KT2"], supplies["KT4"]) == (0, 0)


def test_a_leaver_who_coaches_for_the_group_too_does_not_stay_through_the_group(place, group):
    leaver, stays = (coach_at(Stage.INDEPENDENT, "KT2", place.municipality) for _ in range(2))
    for coach in (leaver, stays):
        for task in ("KT2", "KT4"):
            also_at(coach, Stage.INDEPENDENT, task, group)
    now = numbers(place)
    without = api.ahead_of(now, on=TODAY(), without=leaver.pk)
    have = [{each.core_task: each.have for each in of.supplies} for of in (now, without)]
    assert [(each["KT2"], each["KT4"]) for each in have] == [(2, 2), (1, 1)]


def test_a_group_counts_from_the_day_on_which_the_municipality_joined(place):
    group = TenantGroup.objects.create(name="Samen")
    other = MunicipalityFactory()
    with api_scope(other):
        PoolMember.objects.create(municipality=other, group=group, since=TODAY())
        coach_at(Stage.INDEPENDENT, "KT2", other)
    mine = PoolMember.objects.create(
        municipality=place.municipality, group=group, since=TODAY() + timedelta(days=1)
    )
    assert numbers(place).picture.pool["KT2"] == 0
    mine.since = TODAY()
    mine.save()
    assert numbers(place).picture.pool["KT2"] == 1


def api_scope(municipality):
    from people.api import within

    return within(municipality)


# --- Quality ---------------------------------------------------------------------------------------


def observe(place, person, mean, number):
    record(
        person=person,
        municipality=place.municipality,
        statement=Statement(
            verb=Verb.OBSERVED,
            activity_kind=ActivityKind.OBSERVATION,
            activity=f"observation:{number}",
            occurred_at=timezone.now(),
            result={"mean": mean},
            context={"raters_who_count": 2},
        ),
    )


def test_quality_is_compared_from_five_observations_on_each_side(place):
    for number in range(5):
        observe(place, place.coach, "2.9", number)
    for number in range(4):
        observe(place, place.trainer, "3.3", number)
    assert numbers(place).quality_gap is None
    observe(place, place.trainer, "3.3", 4)
    assert numbers(place).quality_gap == Decimal("-0.4")
    assert "quality_drops" in [action.key for action in numbers(place).actions]


# --- Forecast --------------------------------------------------------------------------------------


def test_a_date_has_its_assumption_under_it(place):
    load_requirements()
    for task in ("KT1", "KT2", "KT3", "KT4", "KT5", "KT6", "KT7"):
        planned(place.municipality, task, 24)
        coach_at(Stage.INDEPENDENT, task, place.municipality)
        put_at(place.coach, Stage.SUPERVISED, task, place.municipality)
    found = numbers(place)
    assert found.takeover_on == TODAY() + timedelta(days=120)  # four sessions, one a month
    assert "1 kandidaat" in api.assumption(found)
    takeover(place.municipality, contract_ends_on=TODAY() + timedelta(days=100))
    assert numbers(place).margin.days == -20
    assert api.value_of(numbers(place), N.MARGIN) == "-20 dagen"


def test_without_enough_candidates_there_is_no_date_and_it_says_so(place):
    found = numbers(place)
    assert found.takeover_on is None
    assert api.value_of(found, N.FORECAST) == "–"
    assert "geen datum" in api.assumption(found)
    assert isinstance(found.trend, Refused)


def test_months_that_were_counted_then_are_read_and_others_are_counted_now(place):
    last_month = (TODAY().replace(day=1) - timedelta(days=1)).replace(day=1)
    MonthlyFigures.objects.create(
        municipality=place.municipality,
        month=last_month,
        as_of=last_month,
        figures={"strict": "0.25", "weighted": "0.5"},
        rules=1,
        counted_at=timezone.now(),
    )
    for _ in range(6):
        delivered(place.municipality, hours=Decimal(4))
    months = {month.month: month for month in numbers(place).months}
    assert months[last_month].strict == 0.25
    assert months[TODAY().replace(day=1)].strict == 1


# --- Contract and what stands still -----------------------------------------------------------------


def test_hours_of_trainers_are_those_at_which_one_was_present_since_the_contract_began(place):
    takeover(
        place.municipality,
        contract_starts_on=TODAY() - timedelta(days=10),
        contract_ends_on=TODAY() + timedelta(days=10),
        contract_hours=Decimal(20),
    )
    for mode, days_ago in ((M.CO_LED, 1), (M.INDEPENDENT, 1), (M.LEAD_BACKUP, 1), (M.EXTERNAL_ONLY, 11)):
        delivered(place.municipality, mode=mode, held_on=TODAY() - timedelta(days=days_ago))
    assert numbers(place).trainer_hours_left == 18


def test_a_trajectory_stands_still_two_weeks_after_its_target_with_who_acts_next(place):
    road = put_at(place.coach, Stage.TOGETHER, "KT2", place.municipality)
    for weeks, still in ((13, False), (14, True)):
        Trajectory.objects.filter(pk=road.pk).update(since=TODAY() - timedelta(weeks=weeks))
        assert bool(numbers(place).picture.stalled) is still
    found = api.explanation_of(numbers(place), N.STALLED)
    assert str(road.trainer) in str(found.rows)
    assert str(place.coach) not in str(found.rows)


def test_the_picture_of_a_day_is_not_changed_by_what_came_later(place):
    for _ in range(6):
        delivered(place.municipality, hours=Decimal(4), held_on=date(2025, 3, 1))
    before = api.numbers_of(place.municipality, on=date(2025, 3, 2)).degree
    delivered(place.municipality, mode=M.EXTERNAL_ONLY, held_on=date(2025, 3, 3))
    assert api.numbers_of(place.municipality, on=date(2025, 3, 2)).degree == before


# --- Three dates ------------------------------------------------------------------------------------


def growing(place):
    """Eight months in which the share without a trainer grew as in the domain text."""
    month = TODAY().replace(day=1)
    for share in reversed((8, 12, 15, 22, 30, 37, 46, 53)):
        month = (month - timedelta(days=1)).replace(day=1)
        figures = {"strict": str(share / 100), "weighted": str(share / 100)}
        MonthlyFigures.objects.create(
            municipality=place.municipality,
            month=month,
            as_of=add_months(month, 1) - timedelta(days=1),
            figures=figures,
            rules=1,
            counted_at=timezone.now(),
        )


def test_a_forecast_opens_to_its_three_dates_each_with_what_it_rests_on(place):
    load_requirements()
    growing(place)
    for task in ALWAYS:
        planned(place.municipality, task, 24)
        for _ in range(2):
            coach_at(Stage.SUPERVISED if task == "KT2" else Stage.INDEPENDENT, task, place.municipality)
    takeover(place.municipality, contract_ends_on=TODAY() + timedelta(days=400))
    found = numbers(place)
    bottom_up, trend, contract = api.explanation_of(found, N.FORECAST).dates
    assert bottom_up.on != "–"
    assert bottom_up.because[0] == "De kerntaak die het langst duurt, is KT2."
    # Month 13.4 of which eight are known.
    assert trend.on == date_format(date_after(TODAY(), 13.4 - 8), "F Y")
    assert trend.because[0].startswith("In negen van de tien proeven valt het van ")
    assert contract.because == [f"Dat is {found.margin.days} dagen na de verwachte overname."]
    assert api.explanation_of(found, N.MARGIN).dates == [bottom_up, trend, contract]
    assert not api.explanation_of(found, N.STRICT).dates


def test_dates_that_cannot_be_given_say_why(place):
    dates = api.explanation_of(numbers(place), N.FORECAST).dates
    assert [each.on for each in dates] == ["–", "–", "–"]
    assert dates[0].because[0].startswith("Voor minstens één kerntaak")
    assert dates[1].because[0].startswith("Er zijn minder dan zes maanden")
    assert dates[2].because == ["Het einde van het contract is niet ingevuld."]
    takeover(place.municipality, contract_ends_on=TODAY())
    dates = api.explanation_of(numbers(place), N.FORECAST).dates
    assert dates[2].because == ["Zonder verwachte overname is er niets om mee te vergelijken."]


def test_a_contract_that_ends_too_early_says_by_how_much(place):
    for task in ALWAYS:
        for _ in range(2):
            coach_at(Stage.INDEPENDENT, task, place.municipality)
    takeover(place.municipality, contract_ends_on=TODAY() - timedelta(days=1))
    assert api.explanation_of(numbers(place), N.MARGIN).dates[2].because == [
        "Dat is 1 dag voor de verwachte overname."
    ]


def test_the_hours_of_a_month_open_to_its_meetings_and_add_up(place):
    today = TODAY()
    month = today.replace(day=1)
    kinds = (M.INDEPENDENT, M.LEAD_SUPERVISED, M.CO_LED, M.EXTERNAL_ONLY, M.OBSERVE)
    for days, mode in enumerate(kinds):
        delivered(place.municipality, mode=mode, hours=Decimal(days + 1), held_on=month)
    delivered(place.municipality, hours=Decimal(9), held_on=month - timedelta(days=1))
    found = numbers(place)
    opened = api.explanation_of(found, N.HOURS)
    assert opened.since == month
    assert opened.value == "15,0"
    sums = [sum(Decimal(row[column].replace(",", ".")) for row in opened.rows) for column in (5, 6, 7)]
    assert [float(each) for each in sums] == list(found.months[-1].hours) == [1.0, 5.0, 9.0]


def test_own_coaches_open_to_the_teams_as_they_are_shown(place):
    opened = api.explanation_of(numbers(place), N.TEAM_COACHES)
    assert opened.value == "1"
    assert opened.rows == [("Wijkteam Oost", "7", "1")]
