"""Reads of what somebody does in cases: their own only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from casestudies.choices import CaseStep
from casestudies.models import CaseWork
from casestudies.rules.diagnosis import Judged, Tally, judge, tally
from casestudies.rules.steps import ORDER, Road, may_mark
from casestudies.selectors.cases import case_of_version
from people.choices import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from casestudies.rules.case import Case, Fact, Option
    from people.api import Standing
    from people.models import Municipality, User


@dataclass(frozen=True)
class Doing:
    """A case as one person does it: in its version, with how far they are."""

    work: CaseWork
    case: Case

    @cached_property
    def road(self) -> Road:
        """How far they are."""
        return road_of(self.work)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The pitfalls they saw, by sentence. One query."""
        return marks_of(self.work)

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """What there is to say about their marks; nothing as long as they can still change."""
        return () if not self.road.is_behind(CaseStep.DIAGNOSE) else judge(self.case.first, self.marks)

    @cached_property
    def tally(self) -> Tally:
        """How the diagnosis went."""
        return tally(self.judged)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that are open."""
        return self.case.timeline[: self.road.facts_open]

    @property
    def facts_left(self) -> int:
        """How many facts are still closed."""
        return max(0, len(self.case.timeline) - self.road.facts_open)

    @property
    def expected(self) -> Option | None:
        """What they expected."""
        place, options = self.road.prediction, self.case.prediction.options
        return options[place] if place is not None and place < len(options) else None

    @property
    def may_mark(self) -> bool:
        """Whether sentences can still be marked."""
        return may_mark(self.road)

    @property
    def is_finished(self) -> bool:
        """Whether they gave their own answer."""
        return self.work.finished_at is not None


def work_of(person: User, municipality: Municipality) -> QuerySet[CaseWork]:
    """A person's own work; nobody sees what somebody else does in a case."""
    return CaseWork.objects.filter(person=person, municipality=municipality).select_related("version")


def work_on(person: User, municipality: Municipality, code: str) -> CaseWork | None:
    """A person's work on one case. One query."""
    return work_of(person, municipality).filter(case__code__iexact=code).first()


def doing(work: CaseWork) -> Doing:
    """A case as its person does it. No queries when its version is there."""
    return Doing(work, case_of_version(work.version))


def road_of(work: CaseWork) -> Road:
    """How far somebody is."""
    return Road(CaseStep(work.step), work.facts_open, work.prediction)


def marks_of(work: CaseWork) -> dict[str, str]:
    """The pitfalls that somebody saw, by sentence. One query."""
    return dict(work.marks.exclude(pitfall="").values_list("sentence", "pitfall"))


def work_by_code(
    person: User, municipality: Municipality, codes: Collection[str] | None = None
) -> dict[str, CaseWork]:
    """A person's work by the code of its case. One query."""
    rows = CaseWork.objects.filter(person=person, municipality=municipality).select_related("case")
    if codes is not None:
        rows = rows.filter(case__code__in=codes)
    return {row.case.code: row for row in rows.only("step", "finished_at", "case__code")}


def team_of(standing: Standing, municipality: Municipality) -> int | None:
    """The team in which somebody learns in a municipality. No queries."""
    teams = (standing.reach(role, municipality.pk) for role in (Role.LEARNER, Role.COACH))
    ids = sorted(pk for reach in teams if reach is not None for pk in reach.team_ids)
    return ids[0] if ids else None


def how_far(work: CaseWork) -> tuple[int, int]:
    """The number of the step somebody is at, and how many there are."""
    return ORDER.index(CaseStep(work.step)) + 1, len(ORDER)
