"""More than one rater: asking, discussing, agreement, and what the ratings come to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from assessments import api
from assessments.models import Rating
from assessments.rules.observing import Given, Outcome
from people.choices import Role
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
)
from tests.factories.people import TeamFactory

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
