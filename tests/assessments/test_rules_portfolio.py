from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import EvidenceKind
from assessments.rules.portfolio import REQUIREMENTS, Missing, Requirement, standing
from progression.choices import CoreTask

REFLECTION, CASE = EvidenceKind.REFLECTION, EvidenceKind.CASE
OBSERVATION, UPLOAD = EvidenceKind.OBSERVATION, EvidenceKind.UPLOAD
ASKED = (
    Requirement((REFLECTION,)),
    Requirement((OBSERVATION,), times=2),
    Requirement((OBSERVATION, UPLOAD)),
)


@pytest.mark.parametrize(
    ("kinds", "missing", "found"),
    [
        pytest.param(
            [],
            [Missing((REFLECTION,), 1), Missing((OBSERVATION,), 2), Missing((OBSERVATION, UPLOAD), 1)],
            0,
            id="nothing yet",
        ),
        pytest.param([REFLECTION, OBSERVATION, OBSERVATION, UPLOAD], [], 4, id="all of it"),
        pytest.param(
            [REFLECTION, OBSERVATION, OBSERVATION],
            [Missing((OBSERVATION, UPLOAD), 1)],
            3,
            id="a piece counts once, for the narrowest",
        ),
        pytest.param([REFLECTION] + [OBSERVATION] * 3, [], 4, id="one of several kinds is enough"),
        pytest.param(
            [CASE] * 9,
            [Missing((REFLECTION,), 1), Missing((OBSERVATION,), 2), Missing((OBSERVATION, UPLOAD), 1)],
            0,
            id="much of what is not asked counts for nothing",
        ),
    ],
)
def test_what_a_core_task_still_asks(kinds, missing, found):
    result = standing(CoreTask.KT1, kinds, requirements=ASKED)
    assert list(result.missing) == missing
    assert (result.found, result.asked, result.pieces) == (found, 4, len(kinds))
    assert result.is_complete is (not missing)


def test_a_task_that_asks_nothing_is_never_complete():
    assert not standing(CoreTask.KT1, [REFLECTION], requirements=()).is_complete


def test_every_core_task_asks_how_somebody_looks_at_it_themselves_and_something_more():
    assert set(REQUIREMENTS) == set(CoreTask)
    for requirements in REQUIREMENTS.values():
        assert Requirement((REFLECTION,)) in requirements
        assert sum(requirement.times for requirement in requirements) >= 2


@given(
    task=st.sampled_from(CoreTask),
    kinds=st.lists(st.sampled_from(EvidenceKind), max_size=12),
    more=st.sampled_from(EvidenceKind),
)
def test_more_evidence_never_asks_more_and_order_does_not_matter(task, kinds, more):
    before, after = standing(task, kinds), standing(task, [*kinds, more])
    assert after.found >= before.found
    assert standing(task, reversed(kinds)) == before
