from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from assessments.choices import Outcome
from assessments.rules.calendar import months_after
from assessments.rules.observing import (
    FormProblem,
    Given,
    Rating,
    Reason,
    counts_as_evidence,
    form_problems,
    needs_discussion,
    result,
    to_discuss,
)
from assessments.rules.rubrics import LOWEST
from tests.factories.rubrics import K, given, kijkkader, ratings

RUBRIC = kijkkader()


def outcome_of(role: str, *rows: str, counting: set[int] | None = None, **options: object):
    return result(RUBRIC, role, ratings(*rows), counting=counting or set(range(1, len(rows) + 1)), **options)


# --- The worked examples: K1 to K9 of one or two raters, the role, what comes out -----------------------


@pytest.mark.parametrize(
    ("role", "rows", "mean", "outcome", "reasons"),
    [
        pytest.param(
            "process_guide", ["3 3 3 3 3 3 3 3 3"], "3.00", "good", [("mean_good", "")], id="all threes"
        ),
        pytest.param(
            # (1*2 + 1*2 + 2*3 + 2*3 + 1*2 + 3*3 + 2*2 + 3*3 + 1*3) / 16 = 43 / 16
            "process_guide",
            ["2 2 3 3 2 3 2 3 3"],
            "2.69",
            "sufficient",
            [("mean_sufficient", "")],
            id="weights of the process guide",
        ),
        pytest.param(
            # The same form for the municipality: 3 for the frame. 34 / 14
            "municipality",
            ["2 2 3 3 2 3 2 3 3"],
            "2.43",
            "insufficient",
            [("mean_too_low", "")],
            id="the same form weighs less for the municipality",
        ),
        pytest.param(
            # Means 2.5 3 3.5 3 2 3.5 2.5 3 4; times 2 2 2 1 3 1 2 1 1 = 43.5; / 15
            "case_steward",
            ["2 3 4 3 2 3 3 3 4", "3 3 3 3 2 4 2 3 4"],
            "2.83",
            "sufficient",
            [("mean_sufficient", "")],
            id="mean of two raters",
        ),
        pytest.param(
            # K4 and K9 drop out: (3*14) / 14
            "internal_coach",
            ["3 3 3 – 3 3 3 3 nvt"],
            "3.00",
            "good",
            [("mean_good", "")],
            id="what was not seen does not weigh",
        ),
        pytest.param(
            "internal_coach",
            ["4 4 4 4 4 4 4 4 1"],
            "3.81",
            "insufficient",
            [("knock_out", "")],
            id="the lowest level of K9 overrides the rest",
        ),
        pytest.param(
            "internal_coach",
            ["4 4 1 4 4 4 4 4 4"],
            "3.63",
            "insufficient",
            [("criterion_too_low", "K3")],
            id="one criterion below two",
        ),
        pytest.param(
            "internal_coach",
            ["2 2 1 2 2 2 2 1 2"],
            "1.75",
            "insufficient",
            [("mean_too_low", ""), ("criterion_too_low", "K3"), ("criterion_too_low", "K8")],
            id="every reason is named",
        ),
        pytest.param(
            "internal_coach",
            ["2 3 2 3 3 2 3 2 3", "3 2 3 2 2 3 2 3 2"],
            "2.50",
            "sufficient",
            [("mean_sufficient", "")],
            id="exactly two and a half is enough",
        ),
        pytest.param(
            "internal_coach",
            ["3 – 3 – 3 – 3 3 3"],
            "3.00",
            "too_few",
            [("too_few_seen", "")],
            id="too little was seen",
        ),
        pytest.param(
            "internal_coach",
            ["3 – 3 – 3 3 3 3 3", "3 3 3 – 3 – 3 3 3"],
            "3.00",
            "good",
            [("mean_good", "")],
            id="what one did not see the other did",
        ),
    ],
)
def test_a_form_comes_to_a_result(role, rows, mean, outcome, reasons):
    found = outcome_of(role, *rows)
    assert (found.mean, found.outcome, list(found.reasons)) == (Decimal(mean), outcome, reasons)


def test_the_shares_of_a_result_make_a_whole():
    lines = outcome_of("process_guide", "2 2 3 – 2 3 2 3 3").lines
    assert [(line.code, line.weight) for line in lines][:4] == [("K1", 1), ("K2", 1), ("K3", 2), ("K4", 2)]
    assert lines[3].mean is None
    assert lines[3].share == 0
    assert lines[5].share == Decimal("21.43")
    assert abs(sum(line.share for line in lines) - 100) < Decimal("0.05")


def test_who_is_not_calibrated_gives_feedback_only():
    rows = ("3 3 3 3 3 3 3 3 3", "1 1 1 1 1 1 1 1 1")
    assert outcome_of("internal_coach", *rows, counting={1}).outcome == Outcome.GOOD
    nobody = result(RUBRIC, "internal_coach", ratings(*rows), counting=())
    assert (nobody.outcome, nobody.mean) == (Outcome.TOO_FEW, None)
    assert nobody.reasons == ((Reason.NO_RATER_COUNTS, ""),)


def test_a_knock_out_that_was_ticked_counts_when_its_rater_counts():
    row = "4 4 4 4 4 4 4 4 4"
    ticked = {"knocked_out_by": {2}}
    assert outcome_of("internal_coach", row, row, **ticked).outcome == Outcome.INSUFFICIENT
    assert outcome_of("internal_coach", row, row, counting={1}, **ticked).outcome == Outcome.GOOD


# --- A form ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        pytest.param("3 3 3 3 3 3 3 3 3", [], id="complete"),
        pytest.param("3 – 3 – 3 3 3 3 nvt", [], id="two not seen, and K9 did not occur"),
        pytest.param("3 – 3 – 3 – 3 3 3", [("too_many_not_seen", "")], id="three not seen"),
        pytest.param("3 nvt 3 3 3 3 3 3 3", [("always_applies", "K2")], id="the frame always applies"),
        pytest.param("3 3 3 3 3 3 3 3", [("missing", "K9")], id="one was forgotten"),
        pytest.param("3 3 3 3 3 3 3 3 5", [("level", "K9")], id="five is no level"),
        pytest.param("0 3 3 3 3 3 3 3 3", [("level", "K1")], id="nought is no level"),
        pytest.param("3 3 3 3 3 3 3 3 1", [("knock_out_unexplained", "")], id="a knock-out without a reason"),
    ],
)
def test_a_form_says_what_is_not_right_yet(row, problems):
    assert form_problems(RUBRIC, given(row)) == problems


def test_a_form_refuses_what_the_rubric_does_not_have_and_two_answers_at_once():
    form = given("3 3 3 3 3 3 3 3 3") | {"K1": Given(3, "not_seen"), "K12": Given(3), "K2": Given(None, "x")}
    assert set(form_problems(RUBRIC, form)) == {
        (FormProblem.LEVEL_AND_ABSENCE, "K1"),
        (FormProblem.UNKNOWN, "K12"),
        (FormProblem.LEVEL, "K2"),
    }


def test_a_knock_out_with_its_reason_is_a_good_form():
    form = given("3 3 3 3 3 3 3 3 1")
    assert form_problems(RUBRIC, form, motivation="Het signaal bleef liggen.") == []
    assert form_problems(RUBRIC, given("3 3 3 3 3 3 3 3 3"), knock_out=True, motivation=" ") != []


# --- Two raters ---------------------------------------------------------------------------------------------


def test_raters_who_differ_by_two_levels_discuss():
    first = ratings("1 3 3 3 3 3 – 3 3", "3 2 3 4 3 3 1 3 3")
    assert needs_discussion(first) == ("K1",)


def test_a_second_round_counts_and_the_first_is_kept():
    first = ratings("1 3 3 3 3 3 3 3 3", "3 3 3 3 3 3 3 3 3")
    again = [*first, Rating(1, "K1", 2, round=2)]
    assert needs_discussion(again) == ()
    line = result(RUBRIC, "internal_coach", again, counting={1, 2}).lines[0]
    assert line.mean == Decimal("2.50")


def test_a_discussion_is_over_when_both_rated_again_also_where_the_first_came_close():
    first = ratings("1 3 3 3 3 3 3 3 3", "3 3 3 3 3 3 1 3 –")
    assert to_discuss(first) == {"K1": {1, 2}, "K7": {1, 2}}
    one_moved = [*first, Rating(1, "K1", 2, round=2), Rating(1, "K7", 3, round=2)]
    assert needs_discussion(one_moved) == ("K7",)
    assert to_discuss(one_moved) == {"K1": {2}, "K7": {2}}
    both_stay = [*one_moved, Rating(2, "K1", 3, round=2), Rating(2, "K7", 1, round=2)]
    assert to_discuss(both_stay) == {}
    assert needs_discussion(both_stay) == ("K7",)


def test_a_third_who_rates_later_does_not_send_those_back_who_rated_again():
    first = ratings("1 3 3 3 3 3 3 3 3", "3 3 3 3 3 3 3 3 3")
    agreed = [*first, Rating(1, "K1", 3, round=2), Rating(2, "K1", 3, round=2)]
    assert to_discuss([*agreed, Rating(3, "K1", 1)]) == {"K1": {3}}


# --- Whatever is given -----------------------------------------------------------------------------------------

WORDS = st.sampled_from(["1", "2", "3", "4", "–"])
ROWS = st.lists(WORDS, min_size=9, max_size=9).map(" ".join)


@examples(
    rows=st.lists(ROWS, min_size=1, max_size=3), role=st.sampled_from(sorted(RUBRIC.weights)), data=st.data()
)
def test_the_order_of_raters_makes_no_difference(rows, role, data):
    everything = ratings(*rows)
    shuffled = data.draw(st.permutations(everything))
    who = set(range(1, len(rows) + 1))
    assert result(RUBRIC, role, everything, counting=who) == result(RUBRIC, role, shuffled, counting=who)
    assert needs_discussion(everything) == needs_discussion(shuffled)


@examples(rows=st.lists(ROWS, min_size=1, max_size=3), role=st.sampled_from(sorted(RUBRIC.weights)))
def test_a_result_lies_between_the_lowest_and_the_highest_level_given(rows, role):
    everything = ratings(*rows)
    found = result(RUBRIC, role, everything, counting=set(range(1, len(rows) + 1)))
    levels = [rating.level for rating in everything if rating.level]
    if levels:
        assert min(levels) <= found.mean <= max(levels)
    else:
        assert found.mean is None


@examples(row=st.lists(st.integers(2, 3), min_size=9, max_size=9), place=st.integers(0, 8))
def test_a_higher_level_never_lowers_a_result(row, place):
    higher = [level + (number == place) for number, level in enumerate(row)]
    low, high = (outcome_of("internal_coach", " ".join(map(str, levels))).mean for levels in (row, higher))
    assert low <= high


@examples(row=st.lists(st.integers(LOWEST, 4), min_size=9, max_size=9))
def test_a_complete_form_has_no_problems_but_an_unexplained_knock_out(row):
    found = form_problems(RUBRIC, dict(zip(K, map(Given, row), strict=True)))
    assert bool(found) is (row[-1] == LOWEST)


# --- Evidence --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed_by", "occurred_on", "counts"),
    [
        (2, date(2026, 3, 2), True),
        (1, date(2026, 3, 2), False),
        (3, date(2026, 3, 2), True),
        (2, date(2025, 11, 30), True),
        (2, date(2025, 11, 29), False),
        (2, date(2026, 12, 1), False),
    ],
)
def test_a_session_is_evidence_when_it_is_signed_and_not_a_year_old(signed_by, occurred_on, counts):
    as_of = date(2026, 11, 30)
    assert counts_as_evidence(signed_by=signed_by, required=2, occurred_on=occurred_on, as_of=as_of) is counts


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 15), -12, date(2025, 3, 15)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_are_counted_on_the_calendar(day, months, found):
    assert months_after(day, months) == found
