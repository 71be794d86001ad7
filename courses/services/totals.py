"""Counting how far teams are, every hour, so that the page costs nothing and nobody can watch one person move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from courses.models import TeamTotal
from courses.rules.totals import per_lesson, per_module
from courses.selectors.curriculum import curriculum
from courses.selectors.totals import NO_TEAM, people_per_team, work_per_person
from people.api import SMALLEST_GROUP, groups_to_show, within
from people.models import Municipality, Team

if TYPE_CHECKING:
    from datetime import datetime

    from courses.rules.groups import Group
    from courses.rules.outline import Path


def count_all_totals(*, now: datetime) -> None:
    """Count every municipality on every path that it may follow."""
    for municipality in Municipality.objects.active():
        with within(municipality):
            for path in curriculum().paths:
                if path.municipality_id in {None, municipality.pk}:
                    count_totals(municipality, path, now=now)


@transaction.atomic
def count_totals(municipality: Municipality, path: Path, *, now: datetime) -> None:
    """Count one municipality on one path, in place of the last count. A fixed number of queries."""
    teams = people_per_team(municipality, path)
    works = work_per_person(municipality, path)
    names = dict(Team.objects.filter(municipality=municipality).values_list("pk", "name"))
    sizes = {team: len(people) for team, people in teams.items()}
    rows = []
    for group in groups_to_show(sizes, smallest=SMALLEST_GROUP):
        people = set().union(*(teams[team] for team in group))
        if len(people) < SMALLEST_GROUP:
            continue  # the same people in two small teams
        theirs = [works[person] for person in people if person in works]
        rows.append(
            TeamTotal(
                municipality=municipality,
                path_id=path.pk,
                team_ids=list(group),
                team_names=_names(group, names),
                people=len(people),
                numbers=per_module(path, theirs),
                lesson_numbers=per_lesson(path, theirs),
                counted_at=now,
            )
        )
    TeamTotal.objects.filter(municipality=municipality, path_id=path.pk).delete()
    TeamTotal.objects.bulk_create(rows)


def _names(group: Group, names: dict[int, str]) -> list[str]:
    """The teams of a group; an empty name stands for people without a team."""
    return [names.get(team, "") if team != NO_TEAM else "" for team in group]
