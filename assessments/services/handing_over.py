"""What happens with an observation once it is filled in: handed over, answered, shared, signed, replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.choices import Absence, ObservationState
from assessments.models import Observation, ObservationRater, ObservationShare
from assessments.permissions import observing as permissions
from assessments.rules.observing import that_count
from assessments.selectors.rubrics import latest_rubric_version
from assessments.selectors.sheets import Sheet, sheet_of
from assessments.services.observation_record import state_in_the_ledger, take_back_from_the_ledger
from core.access import require

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import RubricVersion
    from people.choices import Viewer
    from people.models import User


@transaction.atomic
def hand_over(*, person: User, observation: Observation, now: datetime) -> None:
    """Let the candidate read it, before anybody else does."""
    observation = _locked(observation)
    require(permissions.can_hand_over(person, sheet_of(observation)))
    observation.state = ObservationState.HANDED_OVER
    observation.handed_over_at = now
    observation.save(update_fields=["state", "handed_over_at"])


def note_that_the_candidate_read(observation: Observation, *, now: datetime) -> None:
    """Remember when the candidate read it first. One query."""
    Observation.objects.filter(pk=observation.pk, seen_at__isnull=True).update(seen_at=now)


@transaction.atomic
def write_words(*, person: User, observation: Observation, strength: str, intention: str) -> None:
    """Keep one strength and one intention, in the candidate's own words."""
    observation = _locked(observation)
    require(permissions.can_write_words(person, observation))
    observation.strength, observation.intention = strength, intention
    observation.save(update_fields=["strength", "intention"])


@transaction.atomic
def reply(*, person: User, observation: Observation, text: str, now: datetime) -> None:
    """Keep what the candidate says of it."""
    observation = _locked(observation)
    require(permissions.can_answer(person, observation))
    observation.reply, observation.replied_at = text, now if text else None
    observation.save(update_fields=["reply", "replied_at"])


@transaction.atomic
def share_observation(*, person: User, observation: Observation, viewer: Viewer, now: datetime) -> None:
    """Let the candidate's coach or manager read it; twice is once."""
    require(permissions.can_answer(person, observation))
    ObservationShare.objects.get_or_create(
        observation=observation,
        viewer=viewer,
        withdrawn_at=None,
        defaults={"municipality": observation.municipality, "shared_at": now},
    )


@transaction.atomic
def stop_sharing_observation(
    *, person: User, observation: Observation, viewer: Viewer, now: datetime
) -> None:
    """Take it back: from now on they do not see it any more."""
    require(permissions.can_answer(person, observation))
    observation.shares.filter(viewer=viewer, withdrawn_at__isnull=True).update(withdrawn_at=now)


@transaction.atomic
def sign(*, row: ObservationRater, now: datetime) -> Observation:
    """Put a rater's name under it; with the last one that is needed it is a fact in the ledger."""
    observation = _locked(row.observation)
    sheet = sheet_of(observation)
    mine = next(each for each in sheet.raters if each.pk == row.pk)
    require(permissions.can_sign(mine, sheet))
    mine.signature, mine.signed_at = str(mine.rater), now
    mine.save(update_fields=["signature", "signed_at"])
    if len(sheet.signed) >= max(observation.required_raters, len(sheet.rated)):
        observation.state = ObservationState.SIGNED
        observation.signed_at = now
        observation.save(update_fields=["state", "signed_at"])
        state_in_the_ledger(sheet)
    return observation


@transaction.atomic
def replace_observation(*, person: User, observation: Observation, why: str, now: datetime) -> Observation:
    """Take an observation back by making it again, with the observer's own answers filled in to change."""
    observation = _locked(observation)
    require(permissions.can_replace(person, observation))
    sheet = sheet_of(observation)
    newer = _made_again(observation, now)
    _ask_again(newer, sheet, now)
    if observation.state == ObservationState.SIGNED:
        take_back_from_the_ledger(observation, person=person, why=why, now=now)
    observation.state, observation.superseded_by, observation.why_superseded = (
        ObservationState.SUPERSEDED,
        newer,
        why,
    )
    observation.save(update_fields=["state", "superseded_by", "why_superseded"])
    return newer


def _made_again(observation: Observation, now: datetime) -> Observation:
    return Observation.objects.create(
        municipality=observation.municipality,
        candidate=observation.candidate,
        observer=observation.observer,
        rubric_version=_newest(observation),
        role=observation.role,
        activity=observation.activity,
        core_task=observation.core_task,
        occurred_on=observation.occurred_on,
        purpose=observation.purpose,
        required_raters=observation.required_raters,
        look_fors=observation.look_fors,
        strength=observation.strength,
        intention=observation.intention,
        created_at=now,
    )


def _ask_again(newer: Observation, sheet: Sheet, now: datetime) -> None:
    """Everybody who rated is asked again, with what they said last to start from."""
    for row in sheet.rated:
        last = [rating for rating in that_count(sheet.ratings) if rating.rater == row.pk]
        ObservationRater.objects.create(
            municipality=newer.municipality,
            observation=newer,
            rater=row.rater,
            relation=row.relation,
            draft={
                **{each.criterion: str(each.level or Absence(each.absence)) for each in last},
                "look_fors": [each["text"] for each in row.look_fors if each["seen"]],
                "knock_out": row.knock_out,
                "motivation": row.motivation,
            },
            invited_at=now,
        )


def _newest(observation: Observation) -> RubricVersion:
    return latest_rubric_version(observation.rubric_version.rubric) or observation.rubric_version


def _locked(observation: Observation) -> Observation:
    """The observation as it is now, held until the end of the transaction."""
    rows = Observation.objects.select_related(
        "municipality", "candidate", "observer", "rubric_version__rubric"
    )
    return rows.select_for_update(of=("self",)).get(pk=observation.pk)
