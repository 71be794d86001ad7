"""Who may do what in role-plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.access import ALLOWED, Verdict, denied
from people.choices import Role
from roleplays.rules.live import COMMANDS

if TYPE_CHECKING:
    from people.api import Standing
    from people.models import Municipality, User
    from roleplays.models import LiveSession

FACILITATORS = (Role.TRAINER, Role.COACH)


def can_open_session(standing: Standing, municipality: Municipality | None) -> Verdict:
    """Whether somebody may lead a role-play of a group: trainers and internal coaches do."""
    if municipality is not None and any(standing.has(role, municipality.pk) for role in FACILITATORS):
        return ALLOWED
    return denied(_("A trainer or an internal coach opens a session for a group."))


def can_steer(person: User, session: LiveSession) -> Verdict:
    """Whether somebody steers this session: who opened it."""
    if session.facilitator_id == person.pk:
        return ALLOWED
    return denied(_("Only who leads this session does this."))


def can_do(session: LiveSession, command: str) -> Verdict:
    """Whether a command is possible in the phase that the session is in."""
    if command in COMMANDS and session.phase in COMMANDS[command][0]:
        return ALLOWED
    return denied(_("That is not possible at this moment. This is where the session is now."))
