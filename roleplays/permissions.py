"""Who may do what in role-plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from core.access import ALLOWED, Verdict, denied
from people.choices import Role
from roleplays.choices import Phase
from roleplays.rules.live import COMMANDS

if TYPE_CHECKING:
    from people.api import Standing
    from people.models import Municipality, User
    from roleplays.models import LiveSession, RolePlayScenario

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


def can_move(session: LiveSession) -> Verdict:
    """Whether a session can still get another moment: one that was planned and did not begin."""
    if session.planned_for is not None and session.phase == Phase.GATHERING:
        return ALLOWED
    return denied(_("This session has begun or is over, so it cannot be moved any more."))


def can_see_walks(
    person: User, standing: Standing, municipality: Municipality, row: RolePlayScenario
) -> Verdict:
    """Whether somebody may look at how groups walked through a scenario: who leads a group, and who writes it."""
    if can_open_session(standing, municipality):
        return ALLOWED
    return can_see_everybody(person, row)


def can_see_everybody(person: User, row: RolePlayScenario) -> Verdict:
    """Whether somebody may look at how everybody walked, in all municipalities together: who writes the scenario."""
    policy = policy_registry.get_by_type(type(row))
    if policy.user_has_permission_for_instance(person, "change", row):
        return ALLOWED
    return denied(_("How people walked is for trainers, coaches and authors."))


def can_write_in(person: User, scenario: RolePlayScenario) -> Verdict:
    """Whether somebody may change a scenario now: it may be locked, or wait for somebody else."""
    lock = scenario.get_lock()
    if lock is not None and lock.for_user(person):
        return denied(_("This scenario is locked or under review, so you cannot change it now."))
    return ALLOWED
