"""Who might assess a candidate, with everything the rules ask of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from assessments.api import proeve as forms
from certification.rules.assessors import Assessor
from certification.selectors.candidates import CORE_TASKS
from people.choices import Role
from people.models import Membership, User
from progression import api as progression
from progression.choices import CoreTask, Stage

if TYPE_CHECKING:
    from datetime import date

    from certification.models import ProficiencyAssessment
    from people.models import Municipality

ASSESSING = (Role.TRAINER, Role.COACH)
EVERYWHERE = None  # a role without a team holds for all of them
IN_A_LINE = (Role.LEARNER, Role.COACH, Role.MANAGER)


def possible_assessors(municipality: Municipality, *, on: date) -> list[User]:
    """The trainers and coaches of a municipality on a day, by name. One query."""
    members = Membership.objects.filter(municipality=municipality, role__in=ASSESSING).on(on)
    people = User.objects.filter(pk__in=members.values("person_id"), is_active=True)
    return list(people.order_by("last_name", "first_name"))


def assessors_for(proeve: ProficiencyAssessment, *, on: date) -> dict[int, Assessor]:
    """Everybody who has a role in the municipality, as the rules see them for this candidate. A fixed number of queries."""
    roles = _roles(proeve.municipality, on)
    line = _line_of(proeve.candidate_id, roles)
    stages = progression.stages_in(proeve.municipality)
    coached = progression.guides_of(proeve.candidate, proeve.municipality)
    coached |= forms.coached_in_forms(proeve.candidate, proeve.municipality)
    version = forms.proeve_rubric()
    calibrated = forms.calibrated_people(version.as_rule(), as_of=on) if version else set()
    tasks = CORE_TASKS[proeve.cluster]
    return {
        person: Assessor(
            person=person,
            roles=frozenset(role for role, _team in held),
            stage=max(stages.get(person, {}).get(task, Stage.APPLIED) for task in tasks),
            trains_others=stages.get(person, {}).get(CoreTask.KT8, Stage.APPLIED) >= Stage.EDUCATOR,
            has_coached=person in coached,
            is_in_line=person in line,
            is_calibrated=person in calibrated,
        )
        for person, held in roles.items()
    }


def _roles(municipality: Municipality, on: date) -> dict[int, set[tuple[str, int | None]]]:
    roles: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    rows = Membership.objects.filter(municipality=municipality).on(on)
    for person, role, team in rows.values_list("person_id", "role", "team_id"):
        roles[person].add((role, team))
    return roles


def _line_of(candidate: int, roles: dict[int, set[tuple[str, int | None]]]) -> set[int]:
    """Who stands above, under or beside somebody: manages their team, works in one they manage, or works in the same."""
    managed_by_them = {team for role, team in roles[candidate] if role == Role.MANAGER}
    works_in: set[int | None] = {
        team for role, team in roles[candidate] if role in IN_A_LINE and team is not EVERYWHERE
    }
    return {
        person
        for person, held in roles.items()
        if person != candidate
        and (_manages(held, works_in) or _works_under(held, managed_by_them) or _works_in(held, works_in))
    }


def _manages(held: set[tuple[str, int | None]], teams: set[int | None]) -> bool:
    return any(role == Role.MANAGER and (team in teams or team is EVERYWHERE) for role, team in held)


def _works_under(held: set[tuple[str, int | None]], teams: set[int | None]) -> bool:
    inside = [team for role, team in held if role in IN_A_LINE]
    return bool(inside) and (EVERYWHERE in teams or any(team in teams for team in inside))


def _works_in(held: set[tuple[str, int | None]], teams: set[int | None]) -> bool:
    return any(role in IN_A_LINE and team in teams for role, team in held)
