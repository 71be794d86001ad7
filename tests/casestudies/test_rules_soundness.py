"""When a case is whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casestudies.choices import Flaw
from casestudies.rules.case import BetterLine, Frame, Line, Prediction
from casestudies.rules.soundness import flaws_of
from tests.factories.cases import FIRST, WHOLE, changed

PREDICTION = WHOLE.prediction


def test_a_whole_case_has_no_flaws():
    assert flaws_of(WHOLE) == []


@pytest.mark.parametrize(
    ("case", "flaw"),
    [
        (changed(frame=replace(WHOLE.frame, fields=WHOLE.frame.fields[1:])), Flaw.FRAME_FIELD),
        (
            changed(frame=replace(WHOLE.frame, fields=(("issue", ""), *WHOLE.frame.fields[1:]))),
            Flaw.FRAME_FIELD,
        ),
        (changed(frame=replace(WHOLE.frame, tester="")), Flaw.FRAME_PEOPLE),
        (changed(people=()), Flaw.NO_PEOPLE),
        (changed(timeline=WHOLE.timeline[:1]), Flaw.FEW_FACTS),
        (changed(pitfalls=()), Flaw.NO_PITFALLS),
        (changed(questions=()), Flaw.NO_QUESTIONS),
        (changed(roles=WHOLE.roles[1:]), Flaw.ROLES),
        (changed(roles=(*WHOLE.roles, WHOLE.roles[0])), Flaw.ROLES),
        (changed(first=FIRST[:2], second=WHOLE.second[:0]), Flaw.SHORT_FIRST),
        (changed(first=tuple(replace(line, pitfall="", why="") for line in FIRST)), Flaw.NOTHING_WRONG),
        (changed(first=(replace(FIRST[0], why=""), *FIRST[1:])), Flaw.NO_WHY),
        (changed(prediction=Prediction()), Flaw.PREDICTION),
        (changed(prediction=replace(PREDICTION, options=PREDICTION.options[:2])), Flaw.PREDICTION),
        (
            changed(
                prediction=replace(
                    PREDICTION, options=tuple(replace(o, is_right=True) for o in PREDICTION.options)
                )
            ),
            Flaw.PREDICTION,
        ),
        (
            changed(
                prediction=replace(
                    PREDICTION, options=(replace(PREDICTION.options[0], feedback=""), *PREDICTION.options[1:])
                )
            ),
            Flaw.NO_FEEDBACK,
        ),
        (changed(second=WHOLE.second[:2]), Flaw.SHORT_SECOND),
        (changed(second=(*WHOLE.second, BetterLine("resident", "Ja.", handled=3))), Flaw.HANDLED_UNKNOWN),
        (changed(second=(WHOLE.second[0], WHOLE.second[1], WHOLE.second[1])), Flaw.NOT_HANDLED),
        (changed(expert_answer=""), Flaw.NO_EXPERT),
    ],
)
def test_what_is_missing_is_named(case, flaw):
    assert flaw in flaws_of(case)


def test_an_empty_case_names_everything_at_once():
    assert len(flaws_of(changed(frame=Frame(), first=(), second=(), people=()))) >= 6


def test_moments_are_counted_in_the_order_of_the_text():
    case = changed(first=(Line("a", "resident", "Hoi."), *FIRST))
    assert case.number_of == {"s1": 1, "s3": 2}
