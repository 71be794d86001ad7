"""Evidence that is sent back, and the objection to it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from progression import api
from progression.selectors import trajectories
from progression.services import signing
from records.models import Record
from tests.progression.road.acting import C, E, S


def refuse(road, person, *, fact="", reason="Het kader ontbreekt."):
    return signing.refuse(
        person=person, trajectory=road.trajectory, fact=fact, reason=reason, now=timezone.now()
    )


def test_evidence_that_is_sent_back_does_not_count_until_an_objection_is_answered(road):
    road.show(S.CANDIDATE)
    road.agree()
    fact = str(Record.objects.get(context__kind=E.INTAKE).pk)
    refusal = refuse(road, road.trainer, fact=fact)
    road.agree()
    with pytest.raises(api.NotPossibleError):
        road.sign(road.trainer, C.FIT)
    said = {"refusal": refusal, "words": "Het gesprek was er wel.", "now": timezone.now()}
    signing.contest(person=road.candidate, **said)
    with pytest.raises(api.NotPossibleError):
        signing.contest(person=road.candidate, **said)
    with pytest.raises(PermissionDenied):
        signing.answer_contest(person=road.trainer, stands=False, **said)
    signing.answer_contest(person=road.assessors[0], stands=False, **said)
    assert road.sign(road.trainer, C.FIT)


def test_a_refusal_that_stands_keeps_the_fact_out(road):
    road.show(S.CANDIDATE)
    fact = str(Record.objects.get(context__kind=E.INTAKE).pk)
    refusal = refuse(road, road.trainer, fact=fact)
    said = {"refusal": refusal, "words": "Nee.", "now": timezone.now()}
    signing.contest(person=road.candidate, **said)
    signing.answer_contest(person=road.assessors[0], stands=True, **said)
    assert trajectories.refused_facts(road.trajectory) == {fact}


def test_sending_everything_back_asks_the_candidate_again(road):
    road.show(S.CANDIDATE)
    with pytest.raises(api.NotPossibleError):
        refuse(road, road.trainer)
    road.agree()
    with pytest.raises(api.NotPossibleError):
        refuse(road, road.trainer, reason=" ")
    refuse(road, road.trainer)
    road.trajectory.refresh_from_db()
    assert road.trajectory.agreed_on is None


@pytest.mark.parametrize("who", ["candidate", "manager", "lead"])
def test_who_does_not_judge_evidence(road, who):
    with pytest.raises(PermissionDenied):
        refuse(road, getattr(road, who))
