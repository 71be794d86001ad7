"""Observing: from starting to a fact in the ledger, through the api."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assessments import api
from assessments.choices import ObservationPurpose, ObservationState, RaterRelation
from assessments.models import Observation, ObservationRater, Rating
from assessments.rules.observing import Given, Outcome
from people.choices import Role
from records.models import Record
from tests.factories.observations import (
    A_DAY,
    GOOD,
    NOW,
    ask,
    calibrate,
    colleague_of,
    handed_over,
    observe,
    rate,
    row_of,
    signed,
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


# --- A second rater, and discussing ---------------------------------------------------------------


def test_a_trainer_or_coach_is_asked_and_nobody_else(group):
    observation = observe(group)
    ask(observation, group.coach)
    ask(observation, group.coach)
    assert observation.raters.count() == 2
    with pytest.raises(PermissionDenied):
        ask(observation, colleague_of(group, Role.LEARNER, team=group.team))


def test_an_invitation_is_taken_back_until_somebody_rated(group):
    observation = observe(group)
    ask(observation, group.coach)
    api.withdraw_invitation(person=group.trainer, row=row_of(observation, group.coach))
    assert observation.raters.count() == 1
    ask(observation, group.coach)
    rate(observation, group.coach)
    with pytest.raises(PermissionDenied):
        api.withdraw_invitation(person=group.trainer, row=row_of(observation, group.coach))


def test_raters_who_differ_by_two_rate_again_and_both_ratings_are_kept(group):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "1 3 3 3 3 3 3 3 nvt")
    rate(observation, group.other_trainer, "3 3 3 3 3 3 3 3 nvt")
    sheet = api.sheet_of(observation)
    mine = row_of(observation, group.trainer)
    assert [criterion.code for criterion in sheet.to_rate_again(mine)] == ["K1"]
    assert not api.can_hand_over(group.trainer, sheet)

    api.rate_again(row=mine, given={"K1": Given(2)}, notes={"K1": "De tweede vraag miste ik."}, now=NOW)

    sheet = api.sheet_of(observation)
    theirs = row_of(observation, group.other_trainer)
    assert (sheet.to_rate_again(mine), sheet.to_discuss) == ((), {"K1": {theirs.pk}})
    assert not api.can_hand_over(group.trainer, sheet)

    api.rate_again(row=theirs, given={"K1": Given(3)}, notes={}, now=NOW)

    sheet = api.sheet_of(observation)
    assert (sheet.to_discuss, sheet.stays_apart) == ({}, ())
    assert api.can_hand_over(group.trainer, sheet)
    kept = Rating.objects.filter(rater=mine, criterion="K1").order_by("round")
    assert [(rating.round, rating.level) for rating in kept] == [(1, 1), (2, 2)]
    assert sheet.rows[0].line.mean == Decimal("2.50")


def test_rating_again_is_only_for_what_was_discussed(group):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "1 3 3 3 3 3 3 3 nvt")
    rate(observation, group.other_trainer, "3 3 3 3 3 3 3 3 nvt")
    mine = row_of(observation, group.trainer)
    for wrong in ({"K2": Given(2)}, {}, {"K1": Given(absence="not_seen")}):
        with pytest.raises(api.NotFilledInError):
            api.rate_again(row=mine, given=wrong, notes={}, now=NOW)


def test_a_difference_that_stays_is_kept_and_named(group):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "1 3 3 3 3 3 3 3 nvt")
    rate(observation, group.other_trainer, "3 3 3 3 3 3 3 3 nvt")
    for rater, level in ((group.trainer, 1), (group.other_trainer, 3)):
        api.rate_again(row=row_of(observation, rater), given={"K1": Given(level)}, notes={}, now=NOW)
    sheet = api.sheet_of(observation)
    assert (sheet.to_discuss, sheet.stays_apart) == ({}, ("K1",))


def test_agreement_is_that_of_before_the_discussion(group):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "1 3 3 2 3 3 3 4 nvt")
    rate(observation, group.other_trainer, "3 3 3 3 3 3 3 4 nvt")
    api.rate_again(row=row_of(observation, group.trainer), given={"K1": Given(3)}, notes={}, now=NOW)
    found = api.sheet_of(observation).agreement
    assert (found.pairs, found.exact, found.close) == (8, Decimal("75.00"), Decimal("87.50"))


@pytest.mark.parametrize(
    ("other", "pairs", "has_kappa"),
    [("3 2 – – 2 3 3 4 nvt", 4, False), ("3 – – 3 2 3 3 4 nvt", 5, True)],
    ids=["four in common", "five in common"],
)
def test_with_few_criteria_in_common_there_are_percentages_and_no_kappa(group, other, pairs, has_kappa):
    observation = observe(group)
    ask(observation, group.other_trainer)
    rate(observation, group.trainer, "– – 3 3 2 3 3 4 nvt")
    rate(observation, group.other_trainer, other)
    found = api.sheet_of(observation).agreement
    assert (found.pairs, found.exact, found.kappa is not None) == (pairs, Decimal(100), has_kappa)


# --- What it comes to ---------------------------------------------------------------------------------


def test_ratings_count_of_who_was_calibrated_when_rating(group):
    calibrate(group.trainer, group.municipality)
    sheet = api.sheet_of(handed_over(group, "3 3 3 3 3 3 3 3 nvt", "2 2 2 2 2 2 2 2 nvt"))
    assert [row.rater for row in sheet.counting] == [group.trainer]
    assert (sheet.result.outcome, sheet.result.mean) == (Outcome.GOOD, Decimal("3.00"))
    assert (sheet.feedback.outcome, sheet.feedback.mean) == (Outcome.SUFFICIENT, Decimal("2.50"))


def test_a_calibration_of_half_a_year_ago_does_not_count_and_one_elsewhere_does(group):
    calibrate(group.trainer, group.municipality, on=A_DAY - timedelta(days=190))
    assert api.sheet_of(handed_over(group)).result.outcome == Outcome.TOO_FEW
    calibrate(group.trainer, TeamFactory().municipality)
    assert api.sheet_of(handed_over(group)).result.outcome == Outcome.GOOD


def test_a_sheet_takes_as_many_queries_with_two_raters_as_with_one(group, django_assert_num_queries):
    for rows in ([GOOD], [GOOD, GOOD]):
        observation = api.observations_visible_to(group.trainer).get(pk=handed_over(group, *rows).pk)
        with django_assert_num_queries(4):
            sheet = api.sheet_of(observation)
            assert sheet.result
            assert sheet.rows
            assert sheet.agreement or len(rows) == 1


# --- With the candidate ----------------------------------------------------------------------------------


def test_it_is_handed_over_by_who_started_it_once_everybody_rated(group):
    observation = observe(group)
    ask(observation, group.coach)
    rate(observation, group.trainer)
    with pytest.raises(PermissionDenied, match="gevraagd"):
        api.hand_over(person=group.trainer, observation=observation, now=NOW)
    rate(observation, group.coach)
    with pytest.raises(PermissionDenied):
        api.hand_over(person=group.coach, observation=observation, now=NOW)
    api.hand_over(person=group.trainer, observation=observation, now=NOW)
    observation.refresh_from_db()
    assert observation.state == ObservationState.HANDED_OVER
    assert api.unread_observations(group.candidate, group.municipality) == 1
    api.note_that_the_candidate_read(observation, now=NOW)
    assert api.unread_observations(group.candidate, group.municipality) == 0


def test_the_candidate_replies_and_chooses_who_reads_it(group):
    observation = handed_over(group)
    api.reply(person=group.candidate, observation=observation, text="Ik zag dat anders.", now=NOW)
    with pytest.raises(PermissionDenied):
        api.reply(person=group.trainer, observation=observation, text="Nee.", now=NOW)
    observation.refresh_from_db()
    assert observation.reply == "Ik zag dat anders."
    with pytest.raises(PermissionDenied):
        api.share_observation(person=group.trainer, observation=observation, viewer="coach", now=NOW)


def test_it_is_signed_after_the_candidate_s_own_words(group):
    observation = handed_over(group, GOOD, GOOD)
    mine = row_of(observation, group.trainer)
    with pytest.raises(PermissionDenied, match="woorden van de kandidaat"):
        api.sign(row=mine, now=NOW)
    api.write_words(
        person=group.candidate, observation=observation, strength="Ik wacht.", intention="Ik vraag door."
    )
    api.sign(row=mine, now=NOW)
    observation.refresh_from_db()
    assert observation.state == ObservationState.HANDED_OVER
    with pytest.raises(PermissionDenied, match="al ondertekend"):
        api.sign(row=mine, now=NOW)
    api.sign(row=row_of(observation, group.other_trainer), now=NOW)
    observation.refresh_from_db()
    assert (observation.state, observation.signed_at) == (ObservationState.SIGNED, NOW)
    assert {row.signature for row in observation.raters.all()} == {
        str(group.trainer),
        str(group.other_trainer),
    }
    with pytest.raises(PermissionDenied, match="gesloten"):
        api.write_words(person=group.candidate, observation=observation, strength="x", intention="y")


def test_as_evidence_one_rater_is_not_enough(group):
    observation = handed_over(group)
    api.write_words(person=group.trainer, observation=observation, strength="a", intention="b")
    with pytest.raises(PermissionDenied, match="nog iemand"):
        api.sign(row=row_of(observation, group.trainer), now=NOW)


def test_nothing_is_signed_before_the_candidate_has_it(group):
    observation = observe(group)
    rate(observation, group.trainer)
    api.write_words(person=group.trainer, observation=observation, strength="a", intention="b")
    with pytest.raises(PermissionDenied, match="Overhandig de observatie"):
        api.sign(row=row_of(observation, group.trainer), now=NOW)


# --- In the ledger ------------------------------------------------------------------------------------------


def test_a_signed_observation_is_a_fact_that_explains_itself(group):
    for rater in (group.trainer, group.other_trainer):
        calibrate(rater, group.municipality)
    observation = signed(group, "3 2 3 3 3 3 3 3 nvt", "3 2 3 3 3 4 3 3 nvt")
    fact = Record.objects.get(person=group.candidate)
    assert (fact.verb, fact.activity) == ("observed", f"observation:{observation.client_key}")
    assert fact.shows == ["K1", "K3", "K4", "K5", "K6", "K7", "K8"]
    assert fact.result["outcome"] == "good"
    assert fact.result["criteria"]["K6"] == "3.50"
    assert fact.context["rubric"] == "kijkkader"
    assert fact.context["weights"]["K6"] == 3
    assert fact.context["criteria"][1] == ["K2", "Kader"]
    assert (fact.context["raters_who_count"], fact.context["raters_needed"]) == (2, 2)
    assert fact.occurred_at.date() == A_DAY


@pytest.mark.parametrize(
    ("calibrated", "purpose", "row"),
    [
        pytest.param(1, ObservationPurpose.EVIDENCE, GOOD, id="one of two raters counts"),
        pytest.param(2, ObservationPurpose.PRACTICE, GOOD, id="it was to practise"),
        pytest.param(2, ObservationPurpose.EVIDENCE, "2 2 2 2 2 2 2 2 nvt", id="it was not sufficient"),
    ],
)
def test_what_does_not_count_as_evidence_shows_nothing(group, calibrated, purpose, row):
    for rater in (group.trainer, group.other_trainer)[:calibrated]:
        calibrate(rater, group.municipality)
    signed(group, row, row, purpose=purpose)
    assert Record.objects.get(person=group.candidate).shows == []


# --- Replacing ------------------------------------------------------------------------------------------------


def test_replacing_takes_it_back_and_begins_a_new_one_with_what_was_said(group):
    for rater in (group.trainer, group.other_trainer):
        calibrate(rater, group.municipality)
    observation = signed(group, GOOD, "3 3 3 4 3 3 3 3 nvt")
    newer = api.replace_observation(
        person=group.trainer, observation=observation, why="Verkeerde rol gekozen.", now=NOW
    )
    observation.refresh_from_db()
    assert (observation.state, observation.superseded_by) == (ObservationState.SUPERSEDED, newer)
    assert Record.objects.filter(person=group.candidate).in_force().count() == 0
    taken_back = Record.objects.get(person=group.candidate, verb="voided")
    assert taken_back.context["reason"] == "Verkeerde rol gekozen."
    assert newer.state == ObservationState.DRAFT
    draft = row_of(newer, group.other_trainer).draft
    assert (draft["K4"], draft["K9"]) == ("4", "not_applicable")
    assert list(api.observations_of(group.candidate, group.municipality)) == []
    assert Rating.objects.filter(rater__observation=observation).count() == 18


def test_only_who_started_it_replaces_it_and_once(group):
    observation = handed_over(group)
    with pytest.raises(PermissionDenied):
        api.replace_observation(person=group.coach, observation=observation, why="x", now=NOW)
    api.replace_observation(person=group.trainer, observation=observation, why="x", now=NOW)
    observation.refresh_from_db()
    with pytest.raises(PermissionDenied):
        api.replace_observation(person=group.trainer, observation=observation, why="x", now=NOW)


def test_a_new_observation_can_be_signed_and_counts_anew(group):
    for rater in (group.trainer, group.other_trainer):
        calibrate(rater, group.municipality)
    first = signed(group, GOOD, GOOD)
    newer = api.replace_observation(person=group.trainer, observation=first, why="Typefout.", now=NOW)
    for rater in (group.trainer, group.other_trainer):
        rate(newer, rater)
    api.hand_over(person=group.trainer, observation=newer, now=NOW)
    for rater in (group.trainer, group.other_trainer):
        api.sign(row=row_of(newer, rater), now=NOW)
    assert Record.objects.filter(person=group.candidate).in_force().count() == 1
