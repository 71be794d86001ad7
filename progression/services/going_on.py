"""What becomes of a road whose target date has passed: a new date, or an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from core.access import require
from progression import permissions
from progression.rules.clocks import add_months
from progression.selectors.trajectories import terms_now
from progression.services.trajectories import NotPossibleError, locked

if TYPE_CHECKING:
    from datetime import date

    from people.models import User
    from progression.models import Trajectory

# A date that lies further away is a slip of the finger.
FURTHEST_MONTHS = 24


@transaction.atomic
def agree_date(*, person: User, trajectory: Trajectory, on: date, today: date) -> Trajectory:
    """Agree on another target date for the stage that comes next; all reminders follow it."""
    require(permissions.can_agree_date(person, trajectory))
    road = locked(trajectory.pk)
    if road.left_on is not None or road.stage not in terms_now().weeks:
        raise NotPossibleError("no_date_here")
    if not today < on <= add_months(today, FURTHEST_MONTHS):
        raise NotPossibleError("date_is_not_ahead")
    road.target_on, road.target_set_on = on, today
    road.save(update_fields=["target_on", "target_set_on"])
    log(instance=road, action="progression.new_date", user=person, data={"on": on.isoformat()})
    return road


@transaction.atomic
def stop(*, person: User, trajectory: Trajectory, today: date) -> Trajectory:
    """End one road; what was shown and signed stays, and a trainer can let it go on. Ending twice is once."""
    require(permissions.can_stop(person, trajectory))
    road = locked(trajectory.pk)
    if road.left_on is None:
        road.left_on, road.needs_evaluation = today, False
        road.save(update_fields=["left_on", "needs_evaluation"])
        log(instance=road, action="progression.stop", user=person)
    return road
