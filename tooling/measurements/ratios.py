"""Pages beside the bare reference: CPU of web server and database per request, in the same minute."""

from __future__ import annotations

from collections.abc import Callable
from statistics import fmean, median
from typing import Any, NamedTuple

from tooling.measurements import servers
from tooling.measurements.client import Visitor
from tooling.measurements.processes import cpu_seconds

ROUNDS, WARM_UP, REFERENCE_REQUESTS = 5, 30, 200
Page = tuple[int, Callable[[int], int]]  # how often in a round, and how it is asked


class Cost(NamedTuple):
    """CPU per request in one round, and how many times the reference that is."""

    seconds: float
    ratio: float


def beside(reference: int, site: int, pages: dict[str, Page]) -> dict[str, Any]:
    """Each page a few times, each time between two measurements of the reference."""
    database = servers.database_process()
    for count, ask in pages.values():
        for number in range(min(WARM_UP, count)):
            ask(number)
    units = [_unit(reference)]
    costs: dict[str, list[Cost]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (count, ask) in pages.items():
            seconds = _cost(count, ask, site, database)
            units.append(_unit(reference))
            costs[name].append(Cost(seconds, seconds / fmean(units[-2:])))
    return {
        "reference": {"cpu_ms": _milliseconds(median(units))},
        "pages": {name: _figures(rounds) for name, rounds in costs.items()},
    }


def _unit(reference: int) -> float:
    bare = Visitor(servers.REFERENCE_PORT)
    return _cost(REFERENCE_REQUESTS, lambda _: bare.get("/")[0], reference)


def _figures(rounds: list[Cost]) -> dict[str, Any]:
    """The middle of the rounds, and how far they lie apart: other work on the machine shows there."""
    found = [round(cost.ratio, 1) for cost in rounds]
    return {
        "cpu_ms": _milliseconds(median(cost.seconds for cost in rounds)),
        "ratio": median(found),
        "between": [min(found), max(found)],
    }


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _cost(count: int, ask: Callable[[int], int], *processes: int) -> float:
    """CPU seconds per request of the server and the database together."""
    before = cpu_seconds(*processes)
    for number in range(count):
        status = ask(number)
        if status != 200:
            message = f"A page was answered with {status}."
            raise RuntimeError(message)
    return (cpu_seconds(*processes) - before) / count
