"""What is known of one municipality's takeover on a day. A fixed number of queries, whatever the number of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from core.compiled import Given
from people.api import CompiledWithin, everywhere
from progression.choices import Stage
from progression.models import (
    Concern,
    Delivery,
    Pause,
    PhaseTick,
    PlannedTask,
    PoolMember,
    Takeover,
    Trajectory,
)
from progression.rules import clocks
from progression.rules.attention import Stalled
from progression.rules.clocks import add_months, is_paused
from progression.rules.coverage import ALWAYS, Held, coaches_per_task
from progression.rules.degree import in_window
from progression.rules.escalation import Clock, is_stalled
from progression.rules.evidence import Requirement
from progression.rules.pace import OnTheRoad
from progression.rules.readiness import FEWEST_COACHES, ONLY_WHERE_WANTED, Supply, need_for
from progression.selectors.deliveries import last_words_in, sessions_of
from progression.selectors.members import Member, members_on
from progression.selectors.pool import able_beside, shared_by
from progression.selectors.trajectories import requirements, target_of, terms_now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from people.models import Municipality
    from progression.rules.degree import Session

LOOKS_BACK_MONTHS = 18


def takeover_of(municipality: Municipality) -> Takeover:
    """Phase and agreements of a municipality; without any, those that everybody begins with. One query."""
    found = next(iter(_TAKEOVER.load(municipality_id=municipality.pk)), None) or Takeover()
    found.municipality = municipality
    return found


@dataclass(frozen=True)
class Picture:
    """One municipality on one day."""

    municipality: Municipality
    today: date

    @cached_property
    def takeover(self) -> Takeover:
        """Its phase and agreements; without any, those that everybody begins with. One query."""
        return takeover_of(self.municipality)

    @cached_property
    def plan(self) -> dict[str, PlannedTask]:
        """The year plan per core task: of this year, or else the last one that was made. One query."""
        rows = _PLANNED.load(municipality_id=self.municipality.pk, year=self.today.year)
        return {row.core_task: row for row in rows if row.year == rows[0].year}

    @cached_property
    def tasks(self) -> tuple[str, ...]:
        """The core tasks that this municipality has to cover."""
        wanted = self.takeover.trains_own_coaches
        return (*ALWAYS, *ONLY_WHERE_WANTED) if wanted else tuple(ALWAYS)

    @cached_property
    def told(self) -> list[Delivery]:
        """The last that was told about the work of the last year and a half, the latest first. One query."""
        since = add_months(self.today.replace(day=1), -LOOKS_BACK_MONTHS)
        return last_words_in(self.municipality, since=since, until=self.today)

    @cached_property
    def deliveries(self) -> list[Delivery]:
        """What of it counts, the latest first."""
        return [each for each in self.told if each.hours > 0]

    def is_corrected_after(self, moment: datetime, *, on: date) -> bool:
        """Whether work that was counted on a day was told otherwise after a moment."""
        first = on - timedelta(days=self.takeover.window_days - 1)
        return any(
            each.corrects_id is not None and each.recorded_at > moment and first <= each.held_on <= on
            for each in self.told
        )

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The same, as the rules know it."""
        return sessions_of(self.deliveries)

    @property
    def first_day(self) -> date:
        """The first day that the degree looks at."""
        return self.today - timedelta(days=self.takeover.window_days - 1)

    @cached_property
    def recent(self) -> list[Delivery]:
        """The work in the window, the latest first."""
        return [each for each in self.deliveries if each.held_on >= self.first_day]

    @cached_property
    def this_month(self) -> list[Delivery]:
        """The work of the calendar month of today, the latest first."""
        return [each for each in self.deliveries if each.held_on >= self.today.replace(day=1)]

    def window(self, on: date | None = None) -> tuple[Session, ...]:
        """The sessions in the window that ends on a day, today if it is not said."""
        return in_window(self.sessions, as_of=on or self.today, days=self.takeover.window_days)

    @cached_property
    def weights(self) -> dict[str, Decimal]:
        """What share each core task has in the year plan; without a plan all weigh the same."""
        if not self.plan:
            return dict.fromkeys(self.tasks, Decimal(1))
        return {task: row.hours for task, row in self.plan.items() if task in self.tasks}

    # --- People -------------------------------------------------------------------------------------

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Who has which role here today. One query."""
        return members_on(self.today, municipality=self.municipality)

    @cached_property
    def roads(self) -> list[Trajectory]:
        """The trajectories of who learns or coaches here today. One query."""
        learning = {each.person for each in self.members if each.learns}
        rows = _ROADS.load(municipality_id=self.municipality.pk, today=self.today)
        return [each for each in rows if each.person_id in learning]

    @cached_property
    def pauses(self) -> Mapping[int, tuple[clocks.Pause, ...]]:
        """When the clocks of each of them stood still. One query."""
        found: dict[int, tuple[clocks.Pause, ...]] = {each.person_id: () for each in self.roads}
        for person, begins, ends in _PAUSES.ask(municipality_id=self.municipality.pk):
            if person in found:
                found[person] += (clocks.Pause(begins, ends),)
        return found

    @cached_property
    def on_the_road(self) -> tuple[OnTheRoad, ...]:
        """The same, as the rules know it; who pauses is not there to do the work."""
        return tuple(
            OnTheRoad(
                Held(each.person_id, each.core_task, each.stage, is_active=not self._pauses(each)), each.since
            )
            for each in self.roads
        )

    @cached_property
    def active(self) -> tuple[OnTheRoad, ...]:
        """Those who do not pause now."""
        return tuple(each for each in self.on_the_road if each.held.is_active)

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Who is at which stage in which core task."""
        return tuple(each.held for each in self.on_the_road)

    @cached_property
    def coaches_who_lead(self) -> dict[str, int]:
        """How many own coaches lead in each core task, with supervision or alone."""
        return coaches_per_task(self.held, tasks=self.tasks, stage=Stage.SUPERVISED)

    @cached_property
    def pool(self) -> dict[str, int]:
        """How many coaches other municipalities of the same group have per core task; no names."""
        return self.pool_without(None)

    def pool_without(self, gone: int | None) -> dict[str, int]:
        """The same, as if somebody left who also works for another municipality of the group."""
        there = [core_task for person, core_task in self._of_others if person != gone]
        return {task: there.count(task) for task in self.tasks}

    @cached_property
    def _of_others(self) -> frozenset[tuple[int, str]]:
        """Who of the group can do which core task and does not count for it here already. Two queries."""
        if self.shares_with is None:
            return frozenset()
        with everywhere():
            able = frozenset(able_beside(self.shares_with, on=self.today))
        here = {(each.person, each.core_task) for each in self.held}
        away = {each.person for each in self.held if not each.is_active}
        return frozenset(each for each in able - here if each[0] not in away)

    @cached_property
    def shares_with(self) -> PoolMember | None:
        """The group with which this municipality shares its coaches, if any. One query."""
        return shared_by(self.municipality, on=self.today)

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """Per core task how many coaches there are and how many are needed."""
        own = coaches_per_task(self.held, tasks=self.tasks)
        return tuple(
            Supply(
                core_task=task,
                weight=self.weights.get(task, Decimal(0)),
                have=own[task] + self.pool[task],
                need=self.need_of(task),
            )
            for task in self.tasks
        )

    def need_of(self, task: str) -> int:
        """How many coaches a core task needs."""
        row = self.plan.get(task)
        if row is None:
            return FEWEST_COACHES
        asked = need_for(planned_hours=row.hours, hours_per_coach=row.hours_per_coach)
        return max(asked, row.minimum_coaches)

    @cached_property
    def stalled(self) -> tuple[Stalled, ...]:
        """Trajectories that stand still, the longest first; whose turn it is, not whose they are. None of who pauses."""
        terms = terms_now()
        found = (
            Stalled(each.core_task, each.stage, str(each.trainer), target)
            for each in self.roads
            if not self._pauses(each)
            and (target := target_of(each, self.pauses[each.person_id], as_of=self.today, terms=terms))
            is not None
            and is_stalled(target, today=self.today)
        )
        return tuple(sorted(found, key=lambda each: (each.target, each.core_task)))

    @cached_property
    def unsigned(self) -> tuple[date, ...]:
        """Since when trajectories wait for a signature, as it was seen last. One query."""
        return tuple(since for (since,) in _UNSIGNED.ask(municipality_id=self.municipality.pk))

    def _pauses(self, road: Trajectory) -> bool:
        return is_paused(self.pauses[road.person_id], on=self.today)

    # --- What the rules ask besides ------------------------------------------------------------------

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """What stages ask. One query."""
        return tuple(requirements())

    @cached_property
    def ticked(self) -> tuple[PhaseTick, ...]:
        """What people agreed is done. One query."""
        return tuple(PhaseTick.objects.filter(municipality=self.municipality).select_related("person"))


# Every look at the takeover asks these (ADR 0014).
_TAKEOVER = CompiledWithin(lambda: Takeover.objects.select_related("contract_owner"))
_PLANNED = CompiledWithin(
    lambda: PlannedTask.objects.filter(year__lte=Given("year")).order_by("-year", "core_task")
)
_ROADS = CompiledWithin(
    lambda: (
        Trajectory.objects.filter(
            Q(left_on=None) | Q(left_on__gt=Given("today")),
            person__is_active=True,
        )
        .select_related("trainer")
        .order_by("core_task", "since", "pk")
    )
)
_PAUSES = CompiledWithin(
    lambda: Pause.objects.order_by("begins_on").values_list("person_id", "begins_on", "ends_on")
)
_UNSIGNED = CompiledWithin(
    lambda: (
        Concern.objects.filter(ended_on=None, clock=Clock.SIGNATURE).order_by("since").values_list("since")
    )
)


def months_until(day: date, *, number: int = 12) -> Sequence[date]:
    """The first days of the last so many months, with the one of a day."""
    first = day.replace(day=1)
    return [add_months(first, -ago) for ago in range(number - 1, -1, -1)]


def last_day_of(month: date, *, until: date) -> date:
    """The last day of a month, or the day until which is counted when that is earlier."""
    return min(add_months(month, 1) - timedelta(days=1), until)
