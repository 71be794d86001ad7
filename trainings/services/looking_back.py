"""Three questions after a meeting: counted, and never kept with who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from trainings.choices import Presence
from trainings.models import Attendance, EvaluationTally
from trainings.permissions.meeting import can_look_back
from trainings.rules.evaluation import counted
from trainings.services.refusing import refuse_unless
from trainings.services.signing_up import locked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from people.models import User
    from trainings.choices import Experience, Question


@transaction.atomic
def look_back(
    *, person: User, meeting_id: int, answers: Mapping[Question, Experience], now: datetime
) -> None:
    """Count somebody's answers; only that they answered is kept with their name."""
    meeting = locked(meeting_id)
    own = Attendance.objects.filter(meeting=meeting, person=person).first()
    refuse_unless(
        can_look_back(
            was_there=own is not None and own.presence != Presence.ABSENT,
            has_looked_back=own is not None and own.has_looked_back,
            is_over=meeting.ends_at <= now,
        )
    )
    Attendance.objects.filter(meeting=meeting, person=person).update(has_looked_back=True)
    row, _made = EvaluationTally.objects.get_or_create(
        meeting=meeting, defaults={"municipality_id": meeting.municipality_id}
    )
    tally = counted(row.tally, answers)
    row.shown, row.waiting = tally.shown, tally.waiting
    row.save(update_fields=["shown", "waiting"])
