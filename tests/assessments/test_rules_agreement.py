from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from assessments.rules.agreement import linear, quadratic, share_within, weighted_kappa
from assessments.rules.calibration import calibrate, compare, is_calibrated, valid_until
from tests.factories.rubrics import given

# Two raters of ten, worked out by hand.
# Differences: 0 0 1 0 0 0 1 1 0 2. First rater: 1×2 2×3 3×3 4×2; second: 1×2 2×3 3×2 4×3.
TEN = [(1, 1), (1, 1), (2, 3), (2, 2), (2, 2), (3, 3), (3, 4), (3, 4), (4, 4), (4, 2)]


@pytest.mark.parametrize(
    ("pairs", "weighting", "kappa"),
    [
        pytest.param([(1, 1), (2, 2), (3, 3)], quadratic, "1.00", id="the same"),
        pytest.param([(1, 2), (2, 1)], quadratic, "-1.00", id="the opposite"),
        pytest.param([(1, 1), (1, 2), (2, 1), (2, 2)], quadratic, "0.00", id="as chance gives"),
        # Observed: (1 + 1 + 1 + 4) / 10. Expected: (2×38 + 3×16 + 3×14 + 2×32) / 100 = 2.3.
        pytest.param(TEN, quadratic, "0.70", id="ten pairs, quadratic"),
        # Observed: (1 + 1 + 1 + 2) / 10. Expected: (2×16 + 3×10 + 3×10 + 2×14) / 100 = 1.2.
        pytest.param(TEN, linear, "0.58", id="ten pairs, linear"),
    ],
)
def test_kappa_of_known_pairs(pairs, weighting, kappa):
    assert weighted_kappa(pairs, weighting=weighting) == Decimal(kappa)


@pytest.mark.parametrize("pairs", [[], [(3, 3)], [(3, 3), (3, 3)]])
def test_kappa_is_not_defined_when_chance_alone_agrees(pairs):
    assert weighted_kappa(pairs) is None


def test_a_rater_who_always_says_the_same_agrees_as_far_as_chance():
    assert weighted_kappa([(3, 1), (3, 2), (3, 4)]) == 0


@pytest.mark.parametrize(("levels", "share"), [(0, "60.00"), (1, "90.00"), (2, "100.00")])
def test_the_share_of_pairs_that_are_close(levels, share):
    assert share_within(TEN, levels=levels) == Decimal(share)


def test_no_pairs_have_no_share():
    assert share_within([], levels=1) is None


PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=30)


@examples(pairs=PAIRS, weighting=st.sampled_from([linear, quadratic]))
def test_kappa_lies_between_minus_one_and_one_and_both_raters_are_equal(pairs, weighting):
    kappa = weighted_kappa(pairs, weighting=weighting)
    assert kappa == weighted_kappa([(other, one) for one, other in pairs], weighting=weighting)
    assert kappa is None or -1 <= kappa <= 1


@examples(levels=st.lists(st.integers(1, 4), min_size=2, max_size=30))
def test_full_agreement_is_one_or_not_defined(levels):
    assert weighted_kappa([(level, level) for level in levels]) in {None, Decimal("1.00")}


# --- Calibration --------------------------------------------------------------------------------------------

REFERENCE = {
    "r1": given("1 2 2 3 2 1 1 2 nvt"),
    "r2": given("3 2 3 3 2 3 2 3 4"),
    "r3": given("4 4 3 4 3 4 4 4 3"),
}


def rated(*rows: str):
    return {name: given(row) for name, row in zip(REFERENCE, rows, strict=False)}


@pytest.mark.parametrize(
    ("rows", "passed", "kappa", "close"),
    [
        pytest.param(
            ["1 2 2 3 2 1 1 2 nvt", "3 2 3 3 2 3 2 3 4", "4 4 3 4 3 4 4 4 3"],
            True,
            "1.00",
            "100.00",
            id="the same as the reference",
        ),
        pytest.param(
            ["2 3 2 3 2 2 1 2 nvt", "3 3 3 3 3 3 2 3 4", "4 4 3 3 3 4 3 4 3"],
            True,
            "0.82",
            "100.00",
            id="a level off here and there",
        ),
        pytest.param(
            ["4 4 4 4 4 4 4 4 nvt", "4 4 4 4 4 4 4 4 4", "4 4 4 4 4 4 4 4 4"],
            False,
            "0.00",
            "62.96",
            id="the highest level for everybody",
        ),
        pytest.param(
            ["3 3 3 3 3 3 3 3 nvt", "3 3 3 3 3 3 3 3 3", "3 3 3 3 3 3 3 3 3"],
            True,
            "0.00",
            "88.89",
            id="close by staying in the middle, as the rule allows",
        ),
        pytest.param(
            ["4 4 4 1 4 4 4 4 nvt", "1 4 1 1 4 1 4 1 1", "1 1 1 1 1 1 1 1 1"],
            False,
            "-0.71",
            "3.70",
            id="the other way round",
        ),
        pytest.param(
            ["1 2 2 3 2 1 1 2 nvt", "3 2 3 3 2 3 2 3 4"], False, "1.00", "100.00", id="two are not enough"
        ),
    ],
)
def test_a_rater_is_calibrated_on_three_recordings(rows, passed, kappa, close):
    found = calibrate(compare(rated(*rows), REFERENCE))
    assert (found.passed, found.kappa, found.close) == (passed, Decimal(kappa), Decimal(close))


def test_seeing_what_the_reference_did_not_see_is_not_close():
    found = calibrate(
        compare(rated("1 2 2 3 2 1 1 2 4", *["3 2 3 3 2 3 2 3 4", "4 4 3 4 3 4 4 4 3"]), REFERENCE)
    )
    k9 = found.per_criterion[-1]
    assert (k9.code, k9.close) == ("K9", Decimal("66.67"))
    assert found.to_practise == ("K9",)


def test_a_rater_hears_where_they_lean_and_what_to_practise():
    found = calibrate(
        compare(rated("1 2 4 3 2 1 3 2 nvt", "3 2 4 3 2 3 4 3 4", "4 4 4 4 3 4 4 3 3"), REFERENCE)
    )
    agreement = {each.code: each for each in found.per_criterion}
    assert (agreement["K3"].leaning, agreement["K3"].exact) == (Decimal("1.33"), Decimal("0.00"))
    assert agreement["K8"].leaning == Decimal("-0.33")
    assert agreement["K1"].exact == 100
    assert found.to_practise == ("K7", "K3", "K8")


def test_a_calibration_counts_for_six_months():
    assert valid_until(date(2026, 8, 31)) == date(2027, 2, 28)
    passed = [date(2026, 1, 10), date(2026, 8, 31)]
    assert is_calibrated(passed, as_of=date(2027, 2, 28))
    assert not is_calibrated(passed, as_of=date(2027, 3, 1))
    assert not is_calibrated([date(2026, 8, 31)], as_of=date(2026, 8, 30))
    assert not is_calibrated([], as_of=date(2026, 8, 30))
