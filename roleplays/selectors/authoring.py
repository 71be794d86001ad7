"""Reads for who writes scenarios: lists, and a scenario as it is written now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.permissions import policy_registry

from core.api import is_under_review
from roleplays.models import RolePlayScenario, ScenarioVersion

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from people.models import User

HEAVY = ("body", "frame", "role_cards", "look_fors")


def scenarios_for_a_list(scenarios: QuerySet[RolePlayScenario]) -> QuerySet[RolePlayScenario]:
    """The same scenarios with whose they are and `is_under_review`, without their heavy parts. One query."""
    return (
        scenarios.select_related("municipality")
        .defer(*HEAVY)
        .annotate(is_under_review=is_under_review(RolePlayScenario))
    )


def was_published(scenarios: Collection[RolePlayScenario]) -> bool:
    """Whether somebody may have played one of these. One query."""
    return ScenarioVersion.objects.filter(scenario__in=scenarios).exists()


def scenarios_within_reach(person: User, *, actions: Collection[str]) -> QuerySet[RolePlayScenario]:
    """The scenarios with which somebody may do one of a few things in the admin."""
    policy = policy_registry.get_by_type(RolePlayScenario)
    found: QuerySet[RolePlayScenario] = policy.instances_user_has_any_permission_for(person, actions)
    return found


def draft_of(row: RolePlayScenario) -> RolePlayScenario:
    """A scenario as it is written now, also what was not published yet. One query at most."""
    draft: RolePlayScenario = row.get_latest_revision_as_object()
    return draft


def ids_of_blocks(row: RolePlayScenario) -> dict[str, str]:
    """By the name of a scene the id of its block in the editor; of two with the same name the first."""
    found: dict[str, str] = {}
    for child in row.body:
        found.setdefault(str(child.value["key"] or ""), child.id or "")
    return found
