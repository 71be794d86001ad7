from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import CountsFor, Feedback, Grading
from assessments.rules import feedback, recall, timing
from assessments.rules.attempts import Beginning, Refusal, Try, beginning, that_counts
from assessments.rules.drawing import Draw, Stratum
from assessments.rules.feedback import Moment
from assessments.rules.passing import Norm
from assessments.rules.terms import Terms, terms_as_json, terms_from_json

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


# --- Time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "extra", "until"),
    [
        pytest.param(None, 50, None, id="no limit"),
        pytest.param(60, 0, NINE + timedelta(minutes=60), id="an hour"),
        pytest.param(60, 25, NINE + timedelta(minutes=75), id="a quarter more"),
        pytest.param(30, 900, NINE + timedelta(minutes=300), id="ten times as long"),
        pytest.param(1, 1, NINE + timedelta(seconds=61), id="rounded up to the second"),
    ],
)
def test_the_time_is_up_when_the_limit_and_the_extra_time_are_over(minutes, extra, until):
    assert timing.deadline(NINE, minutes=minutes, extra_percent=extra) == until


@pytest.mark.parametrize(
    ("seconds", "is_late"),
    [
        pytest.param(-1, False, id="in time"),
        pytest.param(10, False, id="sent in time, still on its way"),
        pytest.param(11, True, id="too late"),
    ],
)
def test_an_answer_on_its_way_is_not_late(seconds, is_late):
    assert timing.is_late(NINE, now=NINE + timedelta(seconds=seconds)) is is_late


def test_without_a_limit_nothing_is_late():
    assert not timing.is_late(None, now=NINE)
    assert timing.minutes_left(None, now=NINE) is None


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2), (-5, 0)])
def test_minutes_to_go_count_the_one_that_has_begun(seconds, minutes):
    assert timing.minutes_left(NINE + timedelta(seconds=seconds), now=NINE) == minutes


# --- Beginning again --------------------------------------------------------------------------------


def tries(*percents: int, passed: int = 0) -> list[Try]:
    """Attempts with these scores, a day apart; those from `passed` on are a pass."""
    return [
        Try(
            n, NINE + timedelta(days=n), Decimal(percent), is_passed=None if not passed else percent >= passed
        )
        for n, percent in enumerate(percents, start=1)
    ]


@pytest.mark.parametrize(
    ("earlier", "allowed", "wait", "expected"),
    [
        pytest.param([], None, 7, Beginning(), id="the first time"),
        pytest.param(tries(50, 60), None, 0, Beginning(), id="as often as you like"),
        pytest.param(tries(50), 2, 0, Beginning(left=1), id="one left"),
        pytest.param(tries(50, 60), 2, 0, Beginning(Refusal.NONE_LEFT, 0), id="none left"),
        pytest.param(
            tries(50), 2, 7, Beginning(Refusal.TOO_SOON, 1, NINE + timedelta(days=8)), id="wait a week"
        ),
        pytest.param(tries(50), None, 1, Beginning(from_when=NINE + timedelta(days=2)), id="waited enough"),
    ],
)
def test_a_new_attempt_waits_for_its_turn(earlier, allowed, wait, expected):
    now = NINE + timedelta(days=2)
    assert beginning(earlier, allowed=allowed, wait_days=wait, now=now) == expected


@pytest.mark.parametrize(
    ("earlier", "grading", "number"),
    [
        pytest.param([], Grading.HIGHEST, None, id="none"),
        pytest.param(tries(60, 80, 70), Grading.HIGHEST, 2, id="the highest"),
        pytest.param(tries(80, 80), Grading.HIGHEST, 1, id="the first of equals"),
        pytest.param(tries(60, 80, 70), Grading.LAST, 3, id="the last"),
    ],
)
def test_one_attempt_counts(earlier, grading, number):
    found = that_counts(earlier, grading=grading)
    assert (found and found.number) == number


def test_a_pass_is_never_taken_back_by_a_higher_attempt_that_missed_a_norm():
    passed = Try(1, NINE, Decimal(78), is_passed=True)
    missed = Try(2, NINE, Decimal(90), is_passed=False)
    assert that_counts([passed, missed], grading=Grading.HIGHEST) == passed


# --- What is shown ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "moment", "expected"),
    [
        (Feedback.AT_ONCE, Moment.OPEN, feedback.NOTHING),
        (Feedback.AT_ONCE, Moment.CHECKED, feedback.ALL),
        (Feedback.AT_ONCE, Moment.HANDED_IN, feedback.ALL),
        (Feedback.AFTER_HANDING_IN, Moment.OPEN, feedback.NOTHING),
        (Feedback.AFTER_HANDING_IN, Moment.CHECKED, feedback.NOTHING),
        (Feedback.AFTER_HANDING_IN, Moment.HANDED_IN, feedback.ALL),
        (Feedback.PRINCIPLE, Moment.OPEN, feedback.NOTHING),
        (Feedback.PRINCIPLE, Moment.CHECKED, feedback.NOTHING),
        (Feedback.PRINCIPLE, Moment.HANDED_IN, feedback.PRINCIPLE),
        ("something new", Moment.HANDED_IN, feedback.NOTHING),
    ],
)
def test_a_table_says_what_is_shown(when, moment, expected):
    assert feedback.shown(when, moment) == expected


def test_only_what_gives_feedback_at_once_can_be_checked():
    assert [each for each in Feedback if feedback.can_be_checked(each)] == [Feedback.AT_ONCE]


def test_where_only_the_principle_is_shown_the_key_never_is():
    assert not any(
        feedback.shown(Feedback.PRINCIPLE, m).key or feedback.shown(Feedback.PRINCIPLE, m).verdict
        for m in Moment
    )


# --- The recall ladder ----------------------------------------------------------------------------------


def test_what_is_known_comes_back_after_3_10_30_and_90_days_and_is_learnt():
    rung, today, waits = recall.first_rung(today=MONDAY), MONDAY, []
    while rung.due_on is not None:
        waits.append((rung.due_on - today).days)
        today = rung.due_on
        rung = recall.next_rung(rung.step, is_right=True, today=today)
    assert waits == [3, 10, 30, 90]
    assert rung.is_learnt


@pytest.mark.parametrize("step", range(4))
def test_what_is_not_known_begins_again(step):
    again = recall.next_rung(step, is_right=False, today=MONDAY)
    assert again == recall.Rung(0, MONDAY + timedelta(days=3))


@given(known=st.lists(st.booleans(), max_size=30))
def test_the_ladder_never_leaves_its_steps(known):
    rung, today = recall.first_rung(today=MONDAY), MONDAY
    for is_right in known:
        if rung.due_on is None:
            break
        today = rung.due_on
        rung = recall.next_rung(rung.step, is_right=is_right, today=today)
        assert rung.is_learnt or rung.due_on - today in {timedelta(days=days) for days in recall.STEPS}
    in_a_row = "".join("1" if each else "0" for each in known)
    assert rung.is_learnt == ("1111" in in_a_row)


# --- The terms of an attempt, kept ------------------------------------------------------------------------


@given(
    terms=st.builds(
        Terms,
        draw=st.builds(
            Draw,
            fixed=st.lists(st.text(max_size=5), max_size=3).map(tuple),
            strata=st.lists(
                st.builds(Stratum, st.integers(1, 9), st.lists(st.just("M1"), max_size=2).map(tuple)),
                max_size=3,
            ).map(tuple),
        ),
        norm=st.builds(
            Norm,
            overall=st.none() | st.integers(0, 100),
            all_right_in=st.lists(st.just("M10"), max_size=2).map(tuple),
            red_flags=st.none() | st.integers(0, 3),
        ),
        feedback=st.sampled_from(Feedback.values),
        counts_for=st.sampled_from(CountsFor.values),
        attempts=st.none() | st.integers(1, 5),
        minutes=st.none() | st.integers(1, 90),
    )
)
def test_terms_that_were_kept_are_the_same(terms):
    assert terms_from_json(terms_as_json(terms)) == terms


def test_terms_of_before_a_change_have_the_default_of_what_is_new():
    assert terms_from_json({"feedback": "principle"}) == Terms(feedback=Feedback.PRINCIPLE)


@pytest.mark.parametrize(
    ("terms", "must_be_passed"),
    [
        (Terms(), False),
        (Terms(norm=Norm(overall=75)), True),
        (Terms(norm=Norm(red_flags=0)), True),
        (Terms(norm=Norm(red_flags_send_to=("M10",))), False),
    ],
)
def test_a_norm_that_asks_something_makes_passing_necessary(terms, must_be_passed):
    assert terms.must_be_passed is must_be_passed
