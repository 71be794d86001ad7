"""How far teams are; small ones together, so that nobody can work out what one person did."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from people.api import SMALLEST_GROUP, CompiledWithin, groups_to_show
from people.choices import Role
from people.models import Team
from progression.choices import TeamLevel
from progression.rules.degree import shares_of
from progression.rules.teams import level_of
from progression.selectors.deliveries import sessions_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from people.models import Municipality
    from progression.models import Delivery
    from progression.rules.degree import Shares
    from progression.selectors.picture import Picture


@dataclass(frozen=True)
class TeamRow:
    """A team, or small teams together."""

    name: str
    people: int
    coaches: int
    level: TeamLevel
    degree: Shares

    @property
    def steps(self) -> list[bool]:
        """Four dots, of which as many are filled as the level."""
        return [number <= self.level for number in range(1, len(TeamLevel))]


def team_rows(picture: Picture, *, teams: Collection[int] | None = None) -> list[TeamRow]:
    """Teams that may be shown, by name; only those of a group that is wholly one's own. One query."""
    names = team_names(picture.municipality)
    people, coaches = _members(picture)
    groups = groups_to_show({team: len(people[team]) for team in names}, smallest=SMALLEST_GROUP)
    wanted = [group for group in groups if teams is None or set(group) <= set(teams)]
    rows = [
        TeamRow(
            name=" + ".join(sorted(names[team] for team in group)),
            people=len(set().union(*(people[team] for team in group))),
            coaches=len(set().union(*(coaches[team] for team in group))),
            level=level_of(sessions_of(_of(group, picture.deliveries))),
            degree=shares_of(sessions_of(_of(group, picture.recent))),
        )
        for group in wanted
    ]
    return sorted(rows, key=lambda row: row.name)


def coaches_in_teams(picture: Picture) -> int:
    """How many own coaches are in some team; who is in two counts once."""
    _people, coaches = _members(picture)
    return len(set().union(*coaches.values()))


def team_names(municipality: Municipality) -> dict[int, str]:
    """What the teams of a municipality are called. One query."""
    return dict(_NAMES.ask(municipality_id=municipality.pk))


def _members(picture: Picture) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    people: dict[int, set[int]] = defaultdict(set)
    coaches: dict[int, set[int]] = defaultdict(set)
    for each in picture.members:
        if each.team is not None and each.learns:
            people[each.team].add(each.person)
            if each.role == Role.COACH:
                coaches[each.team].add(each.person)
    return people, coaches


def _of(group: Collection[int], deliveries: Iterable[Delivery]) -> list[Delivery]:
    return [each for each in deliveries if each.team_id in group]


_NAMES = CompiledWithin(lambda: Team.objects.values_list("pk", "name"))
