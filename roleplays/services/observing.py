"""Beginning an observation from a table: who plays, in which role, in which scenario, today."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.api import Start, rubrics_in_use, start_observation
from assessments.choices import ObservationPurpose, RaterRelation
from people.api import standing_of
from people.choices import Role
from roleplays.selectors.scenarios import scenario_of_version

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import Observation, RubricVersion
    from people.models import User
    from roleplays.models import LiveSession, Participant


def observe(*, observer: User, session: LiveSession, participant: Participant, now: datetime) -> Observation:
    """The observation of somebody at the table; asked twice for the same role it is one."""
    scenario = scenario_of_version(session.version)
    is_trainer = standing_of(observer).has(Role.TRAINER, session.municipality_id)
    observation, _is_new = start_observation(
        observer=observer,
        municipality=session.municipality,
        start=Start(
            candidate=participant.person,
            version=_rubric_for(participant.seat),
            role=participant.seat,
            activity=f"{scenario.code} {scenario.title}",
            occurred_on=timezone.localtime(now).date(),
            purpose=ObservationPurpose.PRACTICE,
            relation=RaterRelation.OWN_TRAINER if is_trainer else RaterRelation.OWN_COACH,
            look_fors=scenario.look_fors,
        ),
        now=now,
        key=uuid.uuid5(session.public_id, f"{observer.pk}:{participant.pk}:{participant.seat}"),
    )
    return observation


def _rubric_for(seat: str) -> RubricVersion:
    found = next((each for each in rubrics_in_use() if seat in each.as_rule().weights), None)
    if found is None:
        raise PermissionDenied(_("There is no form for this role yet."))
    return found
