"""From handing over to a fact in the ledger: the candidate reads and replies, raters sign, and a mistake is made anew."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from assessments import api
from assessments.choices import ObservationPurpose, ObservationState
from assessments.models import Rating
from records.models import Record
from tests.factories.observations import (
    A_DAY,
    GOOD,
    NOW,
    ask,
    calibrate,
    handed_over,
    observe,
    rate,
    row_of,
    signed,
)

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
