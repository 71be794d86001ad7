from __future__ import annotations

from decimal import Decimal

import pytest

from assessments.choices import Decision
from assessments.rules.proeve import decide, interview_problems
from tests.factories.rubrics import proeve_rubric, ratings

RUBRIC = proeve_rubric()
BOTH = {1: True, 2: True}
#        K1…K9              P1…P3; the weights are 2 1 2 2 2 2 2 2 1 2 2 2
GOOD = "3 3 3 3 3 3 3 3 3 3 3 3"


def decision(*rows: str, verdicts=None, **options):
    return decide(RUBRIC, "internal_coach", ratings(*rows), verdicts=verdicts or BOTH, **options)


@pytest.mark.parametrize(
    ("rows", "decided", "mean", "shortages"),
    [
        pytest.param([GOOD, GOOD], "proficient", "3.00", [], id="all threes"),
        pytest.param(
            ["4 3 2 3 3 3 3 3 3 3 3 3"] * 2, "proficient", "3.00", [], id="a two made up for by a four"
        ),
        pytest.param(
            ["3 3 2 3 3 3 3 3 3 3 3 3"] * 2, "not_yet", "2.91", [("mean", "")], id="just below three"
        ),
        pytest.param(
            ["4 4 1 4 4 4 4 4 4 4 4 4"] * 2,
            "not_yet",
            "3.73",
            [("criterion", "K3")],
            id="no criterion below two",
        ),
        pytest.param(
            ["4 4 4 4 4 4 2 4 4 4 4 4"] * 2,
            "not_yet",
            "3.82",
            [("heavy_criterion", "K7")],
            id="a two is too low for no solution",
        ),
        pytest.param(
            ["4 4 4 4 4 4 2 4 4 4 4 4", "4 4 4 4 4 4 3 4 4 4 4 4"],
            "proficient",
            "3.86",
            [],
            id="two and a half is enough for no solution",
        ),
        pytest.param(
            ["4 4 4 4 4 4 4 4 1 4 4 4", "4 4 4 4 4 4 4 4 4 4 4 4"],
            "not_yet",
            "3.93",
            [("knock_out", "K9")],
            id="a knock-out decides, also when one assessor saw it",
        ),
        pytest.param(
            ["4 – 4 4 4 4 4 4 nvt 4 4 4"] * 2,
            "not_yet",
            "4.00",
            [("not_seen", "K2")],
            id="the frame has to be seen",
        ),
        pytest.param(["4 4 – 4 4 4 4 4 nvt 4 4 4"] * 2, "proficient", "4.00", [], id="others need not be"),
    ],
)
def test_a_proeve_is_decided(rows, decided, mean, shortages):
    found = decision(*rows)
    assert (found.decision, found.mean, list(found.shortages)) == (decided, Decimal(mean), shortages)


@pytest.mark.parametrize(
    ("verdicts", "decided"),
    [
        ({1: True, 2: True}, "proficient"),
        ({1: False, 2: False}, "not_yet"),
        ({1: True, 2: False}, "third_assessor"),
        ({1: True, 2: False, 3: True}, "proficient"),
        ({1: True, 2: False, 3: False}, "not_yet"),
        ({1: True}, "not_yet"),
    ],
)
def test_assessors_agree_or_a_third_decides(verdicts, decided):
    assert decision(GOOD, GOOD, verdicts=verdicts).decision == decided


def test_a_third_assessor_never_passes_what_falls_short():
    low = "2 2 2 2 2 2 2 2 2 2 2 2"
    assert decision(low, low, verdicts={1: True, 2: False}).decision == Decision.NOT_YET


def test_a_proeve_that_was_stopped_has_no_mean():
    found = decision(GOOD, GOOD, stopped=True)
    assert (found.decision, found.mean, found.shortages) == (Decision.STOPPED, None, ())


def test_a_knock_out_that_was_ticked_decides_too():
    assert decision(GOOD, GOOD, knocked_out=True).decision == Decision.NOT_YET


# --- The interview ---------------------------------------------------------------------------------------------

UNSEEN = "3 – – 3 3 3 3 3 – 3 3 3"


@pytest.mark.parametrize(
    ("raised", "problems"),
    [
        ({"K2": 3, "K3": 3}, []),
        ({"K2": 3, "K3": 3, "K1": 4}, [("too_many", ""), ("was_seen", "K1")]),
        ({"K9": 3}, [("never", "K9")]),
        ({"K1": 4}, [("was_seen", "K1")]),
        ({"K2": 5}, [("level", "K2")]),
    ],
)
def test_an_interview_raises_at_most_two_and_only_what_was_not_seen(raised, problems):
    assert interview_problems(ratings(UNSEEN, UNSEEN), raised) == problems


def test_an_interview_never_raises_what_somebody_rated_below_two():
    rows = ratings("3 – 1 3 3 3 3 3 3 3 3 3", "3 – – 3 3 3 3 3 3 3 3 3")
    assert interview_problems(rows, {"K3": 3}) == [("too_low", "K3")]


def test_what_an_interview_raised_counts_and_what_it_may_not_raise_does_not():
    assert decision(UNSEEN, UNSEEN).shortages == (("not_seen", "K2"),)
    assert decision(UNSEEN, UNSEEN, raised={"K2": 3}).decision == Decision.PROFICIENT
    assert decision(UNSEEN, UNSEEN, raised={"K2": 3, "K9": 3}).decision == Decision.PROFICIENT
    too_many = {"K2": 3, "K3": 3, "K1": 3}
    assert decision(UNSEEN, UNSEEN, raised=too_many).decision == Decision.NOT_YET
