"""A scenario in a few words, for who shows it elsewhere: what it is and how often somebody played it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from roleplays.selectors.runs import finished_scenarios
from roleplays.selectors.scenarios import current_versions

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from people.models import Municipality, User
    from roleplays.models import ScenarioVersion


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A scenario as it stands in a lesson, with how often somebody finished it."""

    title: str
    url: str
    minutes: int
    times: int = 0


def codes_of_scenarios(municipality_id: int | None) -> set[str]:
    """The scenarios that people of a municipality can play, or the shared ones. One query."""
    return set(_there(municipality_id).values_list("scenario__code", flat=True))


def scenario_cards(
    person: User | None, municipality: Municipality | None, codes: Collection[str]
) -> dict[str, ScenarioCard]:
    """These scenarios by code, as far as somebody may play them. Two queries, whatever their number."""
    versions = _there(municipality.pk if municipality else None).filter(scenario__code__in=codes)
    times = finished_scenarios(person, municipality) if person and municipality else {}
    scenarios = [version.scenario for version in versions.defer("content")]
    return {
        row.code: ScenarioCard(
            title=row.title,
            url=reverse("roleplays:scenario", args=[row.code.lower()]),
            minutes=row.minutes,
            times=times.get(row.code, 0),
        )
        for row in scenarios
    }


def _there(municipality_id: int | None) -> QuerySet[ScenarioVersion]:
    own = Q(scenario__municipality=None) | Q(scenario__municipality=municipality_id)
    return current_versions().filter(own)
