from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.rules.rubrics import RubricProblem as Problem
from assessments.rules.rubrics import from_json, problems, to_json
from tests.factories.rubrics import WEIGHTS, kijkkader, proeve_rubric


@pytest.mark.parametrize("rubric", [kijkkader(), proeve_rubric()], ids=lambda rubric: rubric.code)
def test_a_rubric_is_the_same_after_it_was_kept(rubric):
    assert from_json(json.loads(json.dumps(to_json(rubric)))) == rubric


@pytest.mark.parametrize("rubric", [kijkkader(), proeve_rubric()], ids=lambda rubric: rubric.code)
def test_a_good_rubric_has_no_problems(rubric):
    assert problems(rubric) == []


def test_the_weights_are_those_of_the_domain_text():
    assert {role: sum(row) for role, row in WEIGHTS.items()} == {
        "municipality": 14,
        "case_steward": 15,
        "process_guide": 16,
        "internal_coach": 16,
    }


RUBRIC = kijkkader()
COACH = RUBRIC.weights["internal_coach"]


@pytest.mark.parametrize(
    ("rubric", "expected"),
    [
        (replace(RUBRIC, criteria=(), weights={}), [(Problem.NO_CRITERIA, ""), (Problem.NO_WEIGHTS, "")]),
        (replace(RUBRIC, criteria=(*RUBRIC.criteria, RUBRIC.criteria[0])), [(Problem.CODE_TWICE, "K1")]),
        (replace(RUBRIC, good=Decimal(2)), [(Problem.THRESHOLDS, "")]),
        (replace(RUBRIC, good=Decimal(5)), [(Problem.THRESHOLDS, "")]),
        (
            replace(RUBRIC, weights={"coach": {k: v for k, v in COACH.items() if k != "K4"}}),
            [(Problem.WEIGHT_MISSING, "coach K4")],
        ),
        (replace(RUBRIC, weights={"coach": {**COACH, "K99": 1}}), [(Problem.WEIGHT_UNKNOWN, "coach K99")]),
        (replace(RUBRIC, weights={"coach": {**COACH, "K4": -1}}), [(Problem.WEIGHT_NEGATIVE, "coach")]),
        (replace(RUBRIC, weights={"coach": dict.fromkeys(COACH, 0)}), [(Problem.NOTHING_WEIGHS, "coach")]),
    ],
)
def test_a_rubric_says_what_is_wrong_with_it(rubric, expected):
    assert problems(rubric) == expected


def test_a_rubric_knows_its_criteria():
    assert RUBRIC.codes[0] == "K1"
    assert RUBRIC.knock_outs == {"K9"}
    assert RUBRIC.named("K9").may_not_apply
    assert RUBRIC.weights_for("municipality")["K2"] == 3
