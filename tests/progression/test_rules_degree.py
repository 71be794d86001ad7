from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.choices import CoreTask, DeliveryMode, Phase
from progression.rules.coverage import Gap, Held, coaches_per_task, gaps
from progression.rules.degree import CREDIT, Session, degree, in_window
from progression.rules.readiness import (
    Supply,
    bus_factor,
    need_for,
    quality_drops,
    quality_gap,
    readiness,
    top_share,
)

M = DeliveryMode
TODAY = date(2026, 11, 25)
# The worked example of domain text f.5: core task, weight, hours and modes, coaches at S4, needed.
EXAMPLE = (
    ("KT1", 10, ((2, M.INDEPENDENT), (2, M.LEAD_SUPERVISED)), 2, 2),
    ("KT2", 25, ((6, M.LEAD_SUPERVISED), (6, M.CO_LED), (6, M.EXTERNAL_ONLY)), 1, 3),
    ("KT3", 15, ((4, M.LEAD_BACKUP), (4, M.LEAD_SUPERVISED)), 2, 3),
    ("KT4", 20, ((10, M.INDEPENDENT), (8, M.LEAD_BACKUP), (6, M.EXTERNAL_ONLY)), 3, 4),
    ("KT5", 10, ((3, M.INDEPENDENT), (3, M.INDEPENDENT)), 2, 2),
    ("KT6", 10, ((2, M.EXTERNAL_ONLY),), 0, 2),
    ("KT7", 10, ((4, M.LEAD_BACKUP),), 1, 2),
)
SHARES = {"KT1": "3/4", "KT2": "1/4", "KT3": "3/4", "KT4": "3/4", "KT5": "1", "KT6": "0", "KT7": "1"}
SESSIONS = [
    Session(task, mode, Decimal(hours), TODAY)
    for task, _, meetings, _, _ in EXAMPLE
    for hours, mode in meetings
]
WEIGHTS = {task: Decimal(weight) for task, weight, *_ in EXAMPLE}
SUPPLIES = [Supply(task, Decimal(weight), have, need) for task, weight, _, have, need in EXAMPLE]

sessions = st.builds(
    Session,
    core_task=st.sampled_from(CoreTask.values),
    mode=st.sampled_from(DeliveryMode.values),
    hours=st.decimals("0.25", "24", places=2),
    on=st.dates(date(2026, 1, 1), TODAY),
    coach=st.one_of(st.none(), st.integers(1, 5)),
)


def percent(share):
    return None if share is None else round(float(share) * 100, 1)


def test_the_worked_example_gives_the_figures_of_the_domain_text():
    found = degree(SESSIONS, weights=WEIGHTS)
    assert (found.strict, found.weighted) == (Fraction(34, 66), Fraction("41.5") / 66)
    assert (percent(found.strict), percent(found.weighted), percent(found.balanced)) == (51.5, 62.9, 60.0)
    assert found.per_task == {task: Fraction(share) for task, share in SHARES.items()}
    assert percent(readiness(SUPPLIES)) == 58.3
    assert bus_factor(SUPPLIES, trains_own_coaches=False) == 0


def test_fewer_external_sessions_raise_the_degree_and_the_volume_gives_it_away():
    fewer = [each for each in SESSIONS if each.mode != M.EXTERNAL_ONLY]
    before, after = degree(SESSIONS, weights=WEIGHTS), degree(fewer, weights=WEIGHTS)
    assert after.strict > before.strict
    assert (before.hours, after.hours) == (66, 52)
    assert after.without_hours == ("KT6",)


@pytest.mark.parametrize(
    ("hours", "number", "says_enough"),
    [
        pytest.param("19.99", 6, False, id="just too few hours"),
        pytest.param("20", 5, False, id="too few meetings"),
        pytest.param("20", 6, True, id="enough of both"),
    ],
)
def test_a_small_volume_says_nothing(hours, number, says_enough):
    each = Decimal(hours) / number
    meetings = [Session("KT1", M.CO_LED, each, TODAY)] * (number - 1)
    meetings.append(Session("KT1", M.CO_LED, Decimal(hours) - each * (number - 1), TODAY))
    assert degree(meetings, weights={}).says_enough is says_enough


def test_without_any_meeting_there_is_no_share():
    found = degree([], weights=WEIGHTS)
    assert (found.strict, found.weighted, found.balanced) == (None, None, None)
    assert found.without_hours == tuple(sorted(WEIGHTS))


@pytest.mark.parametrize(
    ("days_ago", "window", "counts"),
    [
        pytest.param(0, 90, True, id="today"),
        pytest.param(89, 90, True, id="the last day of ninety"),
        pytest.param(90, 90, False, id="a day too early"),
        pytest.param(29, 5, True, id="a window is at least thirty days"),
        pytest.param(180, 400, False, id="and at most a hundred and eighty"),
        pytest.param(-1, 90, False, id="tomorrow"),
    ],
)
def test_only_meetings_in_the_window_count(days_ago, window, counts):
    meeting = Session("KT1", M.CO_LED, Decimal(2), TODAY - timedelta(days=days_ago))
    assert bool(in_window([meeting], as_of=TODAY, days=window)) is counts


@given(st.lists(sessions, min_size=1))
def test_the_strict_degree_never_exceeds_the_weighted_one_and_both_are_shares(meetings):
    found = degree(meetings, weights={task: Decimal(1) for task in CoreTask.values})
    assert 0 <= found.strict <= found.weighted <= 1
    assert 0 <= found.balanced <= 1
    assert set(found.per_task) | set(found.without_hours) == set(CoreTask.values)


@given(st.lists(sessions), st.randoms())
def test_the_order_in_which_meetings_are_told_does_not_matter(meetings, order):
    shuffled = list(meetings)
    order.shuffle(shuffled)
    assert degree(shuffled, weights={}) == degree(meetings, weights={})


@given(st.lists(sessions, min_size=1), st.integers(0))
def test_taking_over_a_meeting_never_lowers_the_degree(meetings, place):
    place %= len(meetings)
    old = meetings[place]
    better = max(CREDIT, key=lambda mode: CREDIT[mode])
    after = [*meetings[:place], Session(old.core_task, better, old.hours, old.on), *meetings[place + 1 :]]
    assert degree(after, weights={}).weighted >= degree(meetings, weights={}).weighted


@pytest.mark.parametrize(
    ("planned", "each", "need"),
    [("0", "40", 2), ("80", "40", 2), ("81", "40", 3), ("120", "40", 3), ("50", "0", 2)],
)
def test_a_core_task_needs_two_coaches_or_as_many_as_the_hours_ask(planned, each, need):
    assert need_for(planned_hours=Decimal(planned), hours_per_coach=Decimal(each)) == need


def test_more_coaches_than_needed_in_one_task_help_no_other():
    supplies = [Supply("KT1", Decimal(1), 9, 2), Supply("KT2", Decimal(1), 0, 2)]
    assert readiness(supplies) == Fraction(1, 2)


@pytest.mark.parametrize(("trains", "expected"), [(False, 2), (True, 0)])
def test_training_coaches_counts_only_where_it_is_wanted(trains, expected):
    supplies = [Supply("KT7", Decimal(1), 2, 2), Supply("KT8", Decimal(1), 0, 2)]
    assert bus_factor(supplies, trains_own_coaches=trains) == expected


def test_the_share_of_whoever_leads_most_leaves_out_meetings_without_a_coach():
    led = [Session("KT1", M.INDEPENDENT, Decimal(1), TODAY, coach) for coach in (1, 1, 2, None)]
    assert top_share(led) == Fraction(2, 3)
    assert top_share([]) is None


@pytest.mark.parametrize(
    ("internal", "external", "gap", "drops"),
    [
        pytest.param(["3.0"], ["3.3"], "-0.3", False, id="just within"),
        pytest.param(["3.0"], ["3.31"], "-0.31", True, id="too much"),
        pytest.param(["3.4", "3.0"], ["3.0"], "0.2", False, id="better"),
    ],
)
def test_quality_may_not_drop_more_than_three_tenths(internal, external, gap, drops):
    found = quality_gap(internal=[*map(Decimal, internal)], external=[*map(Decimal, external)])
    assert found == Decimal(gap)
    assert quality_drops(found) is drops


def test_without_external_observations_there_is_no_gap_to_speak_of():
    assert quality_gap(internal=[Decimal(3)], external=[]) is None
    assert not quality_drops(None)


HELD = [Held(1, "KT1", 4), Held(2, "KT1", 5), Held(3, "KT1", 3), Held(4, "KT1", 4, False), Held(1, "KT2", 4)]


def test_only_active_coaches_at_s4_cover_a_core_task():
    assert coaches_per_task(HELD, tasks=("KT1", "KT2", "KT3")) == {"KT1": 2, "KT2": 1, "KT3": 0}


def test_a_core_task_with_one_coach_is_a_risk_and_with_none_is_lost():
    found = gaps(coaches_per_task(HELD, tasks=("KT1", "KT2", "KT3")), phase=Phase.EXPANDING)
    assert found == (Gap("KT2", 1), Gap("KT3", 0))
    assert [gap.is_lost for gap in found] == [False, True]


def test_before_f3_nobody_is_warned_about_coverage():
    assert gaps({"KT1": 0}, phase=Phase.FIRST_STEP) == ()
