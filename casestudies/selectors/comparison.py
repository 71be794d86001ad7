"""Reads of how a group marked a case: counted, in words, for five people or more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count

from casestudies.models import CaseWork, DiagnosisMark
from casestudies.rules.comparison import portion_of
from casestudies.selectors.cases import latest_version
from people.api import (
    SMALLEST_GROUP,
    Finish,
    can_see_totals,
    counted,
    groups_to_show,
    reach_into,
    team_sizes,
    teams_in_reach,
)
from people.choices import DataKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casestudies.choices import Portion
    from casestudies.models import CaseStudyPage, CaseVersion
    from core.access import Verdict
    from people.api import Group, Reach, Standing
    from people.models import Municipality


@dataclass(frozen=True, slots=True)
class Picture:
    """How a group marked the sentences of a case."""

    people: int
    portions: dict[str, Portion]
    teams: Group = ()
    names: tuple[str, ...] = ()


def picture_for(work: CaseWork) -> Picture | None:
    """How the group of somebody who finished marked the same text, or None when it is too small. Two queries."""
    finished = _finished(work.municipality, work.version)
    group = next((g for g in _groups(finished) if (work.team_id or 0) in g), None)
    return _picture(work.version, finished, group) if group is not None else None


@dataclass(frozen=True, slots=True)
class GroupSight:
    """How the groups that somebody leads marked a case, or why they may not see that."""

    verdict: Verdict
    pictures: list[Picture]


def groups_visible_to(standing: Standing, municipality: Municipality, page: CaseStudyPage) -> GroupSight:
    """How the groups within somebody's reach marked the latest version of a case. A query for each group, and four."""
    verdict, reached = (
        can_see_totals(standing, municipality),
        reach_into(standing, municipality, DataKind.TEAM_TOTALS),
    )
    version = latest_version(page)
    if not verdict or reached is None or version is None:
        return GroupSight(verdict, [])
    return GroupSight(verdict, _pictures(version, municipality, reached[0]))


def _pictures(version: CaseVersion, municipality: Municipality, reach: Reach) -> list[Picture]:
    finished = _finished(municipality, version)
    names = {team.pk: team.name for team in teams_in_reach(reach, municipality)}
    mine = names.keys() | ({0} if reach.covers_all else set())
    found = (_picture(version, finished, group) for group in _groups(finished) if mine >= set(group))
    return [
        replace(picture, names=tuple(names[pk] for pk in picture.teams if pk in names))
        for picture in found
        if picture is not None
    ]


def _finished(municipality: Municipality, version: CaseVersion) -> list[Finish]:
    """Who finished a version, the earliest first."""
    rows = CaseWork.objects.filter(municipality=municipality, version=version, finished_at__isnull=False)
    pairs = rows.order_by("finished_at", "pk").values_list("pk", "team_id")
    return [Finish(work, team or 0) for work, team in pairs]


def _groups(finished: list[Finish]) -> Iterable[Group]:
    return groups_to_show(team_sizes(finished), smallest=SMALLEST_GROUP)


def _picture(version: CaseVersion, finished: list[Finish], group: Group) -> Picture | None:
    works = counted(finished, group, smallest=SMALLEST_GROUP)
    if not works:
        return None
    marks = DiagnosisMark.objects.filter(work__in=works).exclude(pitfall="")
    counts = dict(marks.values("sentence").annotate(number=Count("pk")).values_list("sentence", "number"))
    keys = [line["key"] for line in version.content["first"]]
    portions = {key: portion_of(counts.get(key, 0), len(works)) for key in keys}
    return Picture(len(works), portions, group)
