"""Numbers per team: how many people began and finished each module, as they were counted last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.models import Enrolment, LessonProgress, TeamTotal

if TYPE_CHECKING:
    from collections.abc import Collection

    from courses.rules.outline import Module, Path
    from people.models import Municipality

NO_TEAM = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people of a group began and finished a module."""

    started: int
    finished: int


@dataclass(frozen=True)
class GroupTotals:
    """The numbers of one group of teams."""

    teams: tuple[str, ...]
    people: int
    cells: dict[str, Cell]

    @property
    def name(self) -> str:
        """The teams of this group in words."""
        return " + ".join(team or _("without a team") for team in self.teams)


@dataclass(frozen=True)
class Totals:
    """The numbers of a municipality on a path."""

    path: Path
    counted_at: datetime | None
    groups: tuple[GroupTotals, ...]

    def rows(self) -> list[tuple[Module, list[tuple[GroupTotals, Cell]]]]:
        """Each module with the numbers of every group: what page and export both show."""
        nothing = Cell(0, 0)
        return [
            (module, [(group, group.cells.get(module.code, nothing)) for group in self.groups])
            for module in self.path.modules
        ]


def totals_of(municipality: Municipality, path: Path, *, team_ids: Collection[int] | None = None) -> Totals:
    """The last count of a path; with `team_ids`, only groups that lie wholly within these teams. One query."""
    rows = TeamTotal.objects.filter(municipality=municipality, path_id=path.pk).order_by("pk")
    groups = [
        GroupTotals(
            teams=tuple(row.team_names),
            people=row.people,
            cells={code: Cell(*numbers) for code, numbers in row.numbers.items()},
        )
        for row in rows
        if team_ids is None or set(row.team_ids) <= set(team_ids)
    ]
    return Totals(path, max((row.counted_at for row in rows), default=None), tuple(groups))


def people_per_team(municipality: Municipality, path: Path) -> dict[int, set[int]]:
    """Who follows a path, by the team through which they do; zero is without a team. One query."""
    rows = Enrolment.objects.filter(municipality=municipality, path_id=path.pk, ended_at__isnull=True)
    teams: dict[int, set[int]] = defaultdict(set)
    for person_id, team_id in rows.values_list("person_id", "team_id"):
        teams[team_id or NO_TEAM].add(person_id)
    return teams


def modules_per_person(municipality: Municipality, path: Path) -> dict[int, dict[str, bool]]:
    """Per person the modules they began, and whether they finished them. One query."""
    places = path.places
    completed: dict[tuple[int, str], set[int]] = defaultdict(set)
    began: dict[int, set[str]] = defaultdict(set)
    rows = LessonProgress.objects.filter(municipality=municipality, lesson_id__in=path.order)
    for person_id, lesson_id, completed_at in rows.values_list("person_id", "lesson_id", "completed_at"):
        code = places[lesson_id][0].code
        began[person_id].add(code)
        if completed_at is not None:
            completed[person_id, code].add(lesson_id)
    required = {m.code: {lesson.pk for lesson in m.lessons if lesson.is_required} for m in path.modules}
    return {
        person_id: {
            code: bool(required[code]) and required[code] <= completed[person_id, code] for code in codes
        }
        for person_id, codes in began.items()
    }
