"""The numbers of a takeover, each counted in one place from the picture of a municipality."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from core.compiled import Given
from people.api import CompiledWithin
from progression.choices import Stage
from progression.models import MonthlyFigures
from progression.rules import attention, coverage, forecast, pace, readiness
from progression.rules.degree import WITHOUT_TRAINER, Degree, by_who_led, degree, shares_of
from progression.selectors.picture import Picture, last_day_of, months_until
from progression.selectors.quality import Observed, observed_sides

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Municipality

YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Month:
    """The shares of a month: as they were counted in it, or counted now for its last day.

    What was counted stays, also when work was corrected later; then it says so.
    """

    month: date
    strict: float | None
    weighted: float | None
    hours: tuple[float, float, float]  # without a trainer, together, by the trainer
    is_corrected_since: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a month, and when."""

    figures: dict[str, str | None]
    as_of: date
    counted_at: datetime


@dataclass(frozen=True)
class Numbers:
    """Every number of a municipality on a day."""

    picture: Picture

    @cached_property
    def degree(self) -> Degree:
        """Strict, weighted and balanced in the window, with the volume."""
        return degree(self.picture.window(), weights=self.picture.weights)

    @cached_property
    def planned_hours(self) -> Decimal:
        """The hours that the year plan asks for the window."""
        total = sum((row.hours for row in self.picture.plan.values()), Decimal(0))
        return total * self.picture.takeover.window_days / YEAR_DAYS

    @property
    def volume(self) -> Fraction | None:
        """Hours held in the window, of what the plan asks."""
        return Fraction(self.degree.hours) / Fraction(self.planned_hours) if self.planned_hours else None

    @property
    def supplies(self) -> tuple[readiness.Supply, ...]:
        """Per core task how many coaches there are and how many are needed."""
        return self.picture.supplies

    @property
    def readiness(self) -> Fraction | None:
        """For which share of the plan there are coaches at S4."""
        return readiness.readiness(self.supplies)

    @property
    def bus_factor(self) -> int | None:
        """How many coaches the weakest core task has."""
        wanted = self.picture.takeover.trains_own_coaches
        return readiness.bus_factor(self.supplies, trains_own_coaches=wanted)

    @property
    def top_share(self) -> Fraction | None:
        """The share of meetings led by who led most; only when enough was held."""
        return readiness.top_share(self.picture.window()) if self.degree.says_enough else None

    @property
    def gaps(self) -> tuple[coverage.Gap, ...]:
        """Core tasks with too few coaches, from F3 on."""
        have = {each.core_task: each.have for each in self.supplies}
        return coverage.gaps(have, phase=self.picture.takeover.phase)

    # --- Quality --------------------------------------------------------------------------------

    @cached_property
    def observed(self) -> tuple[Observed, Observed]:
        """Observations of own coaches, and of trainers. One query."""
        picture = self.picture
        return observed_sides(picture.municipality, members=picture.members, on=picture.today)

    @property
    def quality_gap(self) -> Decimal | None:
        """How own coaches do beside trainers; None below five observations on a side."""
        own, others = self.observed
        if own.mean is None or others.mean is None:
            return None
        return own.mean - others.mean

    # --- Over months -----------------------------------------------------------------------------

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The last twelve months. One query for what was counted then."""
        picture = self.picture
        wanted = months_until(picture.today)
        rows = _MONTHS.ask(municipality_id=picture.municipality.pk, first=wanted[0], last=wanted[-2])
        stored = {month: Counted(*kept) for month, *kept in rows}
        return tuple(self._month(month, stored.get(month)) for month in wanted)

    @property
    def corrected_months(self) -> list[Month]:
        """Those that were counted before work in them was told otherwise."""
        return [each for each in self.months if each.is_corrected_since]

    def _month(self, month: date, kept: Counted | None) -> Month:
        on = last_day_of(month, until=self.picture.today)
        hours = self._hours_in(month, on)
        if kept is not None:
            shares = _number(kept.figures["strict"]), _number(kept.figures["weighted"])
            later = self.picture.is_corrected_after(kept.counted_at, on=kept.as_of)
            return Month(month, *shares, hours, is_corrected_since=later)
        counted = shares_of(self.picture.window(on))
        if not counted.says_enough:
            return Month(month, None, None, hours)
        return Month(month, float(counted.strict or 0), float(counted.weighted or 0), hours)

    def _hours_in(self, first: date, last: date) -> tuple[float, float, float]:
        there = ((each.mode, each.hours) for each in self.picture.sessions if first <= each.on <= last)
        alone, together, outside = by_who_led(there)
        return float(alone), float(together), float(outside)

    # --- Forecast -------------------------------------------------------------------------------

    @cached_property
    def bottom_up(self) -> forecast.BottomUp:
        """Forecast A, at the pace of the year plan. One query for what stages ask."""
        return forecast.bottom_up(
            {task: (self.candidates(task), self.picture.need_of(task)) for task in self.picture.tasks}
        )

    def candidates(self, task: str, *, without: int | None = None) -> list[forecast.Candidate]:
        """Who is on the way in a core task or there already, with coaches of others; all, or without somebody."""
        roads = self._on_the_road(task, without)
        per_month = self.sessions_for_each(task, without=without)
        asked = pace.sessions_asked(self.picture.requirements)
        own = [
            pace.candidate(
                road,
                to_go=pace.sessions_to_go(road, asked=asked, sessions=self.picture.sessions),
                per_month=per_month,
            )
            for road in roads
        ]
        return [*own, *[forecast.Candidate(0, Fraction(1))] * self.picture.pool_without(without)[task]]

    def sessions_for_each(self, task: str, *, without: int | None = None) -> Fraction:
        """How many sessions a month the year plan gives each who is on the way to S4."""
        roads = self._on_the_road(task, without)
        waiting = [road for road in roads if road.held.stage < Stage.INDEPENDENT]
        return self.sessions_a_month(task) / max(1, len(waiting))

    def _on_the_road(self, task: str, without: int | None) -> list[pace.OnTheRoad]:
        roads = (road for road in self.picture.active if road.held.core_task == task)
        return [road for road in roads if road.held.person != without]

    def sessions_a_month(self, task: str) -> Fraction:
        """How many sessions of a core task the year plan gives in a month; none without a plan."""
        row = self.picture.plan.get(task)
        if row is None:
            return Fraction(0)
        held = [each for each in self.picture.sessions if each.core_task == task]
        return pace.sessions_a_month(planned_hours=row.hours, hours_a_session=pace.usual_hours(held))

    @cached_property
    def trend(self) -> forecast.Trend | forecast.Refused:
        """Forecast B, from the months that were enough to say something."""
        shares = [month.strict for month in self.months if month.strict is not None]
        return forecast.trend(shares, seed=self.picture.municipality.pk or 0)

    @property
    def trend_months(self) -> float | None:
        """In how many months from now the trend reaches the goal; nothing when it was refused."""
        return None if isinstance(self.trend, forecast.Refused) else self.months_from_now(self.trend.month)

    def months_from_now(self, month: float) -> float:
        """How far a month of the trend lies ahead; the trend counts from the first month that it knows."""
        known = sum(1 for each in self.months if each.strict is not None)
        return max(0.0, month - known)

    @property
    def takeover_on(self) -> date | None:
        """The planning date: the later of both forecasts; none when the first cannot be given."""
        if self.bottom_up.months is None:
            return None
        months = forecast.planning_months(self.bottom_up.months, self.trend_months)
        return None if months is None else pace.date_after(self.picture.today, months)

    @property
    def candidates_active(self) -> int:
        """How many people are on the way to S4 in some core task."""
        return len({each.held.person for each in self.picture.active if each.held.stage < Stage.INDEPENDENT})

    @property
    def margin(self) -> forecast.Margin | None:
        """The room between the planning date and the end of the contract."""
        ends_on = self.picture.takeover.contract_ends_on
        if ends_on is None or self.takeover_on is None:
            return None
        return forecast.margin(contract_ends_on=ends_on, taken_over_on=self.takeover_on)

    # --- Contract --------------------------------------------------------------------------------

    @property
    def trainer_hours_used(self) -> Decimal:
        """Hours at which a trainer was present since the contract began."""
        since = self.picture.takeover.contract_starts_on
        return sum(
            (
                each.hours
                for each in self.picture.sessions
                if each.mode not in WITHOUT_TRAINER and (since is None or each.on >= since)
            ),
            Decimal(0),
        )

    @property
    def trainer_hours_left(self) -> Decimal | None:
        """Hours of the contract that are left; below zero when more was used."""
        hours = self.picture.takeover.contract_hours
        return None if hours is None else hours - self.trainer_hours_used

    @property
    def hours_short(self) -> Decimal | None:
        """How many hours of trainers the plan needs until the contract ends beyond what is left, at today's share."""
        left, ends_on = self.trainer_hours_left, self.picture.takeover.contract_ends_on
        if left is None or ends_on is None or self.degree.strict is None or not self.picture.plan:
            return None
        days = max(0, (ends_on - self.picture.today).days)
        yearly = sum((row.hours for row in self.picture.plan.values()), Decimal(0))
        with_trainer = Decimal(float(1 - self.degree.strict))
        return yearly * days / YEAR_DAYS * with_trainer - left

    @property
    def actions(self) -> tuple[attention.Action, ...]:
        """What to do first."""
        takeover = self.picture.takeover
        return attention.three_actions(
            attention.Situation(
                gaps=self.gaps,
                stalled=self.picture.stalled,
                unsigned=self.picture.unsigned,
                margin=None if self.margin is None else self.margin.days,
                hours_short=self.hours_short,
                gap_in_quality=self.quality_gap,
                top_share=self.top_share,
                has_plan=bool(self.picture.plan),
                has_contract=takeover.contract_ends_on is not None,
                says_enough=self.degree.says_enough,
            )
        )


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def numbers_of(municipality: Municipality, *, on: date) -> Numbers:
    """The numbers of a municipality on a day; each is counted when it is asked for."""
    return Numbers(Picture(municipality, on))


_MONTHS = CompiledWithin(
    lambda: MonthlyFigures.objects.filter(month__gte=Given("first"), month__lte=Given("last")).values_list(
        "month", "figures", "as_of", "counted_at"
    )
)
