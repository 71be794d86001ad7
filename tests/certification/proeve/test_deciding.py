"""Verdicts, the interview, a third assessor and the letter."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.choices import ObservationState
from assessments.models import Observation
from certification import api
from certification.choices import Cluster, Conflict, ProeveState, Result, SeatKind
from certification.models import (
    ProeveDecision,
)
from people.api import everywhere
from progression import api as progression
from progression.choices import EvidenceKind
from progression.models import Trajectory
from records.api import record_of
from records.choices import Verb
from records.models import Record
from tests.at_once import at_once
from tests.certification.proeve.refusing import why
from tests.factories.proeves import K9_APART, WEAK, around

NOT_SEEN = "3 3 – – 3 3 3 3 nvt 3 3 3"


def test_a_good_proeve_is_told_to_the_ledger_and_counts_for_the_stage(them):
    decision = them.decided()
    assert (decision.result, decision.mean) == (Result.PROFICIENT, Decimal("3.00"))
    assert decision.valid_until > timezone.localdate() + timedelta(days=700)
    told = Record.objects.get(person=them.candidate, activity_kind="proeve")
    assert (told.verb, told.shows) == (Verb.PASSED, ["KT4"])
    facts = {fact.kind for fact in progression.facts_of(them.candidate, them.municipality)}
    assert EvidenceKind.PROFICIENCY in facts
    assert Trajectory.objects.get(person=them.candidate).needs_evaluation


def test_who_assessed_beside_the_trainer_showed_that_too(them):
    them.decided()
    facts = {fact.kind for fact in progression.facts_of(them.second, them.municipality)}
    assert EvidenceKind.CO_ASSESSED in facts
    assert not progression.facts_of(them.external, them.municipality)


def test_a_weak_proeve_is_told_too_and_counts_for_nothing(them):
    decision = them.decided(WEAK, WEAK, proficient=False)
    assert (decision.result, decision.valid_until) == (Result.NOT_YET, None)
    told = Record.objects.get(person=them.candidate, activity_kind="proeve")
    assert told.verb == Verb.FAILED
    facts = {fact.kind for fact in progression.facts_of(them.candidate, them.municipality)}
    assert EvidenceKind.PROFICIENCY not in facts


def test_numbers_that_fall_short_are_never_proficient_whatever_the_assessors_say(them):
    assert them.decided(WEAK, WEAK, proficient=True).result == Result.NOT_YET


def test_no_trainer_can_state_a_proeve(them):
    with pytest.raises(progression.NotPossibleError):
        progression.state_evidence(
            person=them.trainer,
            trajectory=Trajectory.objects.get(person=them.candidate),
            kind=EvidenceKind.PROFICIENCY,
            occurred_at=timezone.now(),
            now=timezone.now(),
        )


@pytest.mark.parametrize("empty", ["missing", "closes_gap"])
def test_not_yet_always_shows_the_way_on(them, empty):
    proeve = them.rated(WEAK, WEAK)
    them.judge(proeve, {them.external: False, them.second: False})
    assert why(lambda: them.decide(proeve, **{empty: " "})).why == "words_are_missing"


def test_the_new_date_keeps_to_the_terms_and_so_does_the_next_proeve(them):
    proeve = them.rated(WEAK, WEAK)
    them.judge(proeve, {them.external: False, them.second: False})
    earliest = timezone.localdate() + timedelta(weeks=4)
    assert why(lambda: them.decide(proeve, new_date=earliest - timedelta(days=1))).why == "too_soon"
    them.decide(proeve, new_date=earliest)
    again = them.mandated()
    assert why(lambda: them.planned(again)).why == "too_soon"
    later = timezone.now() + timedelta(weeks=4, hours=2)
    assert them.planned(again, begins_at=later).state == ProeveState.PLANNED


def test_a_verdict_waits_for_the_forms_and_is_given_once(them):
    proeve = them.begun()
    with pytest.raises(PermissionDenied):
        them.judge(proeve, {them.external: True})
    for assessor in (them.external, them.second):
        them.rate(proeve, assessor)
    them.judge(proeve, {them.external: True})
    with pytest.raises(PermissionDenied):
        them.judge(proeve, {them.external: False})
    with pytest.raises(PermissionDenied):
        them.judge(proeve, {them.third: True})


def test_two_who_differ_ask_a_third_who_decides_on_the_recording(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True, them.second: False})
    with pytest.raises(PermissionDenied):
        them.decide(proeve)
    third = {"person": them.trainer, "proeve_id": proeve.pk, "now": timezone.now()}
    found = why(lambda: api.appoint_third(third=them.trainer, recording="Kluis 3", **third))
    assert found.about == (
        (str(SeatKind.THIRD), str(Conflict.COACHED)),
        (str(SeatKind.THIRD), str(Conflict.NOT_CALIBRATED)),
    )
    api.appoint_third(third=them.third, recording="Kluis 3", **third)
    api.declare(person=them.third, proeve_id=proeve.pk, now=timezone.now())
    them.rate(proeve, them.third)
    them.judge(proeve, {them.third: True})
    assert them.decide(proeve).result == Result.PROFICIENT


def test_a_third_who_says_no_makes_it_not_yet(them):
    proeve = them.rated()
    them.judge(proeve, {them.external: True, them.second: False})
    api.appoint_third(
        person=them.trainer, proeve_id=proeve.pk, third=them.third, recording="Kluis", now=timezone.now()
    )
    api.declare(person=them.third, proeve_id=proeve.pk, now=timezone.now())
    them.rate(proeve, them.third)
    them.judge(proeve, {them.third: False})
    assert them.decide(proeve).result == Result.NOT_YET


def test_an_interview_raises_what_nobody_saw_and_nothing_else(them):
    proeve = them.rated(NOT_SEEN, NOT_SEEN)

    def raise_to(**levels):
        raised = {code: (level, "Vertelde het.") for code, level in levels.items()}
        api.hold_interview(person=them.external, proeve_id=proeve.pk, raised=raised, now=timezone.now())

    assert why(lambda: raise_to(K1=4)).about == (("was_seen", "K1"),)
    assert why(lambda: raise_to(K3=3, K4=3, K9=3)).about[0] == ("too_many", "")
    with pytest.raises(PermissionDenied):
        api.hold_interview(person=them.second, proeve_id=proeve.pk, raised={}, now=timezone.now())
    raise_to(K3=4, K4=3)
    them.judge(proeve, {them.external: True, them.second: True})
    assert them.decide(proeve).basis["raised"] == {"K3": 4, "K4": 3}


def test_an_interview_never_raises_safety(them):
    proeve = them.rated(K9_APART, K9_APART)
    raised = {"K9": (3, "Vertelde het.")}
    found = why(
        lambda: api.hold_interview(
            person=them.external, proeve_id=proeve.pk, raised=raised, now=timezone.now()
        )
    )
    assert found.about == (("never", "K9"),)


def test_a_stopped_proeve_is_no_failed_one(them):
    proeve = them.begun()
    letter = api.Letter(seen="Het alarm ging.", new_date=timezone.localdate() + timedelta(days=1))
    api.stop(person=them.external, proeve_id=proeve.pk, letter=letter, now=timezone.now())
    assert not Record.objects.filter(activity_kind="proeve").exists()
    assert api.retake_for(them.candidate, them.municipality, Cluster.COACH).from_day is None
    assert them.planned(them.mandated()).state == ProeveState.PLANNED


def test_the_forms_open_for_the_candidate_with_the_letter(them):
    decision = them.decided()
    forms = Observation.objects.get(pk=decision.proeve.observation_id)
    assert forms.state == ObservationState.SIGNED
    assert (
        record_of(
            person=them.candidate,
            municipality=them.municipality,
            verb=Verb.OBSERVED,
            activity=f"observation:{forms.client_key}",
        )
        is None
    )


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_the_same_moment_are_one():
    with everywhere():
        them = around()
        proeve = them.rated()
        them.judge(proeve, {them.external: True, them.second: True})

    def letter():
        try:
            return them.decide(proeve)
        except PermissionDenied:
            return None

    assert sum(each is not None for each in at_once(letter, letter)) == 1
    with everywhere():
        assert ProeveDecision.objects.count() == 1
        assert Record.objects.filter(activity_kind="proeve").count() == 1
