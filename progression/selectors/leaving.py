"""The numbers on a day that comes, with a coach and without. A question: nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from progression.rules import forecast, leaving, pace
from progression.rules.clocks import add_months
from progression.selectors.numbers import Numbers

if TYPE_CHECKING:
    from datetime import date

    from progression.rules.readiness import Supply

MONTHS_AHEAD = 12


@dataclass(frozen=True)
class Ahead(Numbers):
    """The numbers on a day that comes, as the forecast expects them; somebody can be gone from that day on."""

    on: date
    gone: int | None = None

    @property
    def months_ahead(self) -> Fraction:
        """How far that day is, in months as a forecast counts them."""
        return Fraction((self.on - self.picture.today).days, pace.DAYS_A_MONTH)

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """Per core task who is independent by then, and how many are needed."""
        return tuple(
            replace(each, have=leaving.ready_by(self._staying(each.core_task), months=self.months_ahead))
            for each in super().supplies
        )

    @cached_property
    def bottom_up(self) -> forecast.BottomUp:
        """Forecast A, in which who leaves counts until then."""
        return forecast.last_of({task: self._covered(task) for task in self.picture.tasks})

    def enough_on(self, task: str) -> date | None:
        """From when a core task has enough coaches for good; nothing when the plan does not get there."""
        months = self.bottom_up.per_task[task]
        return None if months is None else pace.date_after(self.picture.today, float(months))

    def _covered(self, task: str) -> Fraction | None:
        return leaving.covered_for_good(
            self.candidates(task),
            self._staying(task),
            need=self.picture.need_of(task),
            leaves_in=self.months_ahead,
        )

    def _staying(self, task: str) -> list[forecast.Candidate]:
        """Who is left; until that day they share the sessions of the plan with who leaves."""
        shared = self.sessions_for_each(task)
        return [
            leaving.at_first(each, per_month=shared, months=self.months_ahead)
            for each in self.candidates(task, without=self.gone)
        ]


def ahead_of(numbers: Numbers, *, on: date, without: int | None = None) -> Ahead:
    """The same municipality on a day that comes, as if somebody is gone by then. Changes nothing."""
    return Ahead(numbers.picture, on, without)


def months_to_leave_in(today: date) -> list[date]:
    """The first days of the coming twelve months."""
    return [add_months(today.replace(day=1), number) for number in range(1, MONTHS_AHEAD + 1)]
