"""The forms of a proeve: opened for its assessors, and closed with the decision. Who may assess is decided upstairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from assessments.choices import ObservationPurpose, ObservationState, ObservedRole, RaterRelation
from assessments.models import Observation, ObservationRater

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from assessments.models import RubricVersion
    from people.models import Municipality, User


@transaction.atomic
def open_proeve_forms(
    *,
    municipality: Municipality,
    candidate: User,
    assessors: Sequence[User],
    version: RubricVersion,
    activity: str,
    occurred_on: date,
    now: datetime,
) -> Observation:
    """A form for each assessor of a session; they fill it in apart from each other."""
    observation = Observation.objects.create(
        municipality=municipality,
        candidate=candidate,
        observer=assessors[0],
        rubric_version=version,
        role=ObservedRole.INTERNAL_COACH,
        activity=activity,
        occurred_on=occurred_on,
        purpose=ObservationPurpose.PROEVE,
        required_raters=len(assessors),
        created_at=now,
    )
    for assessor in assessors:
        add_proeve_form(observation=observation, assessor=assessor, now=now)
    return observation


@transaction.atomic
def add_proeve_form(*, observation: Observation, assessor: User, now: datetime) -> None:
    """A form for one more assessor; twice is once."""
    ObservationRater.objects.get_or_create(
        observation=observation,
        rater=assessor,
        defaults={
            "municipality": observation.municipality,
            "relation": RaterRelation.OUTSIDE,
            "invited_at": now,
        },
    )


@transaction.atomic
def close_proeve_forms(*, observation: Observation, now: datetime) -> None:
    """Close the forms, so that the candidate reads them beside the letter."""
    Observation.objects.filter(pk=observation.pk, state=ObservationState.DRAFT).update(
        state=ObservationState.SIGNED, handed_over_at=now, signed_at=now
    )
