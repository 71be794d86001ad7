"""What is left to do before S4, what to do first, how far a team is, and where charts draw."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.choices import DeliveryMode, Stage, TeamLevel
from progression.rules.attention import Situation, Stalled, three_actions
from progression.rules.charts import HEIGHT, TOP, columns, lines
from progression.rules.coverage import Gap, Held
from progression.rules.degree import Session
from progression.rules.evidence import DEFAULTS
from progression.rules.forecast import covered_in
from progression.rules.pace import (
    OnTheRoad,
    candidate,
    sessions_a_month,
    sessions_asked,
    sessions_to_go,
    usual_hours,
)
from progression.rules.teams import level_of

M = DeliveryMode
TODAY = date(2026, 11, 25)
ASKED = sessions_asked(DEFAULTS)


def road(stage, since=TODAY - timedelta(days=60)):
    return OnTheRoad(Held(1, "KT2", stage), since)


def session(mode, *, days_ago=1, coach=1, core_task="KT2", hours=2):
    return Session(core_task, mode, Decimal(hours), TODAY - timedelta(days=days_ago), coach)


def test_the_defaults_ask_two_watched_three_together_and_four_led():
    assert ASKED == {Stage.TOGETHER: 2, Stage.SUPERVISED: 3, Stage.INDEPENDENT: 4}


@pytest.mark.parametrize(
    ("stage", "done", "to_go"),
    [
        pytest.param(Stage.CANDIDATE, (), 9, id="everything is ahead"),
        pytest.param(Stage.OBSERVING, (), 9, id="watching still has to be done"),
        pytest.param(Stage.TOGETHER, (), 7, id="watching was done"),
        pytest.param(Stage.TOGETHER, (M.CO_LED, M.CO_LED), 5, id="what was led together counts"),
        pytest.param(Stage.TOGETHER, (M.CO_LED,) * 9, 4, id="more than asked takes nothing off what follows"),
        pytest.param(Stage.TOGETHER, (M.INDEPENDENT,), 7, id="another way of leading does not count"),
        pytest.param(Stage.SUPERVISED, (M.LEAD_SUPERVISED,), 3, id="led once"),
        pytest.param(Stage.INDEPENDENT, (), 0, id="there already"),
        pytest.param(Stage.EDUCATOR, (), 0, id="beyond it"),
    ],
)
def test_what_is_left_to_do(stage, done, to_go):
    sessions = [session(mode) for mode in done]
    assert sessions_to_go(road(stage), asked=ASKED, sessions=sessions) == to_go


@pytest.mark.parametrize(
    "other", [{"coach": 2}, {"core_task": "KT3"}, {"days_ago": 61}], ids=["of another", "task", "earlier"]
)
def test_only_ones_own_sessions_since_the_stage_was_entered_count(other):
    assert sessions_to_go(road(Stage.TOGETHER), asked=ASKED, sessions=[session(M.CO_LED, **other)]) == 7


def test_the_example_of_the_domain_text_is_covered_in_six_months():
    def one(to_go, per_month="1"):
        return candidate(road(Stage.SUPERVISED), to_go=to_go, per_month=Fraction(per_month))

    there = candidate(road(Stage.INDEPENDENT), to_go=0, per_month=Fraction(1))
    assert covered_in([there, one(3), one(6), one(9, "3/4")], need=3) == 6


def test_nobody_goes_faster_than_a_month_per_stage():
    quick = candidate(road(Stage.CANDIDATE), to_go=9, per_month=Fraction(100))
    assert covered_in([quick], need=1) == 4


def test_the_plan_gives_the_pace():
    assert sessions_a_month(planned_hours=Decimal(48), hours_a_session=Decimal(2)) == 2
    assert usual_hours([session(M.CO_LED, hours=2), session(M.CO_LED, hours=4)]) == 3
    assert usual_hours([]) == 2


# --- What to do first ------------------------------------------------------------------------------


def keys(**situation):
    return [action.key for action in three_actions(Situation(**situation))]


@pytest.mark.parametrize(
    ("situation", "expected"),
    [
        pytest.param({}, [], id="nothing asks attention"),
        pytest.param(
            {"gaps": (Gap("KT1", 1), Gap("KT6", 0)), "margin": -10},
            ["coverage_lost", "contract_too_short", "coverage_risk"],
            id="lost before late before at risk",
        ),
        pytest.param(
            {"gaps": (Gap("KT1", 1), Gap("KT6", 0)), "margin": -10, "unsigned": (TODAY,)},
            ["coverage_lost", "contract_too_short", "unsigned"],
            id="another kind before a second one of a kind",
        ),
        pytest.param(
            {"margin": -10, "hours_short": Decimal(4), "has_plan": False},
            ["contract_too_short", "contract_hours_short", "make_a_plan"],
            id="a second one of a kind where there is room",
        ),
        pytest.param({"margin": 0}, [], id="a contract that just fits"),
        pytest.param({"hours_short": Decimal("0.0")}, [], id="hours that just fit"),
        pytest.param({"hours_short": Decimal("12.4")}, ["contract_hours_short"], id="too few hours"),
        pytest.param({"top_share": Fraction(40, 100)}, [], id="forty percent is not too much"),
        pytest.param({"top_share": Fraction(41, 100)}, ["too_much_with_one"], id="above it is"),
        pytest.param({"gap_in_quality": Decimal("-0.3")}, [], id="a little lower is no drop"),
        pytest.param({"gap_in_quality": Decimal("-0.31")}, ["quality_drops"], id="more is"),
        pytest.param(
            {"has_plan": False, "has_contract": False, "says_enough": False},
            ["make_a_plan", "fill_in_the_contract", "confirm_meetings"],
            id="what is not written down yet",
        ),
    ],
)
def test_what_to_do_first(situation, expected):
    assert keys(**situation) == expected


@given(st.lists(st.integers(0, 1), max_size=8), st.integers(-400, 400))
def test_there_are_never_more_than_three(coaches, margin):
    gaps = tuple(Gap(f"KT{number}", have) for number, have in enumerate(coaches, 1))
    assert len(three_actions(Situation(gaps=gaps, margin=margin, has_plan=False))) <= 3


def test_core_tasks_of_a_kind_are_one_action_that_names_them():
    gaps = (Gap("KT1", 0), Gap("KT4", 1), Gap("KT6", 0), Gap("KT7", 0))
    lost, risk = three_actions(Situation(gaps=gaps))
    assert (lost.core_tasks, risk.core_tasks) == (("KT1", "KT6", "KT7"), ("KT4",))


def test_trajectories_that_stand_still_are_one_action_with_the_oldest_day():
    stalled = [Stalled("KT2", 2, "Els", TODAY - timedelta(days=days)) for days in (20, 90)]
    action = three_actions(Situation(stalled=stalled))[0]
    assert (action.number, action.on) == (2, TODAY - timedelta(days=90))


# --- Teams and charts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("modes", "level"),
    [
        pytest.param([], TeamLevel.NOT_BEGUN, id="nothing was held"),
        pytest.param([M.OBSERVE], TeamLevel.TRAINER, id="a coach looked along"),
        pytest.param([M.INDEPENDENT, M.CO_LED, M.INDEPENDENT], TeamLevel.TOGETHER, id="the lowest counts"),
        pytest.param([M.EXTERNAL_ONLY, *[M.LEAD_BACKUP] * 3], TeamLevel.INDEPENDENT, id="of the last three"),
    ],
)
def test_how_far_a_team_is(modes, level):
    sessions = [session(mode, days_ago=90 - number) for number, mode in enumerate(modes)]
    assert level_of(sessions) == level


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=24))
def test_lines_stay_inside_the_picture_and_skip_what_is_unknown(shares):
    drawn = lines([shares], labels=[""] * len(shares), goal=0.9)
    assert len(drawn.lines[0]) == sum(share is not None for share in shares)
    assert all(TOP <= point.y <= HEIGHT for point in drawn.lines[0])


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_columns_stand_on_top_of_each_other_and_never_above_the_picture(hours):
    drawn = columns([hours, hours], labels=[""] * len(hours))
    assert all(block.y >= TOP - 0.1 for block in drawn.blocks)
    assert len(drawn.totals) == sum(1 for each in hours if each)
