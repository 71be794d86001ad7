"""What somebody plays, for the fences: a run with a reflection, and a seat in a live session with a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from people.api import everywhere, within
from people.choices import Role
from people.models import Municipality, User
from roleplays import api
from roleplays.choices import EventKind
from roleplays.models import LiveSession, Participant, RolePlayRun, SessionEvent
from tests.factories.people import MembershipFactory
from tests.factories.roleplays import RunFactory, ScenarioFactory, version_of

MODELS = (RolePlayRun, LiveSession, Participant, SessionEvent)

# What only who leads a session may do.
LEADS = frozenset(
    {
        "roleplays:open_session",
        "roleplays:plan_session",
        "roleplays:move_session",
        "roleplays:observe",
        "roleplays:steer",
        "roleplays:seat",
        "roleplays:walks",
        "roleplays:walks_file",
    }
)


@dataclass(frozen=True)
class OwnPlays:
    """A run of the learner, and a session at which they sit."""

    run: RolePlayRun
    session: LiveSession

    @property
    def participant(self) -> int:
        """Where the learner sits at the table."""
        with everywhere():
            return self.session.participants.get(person=self.run.person).pk


def own_plays(learner: User, municipality: Municipality, *, mark: str) -> OwnPlays:
    """Everything that somebody can have played, with a mark in it."""
    version = version_of(ScenarioFactory(municipality=municipality, title=mark))
    now = timezone.now()
    with within(municipality):
        run = RunFactory(person=learner, municipality=municipality, version=version, reflection=mark)
        trainer = MembershipFactory(municipality=municipality, role=Role.TRAINER).person
        session = api.open_session(facilitator=trainer, municipality=municipality, version=version, now=now)
        api.join(session_id=session.pk, person=learner, now=now)
        api.note(session_id=session.pk, author=learner, seen=api.Seen(EventKind.NOTE, mark), now=now)
        session.refresh_from_db()
    return OwnPlays(run, session)


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "roleplays:scenario": lambda w: {"code": w.plays.run.version.scenario.code.lower()},
    "roleplays:walks": lambda w: {"code": w.plays.run.version.scenario.code.lower()},
    "roleplays:walks_file": lambda w: {"code": w.plays.run.version.scenario.code.lower()},
    "roleplays:run": lambda w: {"public_id": w.plays.run.public_id},
    "roleplays:back": lambda w: {"public_id": w.plays.run.public_id},
    "roleplays:reflect": lambda w: {"public_id": w.plays.run.public_id},
    "roleplays:open_session": lambda w: {"code": w.plays.run.version.scenario.code.lower()},
    "roleplays:plan_session": lambda w: {"code": w.plays.run.version.scenario.code.lower()},
    "roleplays:observe": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:join": lambda w: {"code": w.plays.session.code.lower()},
    "roleplays:table": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:move_session": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:poll": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:steer": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:seat": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:note": lambda w: {"public_id": w.plays.session.public_id},
    "roleplays:leave": lambda w: {"public_id": w.plays.session.public_id},
}
SENT = {"participant": "{participant}", "seat": "resident"}
