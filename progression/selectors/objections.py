"""Objections of candidates that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from progression.models import Refusal
from progression.rules.signing import JUDGES
from progression.selectors.roads import trajectories_visible_to
from progression.selectors.signers import signers_of

if TYPE_CHECKING:
    from people.models import User


def objections_for(person: User) -> list[Refusal]:
    """What candidates do not agree with and somebody may answer: who judges, and did not send it back. A fixed number of queries."""
    waiting = Refusal.objects.filter(contest__isnull=False, contest__answer__isnull=True)
    others = waiting.exclude(person=person).exclude(trajectory__person=person)
    visible = others.filter(trajectory__in=trajectories_visible_to(person), trajectory__left_on=None)
    known = visible.select_related("contest", "person", "trajectory__person", "trajectory__municipality")
    found = list(known.order_by("contest__contested_at", "pk"))
    signers = signers_of(person, [each.trajectory for each in found])
    return [each for each in found if JUDGES & signers[each.trajectory_id].roles]
