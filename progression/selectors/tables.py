"""The rows behind each number: meetings, core tasks, teams and days. Nobody is named who learns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from progression.choices import CoreTask, DeliveryMode, Number, Stage
from progression.rules.degree import CREDIT, WITHOUT_TRAINER, by_who_led
from progression.selectors import words
from progression.selectors.teams import team_names, team_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from progression.models import Delivery
    from progression.selectors.numbers import Numbers

Table = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]


def rows_behind(numbers: Numbers, number: Number) -> Table:
    """What a number rests on: the names of the columns, and the rows."""
    return _TABLES[number](numbers)


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
    return columns, _meetings(
        numbers,
        numbers.picture.recent,
        lambda each: (
            words.decimal(each.hours if each.mode in WITHOUT_TRAINER else 0, places=2),
            words.decimal(float(each.hours) * float(CREDIT[each.mode]), places=2),
        ),
    )


def _hours(numbers: Numbers) -> Table:
    """The meetings of a month, with their hours under who led."""
    columns = (
        _("Date"),
        _("Meeting"),
        _("Core task"),
        _("Way"),
        _("Hours"),
        _("Own coach"),
        _("Coach with the trainer there"),
        _("Trainer"),
        _("Team"),
    )
    return columns, _meetings(
        numbers,
        numbers.picture.this_month,
        lambda each: tuple(words.decimal(hours, places=2) for hours in by_who_led([(each.mode, each.hours)])),
    )


def _meetings(
    numbers: Numbers, held: Iterable[Delivery], counts: Callable[[Delivery], tuple[str, ...]]
) -> list[tuple[str, ...]]:
    names = team_names(numbers.picture.municipality)
    return [
        (
            words.day(each.held_on),
            each.title,
            each.core_task,
            str(DeliveryMode(each.mode).label),
            words.decimal(each.hours, places=2),
            *counts(each),
            names.get(each.team_id or 0, words.NOTHING),
        )
        for each in held
    ]


def _team_coaches(numbers: Numbers) -> Table:
    """The teams as they are shown, small ones together; nobody is named."""
    columns = (_("Team"), _("People"), _("Own coaches"))
    rows = team_rows(numbers.picture)
    return columns, [(each.name, str(each.people), str(each.coaches)) for each in rows]


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
    Number.HOURS: _hours,
    Number.READINESS: _supplies,
    Number.COVERAGE: _supplies,
    Number.BUS_FACTOR: _supplies,
    Number.TEAM_COACHES: _team_coaches,
    Number.TOP_SHARE: _spread,
    Number.QUALITY_GAP: _quality,
    Number.FORECAST: _forecast,
    Number.MARGIN: _contract,
    Number.CONTRACT_HOURS: _contract,
    Number.STALLED: _stalled,
}
