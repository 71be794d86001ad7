"""Who may take what along as a file: exactly who sees it on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people import api as people
from people.choices import DataKind, Viewer
from progression import api as progression
from website.choices import ExportKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Municipality, User
    from website.models import Export


@dataclass(frozen=True, slots=True)
class Ground:
    """In what capacity somebody takes something along, and about whom."""

    reach: people.Reach
    capacity: Viewer


def grounds_of(standing: people.Standing, municipality: Municipality) -> dict[ExportKind, Ground]:
    """What somebody may take along of a municipality, each on its ground."""
    found = {kind: look(standing, municipality) for kind, look in _GROUNDS.items()}
    return {kind: ground for kind, ground in found.items() if ground is not None}


def may_have(person: User, export: Export) -> Verdict:
    """Whether somebody who asked for a file may still have it: with what they see today, and no more than that."""
    ground = _GROUNDS[ExportKind(export.kind)](people.standing_of(person), export.municipality)
    if person.pk != export.person_id or ground is None or not person.is_active:
        return denied(_("You may not have this file, or not any more."))
    if ground.reach.covers_all or (
        not export.covers_all and ground.reach.team_ids.issuperset(export.team_ids)
    ):
        return ALLOWED
    return denied(_("You see fewer teams now than when you asked for this file. Ask for it again."))


def _participants(standing: people.Standing, municipality: Municipality) -> Ground | None:
    found = people.reach_into(standing, municipality, DataKind.ENROLMENT)
    return Ground(*found) if found else None


def _progress(standing: people.Standing, municipality: Municipality) -> Ground | None:
    found = people.reach_into(standing, municipality, DataKind.TEAM_TOTALS)
    return Ground(*found) if found and people.can_see_totals(standing, municipality) else None


def _takeover(standing: people.Standing, municipality: Municipality) -> Ground | None:
    found = people.reach_into(standing, municipality, DataKind.TEAM_TOTALS)
    if found is None or not found[0].covers_all or not progression.sees_all_numbers(standing, municipality):
        return None
    may_see = progression.can_see_takeover(standing, progression.takeover_of(municipality))
    return Ground(*found) if may_see else None


def _stages(standing: people.Standing, municipality: Municipality) -> Ground | None:
    """With names only for who judges the evidence and knows who signed; to others the takeover tells it per core task."""
    found = people.reach_into(standing, municipality, DataKind.STAGE_EVIDENCE)
    return Ground(*found) if found else None


_GROUNDS: dict[ExportKind, Callable[[people.Standing, Municipality], Ground | None]] = {
    ExportKind.PARTICIPANTS: _participants,
    ExportKind.PROGRESS: _progress,
    ExportKind.TAKEOVER: _takeover,
    ExportKind.STAGES: _stages,
    ExportKind.SIGNATURES: _stages,
}
