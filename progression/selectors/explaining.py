"""What stands behind each number: its value in words, its rule, its day and its rows. Exports read the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from progression.choices import CoreTask, Number
from progression.selectors import words
from progression.selectors.dates import three_dates
from progression.selectors.tables import rows_behind
from progression.selectors.teams import coaches_in_teams

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from progression.selectors.dates import ExpectedDate
    from progression.selectors.numbers import Numbers
    from progression.selectors.tables import Table

ON_WORK = frozenset(
    {
        Number.STRICT,
        Number.WEIGHTED,
        Number.BALANCED,
        Number.VOLUME,
        Number.HOURS,
        Number.TOP_SHARE,
        Number.CONTRACT_HOURS,
    }
)
DATES = frozenset({Number.FORECAST, Number.MARGIN})


@dataclass(frozen=True)
class Explanation:
    """A number with everything that it rests on."""

    number: Number
    value: str
    as_of: date
    since: date
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    remarks: tuple[str, ...]
    dates: Sequence[ExpectedDate] = ()

    @property
    def rests_on_work(self) -> bool:
        """Whether it is counted from meetings that were held."""
        return self.number in ON_WORK

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row as its cells with the names of their columns."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def explanation_of(numbers: Numbers, number: Number) -> Explanation:
    """A number of a municipality, opened."""
    columns, rows = rows_behind(numbers, number)
    remarks = tuple(each for each in (_remark(numbers, number), _left_out(numbers, number)) if each)
    picture, is_date = numbers.picture, number in DATES
    return Explanation(
        number,
        value_of(numbers, number),
        picture.today,
        picture.today.replace(day=1) if number == Number.HOURS else picture.first_day,
        columns,
        rows,
        remarks,
        dates=three_dates(numbers) if is_date else (),
    )


def value_of(numbers: Numbers, number: Number) -> str:
    """A number in words; a dash when too little is known to show it."""
    return _VALUES[number](numbers)


def number_table(numbers: Numbers) -> Table:
    """Every number with its day and its rule."""
    columns = (_("Number that is counted"), _("Value"), _("Counted on"), _("How it is counted"))
    day = words.day(numbers.picture.today)
    return columns, [(str(each.label), value_of(numbers, each), day, each.rule) for each in Number]


def _remark(numbers: Numbers, number: Number) -> str:
    if number in {Number.STRICT, Number.WEIGHTED, Number.BALANCED, Number.TOP_SHARE}:
        return words.too_little(numbers)
    if number == Number.QUALITY_GAP and numbers.quality_gap is None:
        return _("There are fewer than five observations on one of the sides, so nothing is compared.")
    if not numbers.picture.plan and number in {Number.VOLUME, Number.READINESS}:
        return _("There is no year plan yet: every core task weighs the same and asks two coaches.")
    return ""


def _left_out(numbers: Numbers, number: Number) -> str:
    if number == Number.BALANCED and numbers.degree.without_hours:
        names = ", ".join(str(CoreTask(task).label) for task in numbers.degree.without_hours)
        return _("Without hours in the window, so left out: %(names)s.") % {"names": names}
    return ""


# --- Values --------------------------------------------------------------------------------------------


def _share(numbers: Numbers, name: str) -> str:
    return words.percent(getattr(numbers.degree, name)) if numbers.degree.says_enough else words.NOTHING


def _covered(numbers: Numbers) -> str:
    enough = sum(1 for each in numbers.supplies if each.have >= each.need)
    return _("%(enough)s of %(all)s") % {"enough": enough, "all": len(numbers.supplies)}


def _days(numbers: Numbers) -> str:
    return words.NOTHING if numbers.margin is None else _("%(days)s days") % {"days": numbers.margin.days}


def _plain(value: int | None) -> str:
    return words.NOTHING if value is None else str(value)


_VALUES: dict[Number, Callable[[Numbers], str]] = {
    Number.STRICT: lambda found: _share(found, "strict"),
    Number.WEIGHTED: lambda found: _share(found, "weighted"),
    Number.BALANCED: lambda found: _share(found, "balanced"),
    Number.VOLUME: lambda found: words.percent(found.volume),
    Number.HOURS: lambda found: words.decimal(sum(each.hours for each in found.picture.this_month)),
    Number.READINESS: lambda found: words.percent(found.readiness),
    Number.COVERAGE: _covered,
    Number.BUS_FACTOR: lambda found: _plain(found.bus_factor),
    Number.TEAM_COACHES: lambda found: str(coaches_in_teams(found.picture)),
    Number.TOP_SHARE: lambda found: words.percent(found.top_share),
    Number.QUALITY_GAP: lambda found: words.decimal(found.quality_gap, places=2),
    Number.FORECAST: lambda found: words.month(found.takeover_on),
    Number.MARGIN: _days,
    Number.CONTRACT_HOURS: lambda found: words.decimal(found.trainer_hours_left),
    Number.STALLED: lambda found: str(len(found.picture.stalled)),
}
