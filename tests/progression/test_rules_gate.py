from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from progression.choices import Phase
from progression.rules.gate import (
    CHECKLIST,
    Quarter,
    is_open,
    judge,
    may_go_to,
    missing_signers,
    still_to_do,
)

QUARTER = Quarter(
    number=2026 * 4 + 3,
    strict=Fraction(9, 10),
    volume=Fraction(8, 10),
    coaches={"KT1": 2, "KT2": 3},
    top_shares={"KT1": Fraction(40, 100)},
    internal_quality=Decimal("3.0"),
    raters=2,
    quality_gap=Decimal("-0.3"),
    consultations_per_coach=Fraction(1),
    has_educator=False,
    has_certification_agreement=True,
    has_aftercare_agreement=True,
)


def test_a_quarter_that_just_reaches_every_mark_passes():
    assert judge(QUARTER).passes


@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ({"strict": Fraction(89, 100)}, "work"),
        ({"strict": None}, "work"),
        ({"volume": Fraction(79, 100)}, "work"),
        ({"coaches": {"KT1": 1, "KT2": 3}}, "coverage"),
        ({"coaches": {}}, "coverage"),
        ({"top_shares": {"KT1": Fraction(41, 100)}}, "coverage"),
        ({"internal_quality": Decimal("2.99")}, "quality"),
        ({"internal_quality": None}, "quality"),
        ({"raters": 1}, "quality"),
        ({"quality_gap": Decimal("-0.31")}, "quality"),
        ({"quality_gap": None}, "quality"),
        ({"consultations_per_coach": Fraction(3, 4)}, "consultation"),
        ({"has_certification_agreement": False}, "renewal"),
        ({"has_aftercare_agreement": False}, "aftercare"),
    ],
)
def test_one_condition_that_does_not_hold_keeps_the_gate_shut(change, condition):
    verdict = judge(replace(QUARTER, **change))
    assert [name for name, holds in verdict.conditions.items() if not holds] == [condition]


@pytest.mark.parametrize(
    ("numbers", "opens"),
    [
        pytest.param([8107], False, id="one quarter"),
        pytest.param([8107, 8108], True, id="two in a row"),
        pytest.param([8108, 8107], True, id="in any order"),
        pytest.param([8106, 8108], False, id="with one in between"),
    ],
)
def test_the_gate_opens_after_two_quarters_in_a_row(numbers, opens):
    assert is_open([replace(QUARTER, number=number) for number in numbers]) is opens


def test_only_the_last_two_quarters_count():
    bad = replace(QUARTER, number=8106, strict=Fraction(1, 2))
    good = [replace(QUARTER, number=number) for number in (8107, 8108)]
    assert is_open([bad, *good])
    assert not is_open([*good, replace(bad, number=8109)])


@pytest.mark.parametrize(
    ("signed", "missing"),
    [
        ({}, ("lead", "trainer", "coach")),
        ({"lead": 1, "trainer": 2, "coach": 3}, ()),
        pytest.param({"lead": 1, "trainer": 2, "coach": 1}, ("coach",), id="one person, one signature"),
    ],
)
def test_three_people_sign_that_a_municipality_has_taken_over(signed, missing):
    assert missing_signers(signed) == missing


@pytest.mark.parametrize(
    ("phase", "wanted", "ticked", "may"),
    [
        pytest.param(0, 1, CHECKLIST[0], True, id="the list is done"),
        pytest.param(0, 1, CHECKLIST[0][1:], False, id="one thing is left"),
        pytest.param(0, 2, CHECKLIST[0], False, id="no phase is skipped"),
        pytest.param(4, 3, (), True, id="going back is normal"),
        pytest.param(5, 6, (), False, id="there is nothing after F5"),
    ],
)
def test_a_phase_is_left_when_its_list_is_done(phase, wanted, ticked, may):
    assert may_go_to(phase, wanted, ticked=ticked) is may


def test_what_is_left_is_named():
    assert still_to_do(Phase.TAKING_OVER, ()) == ("handover_gate",)
