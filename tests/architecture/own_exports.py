"""A file that was asked for and is there, for the fences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from people.choices import Role
from people.models import Municipality, User
from tests.factories.exports import asked, made
from tests.factories.people import person_with
from website.choices import ExportKind
from website.models import Export, ExportPiece

MODELS = (Export, ExportPiece)


def own_exports(municipality: Municipality) -> Export:
    """The participants, as a lead took them along."""
    lead = person_with(Role.LEAD, municipality=municipality)
    return made(asked(lead, municipality, ExportKind.PARTICIPANTS))


def person_for(_name: str, world: Any) -> User:
    """Who asked."""
    return world.export.person


def _export(world: Any) -> dict[str, Any]:
    return {"public_id": world.export.public_id}


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = dict.fromkeys(
    ("website:export", "website:export_file", "website:stop_export", "website:remove_export"), _export
)
SHARED = {"website:exports": "the files that somebody asked for, about their own municipality"}
