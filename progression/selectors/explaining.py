"""What stands behind each number: its value in words, its rule, its day and its rows. Exports read the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from progression.choices import CoreTask, DeliveryMode, Number, Stage
from progression.rules.degree import CREDIT, WITHOUT_TRAINER
from progression.selectors import words
from progression.selectors.dates import three_dates
from progression.selectors.teams import team_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from progression.selectors.dates import ExpectedDate
    from progression.selectors.numbers import Numbers

ON_WORK = frozenset(
    {Number.STRICT, Number.WEIGHTED, Number.BALANCED, Number.VOLUME, Number.TOP_SHARE, Number.CONTRACT_HOURS}
)
DATES = frozenset({Number.FORECAST, Number.MARGIN})
Table = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]


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
    columns, rows = _TABLES[number](numbers)
    remarks = tuple(each for each in (_remark(numbers, number), _left_out(numbers, number)) if each)
    picture, is_date = numbers.picture, number in DATES
    return Explanation(
        number,
        value_of(numbers, number),
        picture.today,
        picture.first_day,
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
    Number.READINESS: lambda found: words.percent(found.readiness),
    Number.COVERAGE: _covered,
    Number.BUS_FACTOR: lambda found: _plain(found.bus_factor),
    Number.TOP_SHARE: lambda found: words.percent(found.top_share),
    Number.QUALITY_GAP: lambda found: words.decimal(found.quality_gap, places=2),
    Number.FORECAST: lambda found: words.month(found.takeover_on),
    Number.MARGIN: _days,
    Number.CONTRACT_HOURS: lambda found: words.decimal(found.trainer_hours_left),
    Number.STALLED: lambda found: str(len(found.picture.stalled)),
}

# --- Rows ----------------------------------------------------------------------------------------------


def _task(code: str) -> str:
    return f"{code} {CoreTask(code).label}"


def _work(numbers: Numbers) -> Table:
    """The meetings in the window, with what each counts for."""
    columns = (
        _("Date"),
        _("Meeting"),
        _("Core task"),
        _("Way"),
        _("Hours"),
        _("Without a trainer"),
        _("Weighted"),
        _("Team"),
    )
    names = team_names(numbers.picture.municipality)
    rows = [
        (
            words.day(each.held_on),
            each.title,
            each.core_task,
            str(DeliveryMode(each.mode).label),
            words.decimal(each.hours, places=2),
            words.decimal(each.hours if each.mode in WITHOUT_TRAINER else 0, places=2),
            words.decimal(float(each.hours) * float(CREDIT[each.mode]), places=2),
            names.get(each.team_id or 0, words.NOTHING),
        )
        for each in numbers.picture.recent
    ]
    return columns, rows


def _balance(numbers: Numbers) -> Table:
    columns = (_("Core task"), _("Weight in the plan"), _("Weighted share"))
    return columns, [
        (_task(task), words.decimal(weight), words.percent(numbers.degree.per_task.get(task)))
        for task, weight in sorted(numbers.picture.weights.items())
    ]


def _volume(numbers: Numbers) -> Table:
    held: Counter[str] = Counter()
    for each in numbers.picture.window():
        held[each.core_task] += each.hours  # type: ignore[assignment]
    columns = (_("Core task"), _("Hours in the year plan"), _("Hours held in the window"))
    plan = numbers.picture.plan
    return columns, [
        (_task(task), words.decimal(plan[task].hours if task in plan else None), words.decimal(held[task]))
        for task in numbers.picture.tasks
    ]


def _supplies(numbers: Numbers) -> Table:
    columns = (
        _("Core task"),
        _("Weight in the plan"),
        _("Independent coaches"),
        _("Of other municipalities"),
        _("Needed"),
        _("Own coaches who lead (S3 or higher)"),
    )
    pool, leading = numbers.picture.pool, numbers.picture.coaches_who_lead
    return columns, [
        (
            _task(each.core_task),
            words.decimal(each.weight),
            str(each.have),
            str(pool[each.core_task]),
            str(each.need),
            str(leading[each.core_task]),
        )
        for each in numbers.supplies
    ]


def _spread(numbers: Numbers) -> Table:
    """How many meetings who led most led, and all others together; nobody is named."""
    led = Counter(each.coach for each in numbers.picture.window() if each.coach is not None)
    most = max(led.values(), default=0)
    return (_("Who led"), _("Meetings")), [
        (_("The coach who led most"), str(most)),
        (_("All other coaches together"), str(led.total() - most)),
    ]


def _quality(numbers: Numbers) -> Table:
    sides = zip((_("Own coaches"), _("Trainers")), numbers.observed, strict=True)
    return (_("Who was observed"), _("Observations"), _("Mean")), [
        (name, str(len(side.means)), words.decimal(side.mean, places=2)) for name, side in sides
    ]


def _forecast(numbers: Numbers) -> Table:
    columns = (
        _("Core task"),
        _("Candidates on the way"),
        _("Sessions a month"),
        _("Needed"),
        _("Months until covered"),
    )
    roads = (each.held for each in numbers.picture.active)
    waiting = Counter(each.core_task for each in roads if each.stage < Stage.INDEPENDENT)
    return columns, [
        (
            _task(task),
            str(waiting[task]),
            words.decimal(numbers.sessions_a_month(task)),
            str(numbers.picture.need_of(task)),
            words.decimal(months) if months is not None else _("unknown"),
        )
        for task, months in numbers.bottom_up.per_task.items()
    ]


def _contract(numbers: Numbers) -> Table:
    takeover = numbers.picture.takeover
    return (_("What"), _("Value")), [
        (_("Contract from"), words.day(takeover.contract_starts_on)),
        (_("Contract until"), words.day(takeover.contract_ends_on)),
        (_("Hours in the contract"), words.decimal(takeover.contract_hours)),
        (_("Hours with a trainer since it began"), words.decimal(numbers.trainer_hours_used)),
        (_("Hours left"), words.decimal(numbers.trainer_hours_left)),
        (_("Expected to be taken over"), words.month(numbers.takeover_on)),
    ]


def _stalled(numbers: Numbers) -> Table:
    return (_("Core task"), _("Stage"), _("Who acts next"), _("Expected on")), [
        (_task(each.core_task), str(Stage(each.stage).label), each.owner, words.day(each.target))
        for each in numbers.picture.stalled
    ]


_TABLES: dict[Number, Callable[[Numbers], Table]] = {
    Number.STRICT: _work,
    Number.WEIGHTED: _work,
    Number.BALANCED: _balance,
    Number.VOLUME: _volume,
    Number.READINESS: _supplies,
    Number.COVERAGE: _supplies,
    Number.BUS_FACTOR: _supplies,
    Number.TOP_SHARE: _spread,
    Number.QUALITY_GAP: _quality,
    Number.FORECAST: _forecast,
    Number.MARGIN: _contract,
    Number.CONTRACT_HOURS: _contract,
    Number.STALLED: _stalled,
}
