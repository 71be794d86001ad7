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

    from courses.rules.outline import Lesson, Module, Path
    from courses.rules.totals import Work
    from people.models import Municipality

NO_TEAM = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people of a group began and finished a module or a lesson."""

    started: int
    finished: int


NOTHING = Cell(0, 0)


@dataclass(frozen=True)
class GroupTotals:
    """The numbers of one group of teams."""

    team_ids: tuple[int, ...]
    teams: tuple[str, ...]
    people: int
    cells: dict[str, Cell]
    lesson_cells: dict[str, Cell]

    @property
    def key(self) -> str:
        """The teams of this group, as an address names them."""
        return "-".join(str(team_id) for team_id in self.team_ids)

    @property
    def name(self) -> str:
        """The teams of this group in words."""
        return " + ".join(team or _("without a team") for team in self.teams)


@dataclass(frozen=True)
class ModuleTotals:
    """One number of a group, with the rows behind it."""

    group: GroupTotals
    module: Module
    cell: Cell
    lessons: tuple[tuple[Lesson, Cell], ...]


@dataclass(frozen=True)
class Totals:
    """The numbers of a municipality on a path."""

    path: Path
    counted_at: datetime | None
    groups: tuple[GroupTotals, ...]

    def rows(self) -> list[tuple[Module, list[tuple[GroupTotals, Cell]]]]:
        """Each module with the numbers of every group: what page and export both show."""
        return [
            (module, [(group, group.cells.get(module.code, NOTHING)) for group in self.groups])
            for module in self.path.modules
        ]

    def behind(self, *, group_key: str, module_code: str) -> ModuleTotals | None:
        """The rows behind the number of a group and a module, counted at the same moment; None without such a number."""
        group = next((group for group in self.groups if group.key == group_key), None)
        module = next((module for module in self.path.modules if module.code == module_code), None)
        if group is None or module is None:
            return None
        lessons = tuple((lesson, group.lesson_cells.get(lesson.code, NOTHING)) for lesson in module.lessons)
        return ModuleTotals(group, module, group.cells.get(module.code, NOTHING), lessons)


def totals_of(municipality: Municipality, path: Path, *, team_ids: Collection[int] | None = None) -> Totals:
    """The last count of a path; with `team_ids`, only groups that lie wholly within these teams. One query."""
    rows = TeamTotal.objects.filter(municipality=municipality, path_id=path.pk).order_by("pk")
    groups = [
        GroupTotals(
            team_ids=tuple(row.team_ids),
            teams=tuple(row.team_names),
            people=row.people,
            cells={code: Cell(*numbers) for code, numbers in row.numbers.items()},
            lesson_cells={code: Cell(*numbers) for code, numbers in row.lesson_numbers.items()},
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


def work_per_person(municipality: Municipality, path: Path) -> dict[int, Work]:
    """Per person the lessons they opened, and whether they finished them. One query."""
    rows = LessonProgress.objects.filter(municipality=municipality, lesson_id__in=path.order)
    works: dict[int, dict[int, bool]] = defaultdict(dict)
    for person_id, lesson_id, completed_at in rows.values_list("person_id", "lesson_id", "completed_at"):
        works[person_id][lesson_id] = completed_at is not None
    return dict(works)
