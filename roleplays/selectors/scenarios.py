"""Reads of scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from roleplays.blocks import cards_of, frame_of, look_fors_of, nodes_of
from roleplays.models import RolePlayScenario, ScenarioVersion
from roleplays.rules.scenario import Scenario
from roleplays.rules.scenario_json import scenario_from_json

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from people.api import Standing
    from people.models import Municipality


MOST_READ = 200
_READ: dict[tuple[int, datetime], Scenario] = {}


def scenario_of(row: RolePlayScenario) -> Scenario:
    """A scenario as it is written now. No queries."""
    return Scenario(
        code=row.code,
        title=row.title,
        player_role=row.player_role,
        nodes=nodes_of(row.body),
        domain=row.domain,
        case=row.case,
        minutes=row.minutes,
        summary=row.summary,
        role_cards=cards_of(row.role_cards),
        look_fors=look_fors_of(row.look_fors),
        frame=frame_of(row.frame),
    )


def scenario_of_version(version: ScenarioVersion) -> Scenario:
    """A scenario as people play it, read once in each process, because a version never changes."""
    key = (version.pk, version.made_at)
    scenario = _READ.get(key)
    if scenario is None:
        if len(_READ) >= MOST_READ:
            _READ.clear()
        scenario = _READ[key] = scenario_from_json(version.content)
    return scenario


def latest_version(row: RolePlayScenario) -> ScenarioVersion | None:
    """What people play now. One query."""
    return row.versions.order_by("-number").first()


def scenarios_visible_to(standing: Standing) -> QuerySet[RolePlayScenario]:
    """The published scenarios that somebody can play: the shared ones, and their municipalities' own."""
    mine = Q(municipality=None) | Q(municipality__in=standing.municipality_ids)
    frozen = ScenarioVersion.objects.filter(scenario=OuterRef("pk"))
    return RolePlayScenario.objects.filter(mine, Exists(frozen), live=True)


def found_scenarios(standing: Standing, words: str) -> QuerySet[RolePlayScenario]:
    """The scenarios that somebody can play with these words in their title or summary. No query yet."""
    asked = " ".join(words.replace("\x00", "").split())
    fits = Q(code__iexact=asked) | Q(title__icontains=asked) | Q(summary__icontains=asked)
    found = scenarios_visible_to(standing).filter(fits).order_by("code")
    return found.only("code", "title", "summary") if asked else found.none()


def current_versions() -> QuerySet[ScenarioVersion]:
    """The latest version of each published scenario, with its scenario. One query."""
    later = ScenarioVersion.objects.filter(scenario=OuterRef("scenario"), number__gt=OuterRef("number"))
    return (
        ScenarioVersion.objects.filter(~Exists(later), scenario__live=True)
        .select_related("scenario")
        .order_by("scenario__code")
    )


def playable_versions(municipality: Municipality) -> QuerySet[ScenarioVersion]:
    """Those that people of a municipality play: the shared ones and its own. One query."""
    return current_versions().filter(Q(scenario__municipality=None) | Q(scenario__municipality=municipality))


def activities_to_observe(municipality: Municipality) -> list[tuple[str, str, tuple[str, ...]]]:
    """What people of a municipality play that has look-fors: code, title and those. One query."""
    scenarios = [scenario_of_version(version) for version in playable_versions(municipality)]
    return [(each.code, each.title, each.look_fors) for each in scenarios if each.look_fors]
