"""Observing through the api: who observes whom, starting, notes and rating."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assessments import api
from assessments.choices import ObservationPurpose, RaterRelation
from assessments.models import Observation, ObservationRater, Rating
from people.choices import Role
from tests.factories.observations import (
    NOW,
    ask,
    colleague_of,
    observe,
    rate,
    row_of,
    start_of,
)
from tests.factories.people import TeamFactory

# --- Who observes whom --------------------------------------------------------------------------


def test_a_trainer_and_the_coach_of_the_team_observe_somebody_of_their_group(group):
    for observer in (group.trainer, group.coach):
        assert api.can_observe(observer, group.candidate, municipality=group.municipality)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_other_roles_observe_nobody(group, role):
    person = colleague_of(group, role, team=group.team)
    for observed in (group.candidate, group.trainer):
        assert not api.can_observe(person, observed, municipality=group.municipality)


def test_nobody_observes_themselves(group):
    assert not api.can_observe(group.coach, group.coach, municipality=group.municipality)
    observation = observe(group)
    with pytest.raises(PermissionDenied):
        ask(observation, group.candidate)
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(pk=observation.pk).update(candidate=observation.observer)
    with pytest.raises(IntegrityError, match="nobody rates themselves"), transaction.atomic():
        ObservationRater.objects.create(
            municipality=group.municipality,
            observation=observation,
            rater=group.candidate,
            relation=RaterRelation.COLLEAGUE,
            invited_at=NOW,
        )


def test_a_coach_of_another_team_observes_of_this_one_nobody_but_the_trainers(group):
    elsewhere = TeamFactory(municipality=group.municipality)
    coach = colleague_of(group, Role.COACH, team=elsewhere)
    assert not api.can_observe(coach, group.candidate, municipality=group.municipality)
    assert group.trainer in api.candidates_for(coach, group.municipality)
    assert group.coach not in api.candidates_for(coach, group.municipality)


def test_a_coach_is_observed_like_anybody_who_learns(group):
    assert group.coach in api.candidates_for(group.trainer, group.municipality)


# --- Starting ------------------------------------------------------------------------------------


def test_the_same_key_twice_is_one_observation(group):
    key = uuid4()
    fields = {
        "observer": group.trainer,
        "municipality": group.municipality,
        "start": start_of(group),
        "now": NOW,
        "key": key,
    }
    first, was_made = api.start_observation(**fields)
    second, was_made_again = api.start_observation(**fields)
    assert (first, was_made, was_made_again) == (second, True, False)
    with pytest.raises(api.ObservationKnownError):
        api.start_observation(**{**fields, "observer": group.other_trainer})


def test_as_evidence_the_rubric_says_how_many_raters_and_to_practise_one_is_enough(group):
    assert observe(group).required_raters == 2
    assert observe(group, purpose=ObservationPurpose.PRACTICE).required_raters == 1


# --- Notes ---------------------------------------------------------------------------------------


def test_notes_have_a_moment_and_are_kept_once(group):
    row = row_of(observe(group), group.trainer)
    key = uuid4()
    for _ in range(2):
        api.add_observation_note(row=row, text="“Wat wil je bereiken?”", noted_at=NOW, key=key)
    api.add_observation_note(row=row, text="Wacht.", noted_at=NOW - timedelta(minutes=5), key=uuid4())
    assert [note.text for note in row.notes.all()] == ["Wacht.", "“Wat wil je bereiken?”"]
    api.remove_observation_note(row=row, note_id=row.notes.first().pk)
    assert row.notes.count() == 1


def test_notes_stay_once_the_form_was_filled_in(group):
    observation = observe(group)
    rate(observation, group.trainer)
    row = row_of(observation, group.trainer)
    with pytest.raises(PermissionDenied):
        api.add_observation_note(row=row, text="Nog iets.", noted_at=NOW, key=uuid4())


# --- Rating --------------------------------------------------------------------------------------


def test_a_form_that_is_not_right_yet_is_refused_with_what_is_missing(group):
    observation = observe(group)
    with pytest.raises(api.NotFilledInError) as refused:
        rate(observation, group.trainer, "3 – – – 3 3 3 3 1")
    assert {problem for problem, _ in refused.value.problems} == {
        "too_many_not_seen",
        "knock_out_unexplained",
    }
    assert Rating.objects.count() == 0


def test_who_rated_cannot_change_it(group):
    observation = observe(group)
    rate(observation, group.trainer)
    with pytest.raises(PermissionDenied):
        rate(observation, group.trainer, "4 4 4 4 4 4 4 4 4")
    for change in (lambda: Rating.objects.update(level=4), lambda: Rating.objects.first().delete()):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "changes", [{"level": 5}, {"level": 0}, {"level": None}, {"level": 3, "absence": "not_seen"}]
)
def test_the_database_wants_a_level_or_why_there_is_none(group, changes):
    row = row_of(observe(group), group.trainer)
    fields = {"criterion": "K1", "level": 3, "absence": "", **changes}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(municipality=group.municipality, rater=row, rated_at=NOW, **fields)


def test_the_lowest_level_for_safety_is_a_serious_failure_that_is_explained(group):
    observation = observe(group)
    rate(observation, group.trainer, "3 3 3 3 3 3 3 3 1", motivation="Het signaal bleef liggen.")
    assert row_of(observation, group.trainer).knock_out


def test_what_was_filled_in_so_far_is_kept(group):
    row = row_of(observe(group), group.trainer)
    api.keep_form(row=row, draft={"K1": "3"})
    assert row_of(row.observation, group.trainer).draft == {"K1": "3"}
