"""Two assessors, one from outside, who did not coach and do not stand in the same line."""

from __future__ import annotations

import pytest

from certification.choices import Conflict, SeatKind
from certification.rules.assessors import Assessor, conflicts, problems_of_pair
from people.choices import Role
from progression.choices import Stage

C, K = Conflict, SeatKind
CANDIDATE = 1


def trainer(person=2, **changes):
    return Assessor(person, **{"roles": {Role.TRAINER}, "is_calibrated": True, **changes})


def coach(person=3, **changes):
    return Assessor(
        person, **{"roles": {Role.COACH}, "is_calibrated": True, "stage": Stage.INDEPENDENT, **changes}
    )


@pytest.mark.parametrize(
    ("assessor", "kind", "found"),
    [
        pytest.param(trainer(), K.EXTERNAL, (), id="a trainer who did not coach"),
        pytest.param(trainer(), K.SECOND, (), id="the second may be from outside too"),
        pytest.param(coach(), K.SECOND, (), id="a coach at S4 in this work"),
        pytest.param(
            coach(stage=Stage.SUPERVISED, trains_others=True), K.THIRD, (), id="a coach who trains others"
        ),
        pytest.param(coach(), K.EXTERNAL, (C.NOT_EXTERNAL,), id="a coach is not from outside"),
        pytest.param(coach(stage=Stage.SUPERVISED), K.SECOND, (C.NOT_TRAINED,), id="a coach at S3"),
        pytest.param(trainer(has_coached=True), K.EXTERNAL, (C.COACHED,), id="the candidate's own trainer"),
        pytest.param(coach(is_in_line=True), K.SECOND, (C.SAME_LINE,), id="a colleague of the same team"),
        pytest.param(trainer(is_calibrated=False), K.EXTERNAL, (C.NOT_CALIBRATED,), id="calibration ended"),
        pytest.param(
            coach(CANDIDATE, has_coached=True), K.SECOND, (C.CANDIDATE, C.COACHED), id="all reasons are given"
        ),
        pytest.param(
            Assessor(9, roles={Role.MANAGER}, stage=Stage.INDEPENDENT, is_calibrated=True),
            K.SECOND,
            (C.NOT_TRAINED,),
            id="a manager is no assessor",
        ),
    ],
)
def test_who_may_take_a_seat(assessor, kind, found):
    assert conflicts(assessor, candidate=CANDIDATE, kind=kind) == found


def test_each_problem_stands_at_its_seat():
    problems = problems_of_pair(coach(2), trainer(3, has_coached=True), candidate=CANDIDATE)
    assert problems == [(K.EXTERNAL, C.NOT_EXTERNAL), (K.SECOND, C.COACHED)]


def test_two_seats_ask_two_people():
    assert problems_of_pair(trainer(), trainer(), candidate=CANDIDATE) == [(K.SECOND, C.TWICE)]
