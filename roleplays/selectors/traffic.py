"""Reads of how groups walked through a scenario: counted in lots of five or more, never about a person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from people.api import (
    SMALLEST_GROUP,
    Finish,
    can_see_totals,
    counted,
    everywhere,
    groups_to_show,
    reach_into,
    team_sizes,
    teams_in_reach,
)
from people.choices import DataKind
from people.models import Municipality
from roleplays.models import RolePlayRun
from roleplays.rules.traffic import Stops, Traffic, stops_of, traffic_of
from roleplays.selectors.scenarios import scenario_of_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from core.access import Verdict
    from people.api import Group, Standing
    from roleplays.models import ScenarioVersion

# Who did not go on for so long, stopped.
SETTLED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Walked:
    """How a group walked: some teams, people without one, or everybody of every municipality that agreed."""

    traffic: Traffic
    stops: Stops | None
    names: tuple[str, ...] = ()
    is_everybody: bool = False


@dataclass(frozen=True, slots=True)
class WalkedSight:
    """How groups walked, as far as somebody may see that, or why they may not."""

    verdict: Verdict
    pictures: list[Walked]


class _Run(NamedTuple):
    pk: int
    team_id: int | None
    municipality_id: int
    moves: list[str]
    is_finished: bool


@dataclass(frozen=True, slots=True)
class _Runs:
    """Of each person the first run that was finished, and the first that was begun long enough ago."""

    finished: Sequence[_Run]
    settled: Sequence[_Run]


def walked_visible_to(
    standing: Standing,
    municipality: Municipality,
    version: ScenarioVersion,
    *,
    sees_everybody: bool,
    now: datetime,
) -> WalkedSight:
    """How the groups within somebody's reach walked, and everybody for who may see that. Six queries at most."""
    verdict = can_see_totals(standing, municipality)
    everybody = walked_by_everybody(version, now=now) if sees_everybody else None
    pictures = [everybody] if everybody else []
    if verdict:
        pictures += _groups_of(standing, municipality, version, now)
    return WalkedSight(verdict, pictures)


def _groups_of(
    standing: Standing, municipality: Municipality, version: ScenarioVersion, now: datetime
) -> Iterable[Walked]:
    reached = reach_into(standing, municipality, DataKind.TEAM_TOTALS)
    if reached is None:
        return
    names = {team.pk: team.name for team in teams_in_reach(reached[0], municipality)}
    mine = names.keys() | ({0} if reached[0].covers_all else set())
    runs = _runs(version, [municipality.pk], now)
    for group in _groups(runs.finished):
        if mine >= set(group):
            yield _picture(version, runs, [group], names=tuple(names[pk] for pk in group if pk in names))


def walked_by_everybody(version: ScenarioVersion, *, now: datetime) -> Walked | None:
    """How everybody walked, for who writes the scenario: municipalities whose works council agreed. Three queries."""
    agreed = Municipality.objects.exclude(works_council_agreed_on=None)
    with everywhere():
        runs = _runs(version, list(agreed.values_list("pk", flat=True)), now)
    # Each municipality is counted in its own groups.
    enough = any(_groups(part) for part in _by_municipality(runs.finished))
    return _picture(version, runs, None) if enough else None


def _runs(version: ScenarioVersion, municipalities: list[int], now: datetime) -> _Runs:
    here = RolePlayRun.objects.filter(version=version, municipality__in=municipalities)
    done = here.filter(finished_at__isnull=False)
    old = here.filter(started_at__lte=now - SETTLED)
    return _Runs(_first_of_each(done, "finished_at"), _first_of_each(old, "started_at"))


def _first_of_each(runs: QuerySet[RolePlayRun], moment: str) -> list[_Run]:
    """The first run of each person in each municipality, the earliest first. One query."""
    first = runs.order_by("municipality_id", "person_id", moment, "pk").distinct(
        "municipality_id", "person_id"
    )
    names = ("pk", "team_id", "municipality_id", "moves", "finished_at", moment)
    rows = sorted(first.values_list(*names), key=lambda row: (row[-1], row[0]))
    return [
        _Run(pk, team, municipality, moves, is_finished=done is not None)
        for pk, team, municipality, moves, done, _moment in rows
    ]


def _by_municipality(runs: Sequence[_Run]) -> list[list[_Run]]:
    parts: dict[int, list[_Run]] = defaultdict(list)
    for run in runs:
        parts[run.municipality_id].append(run)
    return list(parts.values())


def _finishes(runs: Sequence[_Run]) -> list[Finish]:
    return [Finish(run.pk, run.team_id or 0) for run in runs]


def _groups(runs: Sequence[_Run]) -> tuple[Group, ...]:
    return groups_to_show(team_sizes(_finishes(runs)), smallest=SMALLEST_GROUP)


def _picture(
    version: ScenarioVersion, runs: _Runs, groups: Sequence[Group] | None, *, names: tuple[str, ...] = ()
) -> Walked:
    scenario = scenario_of_version(version)
    roads = [run.moves for run in _counted(runs.finished, groups)]
    begun = [None if run.is_finished else run.moves for run in _counted(runs.settled, groups)]
    stops = stops_of(scenario, begun) if begun else None
    return Walked(traffic_of(scenario, roads), stops, names, is_everybody=groups is None)


def _counted(runs: Sequence[_Run], groups: Sequence[Group] | None) -> list[_Run]:
    """Those in full lots: of some groups, or of all groups of each municipality."""
    kept: set[int] = set()
    for part in _by_municipality(runs):
        for group in _groups(part) if groups is None else groups:
            kept.update(counted(_finishes(part), group, smallest=SMALLEST_GROUP))
    return [run for run in runs if run.pk in kept]
