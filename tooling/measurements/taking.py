"""What taking a test costs, and whether it holds when many do so at once. On loopback, bounded in number and time."""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import fmean, median
from threading import Barrier, Lock
from typing import Any, NamedTuple

from tooling.measurements import servers
from tooling.measurements.answers import answers_to
from tooling.measurements.client import Visitor
from tooling.measurements.processes import cpu_seconds
from tooling.paths import PYTHON, ROOT

TEST = "M4-T"  # ten questions of several kinds
# So that either process was asked most questions of the bank before: each keeps what a version asks.
WARM_UP = 30
ROUNDS, TESTS_IN_A_ROUND, REFERENCE_REQUESTS = 5, 10, 200
PER_SECOND, SECONDS, ANSWERERS, AT_ONCE = 50, 120, 100, 50
STARTERS = 500
BY_SCRIPT = {"X-Requested-With": "fetch"}
FOUND, OK = 302, 200


class Taker:
    """Somebody with a test of ten questions."""

    def __init__(self, cookies: dict[str, str]) -> None:
        self.visitor = Visitor(servers.SITE_PORT)
        self.visitor.be(cookies)
        self.attempt, self.sequence = "", int(time.time() * 1000)
        self.turn = Lock()
        self.answers: dict[int, dict[str, str]] = {}

    def begin(self) -> int:
        """Begin the test; gives the status of the answer."""
        status, _ = self.visitor.post(f"/toets/{TEST}/beginnen/", {})
        self.attempt = self.visitor.led_to
        return status

    def read(self) -> int:
        """Open the page with the questions."""
        status, page = self.visitor.get(self.attempt)
        self.answers = answers_to(page)
        return status

    def answer(self, number: int) -> str:
        """Answer one of the questions; gives what the server says became of it."""
        position = sorted(self.answers)[number % len(self.answers)]
        with self.turn:
            self.sequence += 1
            sent = {**self.answers[position], "sequence": str(self.sequence)}
            status, said = self.visitor.post(f"{self.attempt}vraag/{position}/", sent, **BY_SCRIPT)
        return str(json.loads(said)["status"]) if status == OK else str(status)

    def hand_in(self) -> int:
        """Hand it in."""
        return self.visitor.post(f"{self.attempt}inleveren/", {})[0]


class Answered(NamedTuple):
    """How long an answer took from the moment that it was due, and whether it was kept."""

    seconds: float
    is_kept: bool


def measure(reference: int, site: int) -> dict[str, Any]:
    """All figures about taking a test."""
    people = iter([Taker(cookies) for cookies in _candidates()])
    return {
        "whole test": _whole_test(people, reference, site),
        "answers": _answers([next(people) for _ in range(ANSWERERS)]),
        "starting together": _together([next(people) for _ in range(STARTERS)]),
    }


def _candidates() -> list[dict[str, str]]:
    found = subprocess.run(
        [PYTHON, "-m", "tooling.measurements.candidates"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    cookies: list[dict[str, str]] = json.loads(found.stdout.splitlines()[-1])
    return cookies


# --- Start, answer ten, hand in -------------------------------------------------------------------


def _whole_test(people: Iterable[Taker], reference: int, site: int) -> dict[str, Any]:
    """CPU of the web server and PostgreSQL for a whole test, beside the reference of the same minute."""
    takers, bare = iter(people), Visitor(servers.REFERENCE_PORT)
    processes = (site, servers.database_process())
    for _ in range(WARM_UP):
        _take(next(takers))
    plain, with_page = [], []
    for _ in range(ROUNDS):
        mine = [next(takers) for _ in range(TESTS_IN_A_ROUND)]
        before = _per_request(lambda: bare.get("/"), REFERENCE_REQUESTS, reference)
        begun = _spent(partial(_each, mine, _begin), *processes)
        read = _spent(partial(_each, mine, _read), *processes)
        rest = _spent(partial(_each, mine, _finish), *processes)
        unit = fmean([before, _per_request(lambda: bare.get("/"), REFERENCE_REQUESTS, reference)])
        plain.append((begun + rest) / TESTS_IN_A_ROUND / unit)
        with_page.append((begun + read + rest) / TESTS_IN_A_ROUND / unit)
    return {"ratio": _middle(plain), "ratio with the page": _middle(with_page), "questions": 10}


def _take(taker: Taker) -> None:
    _begin(taker)
    _read(taker)
    _finish(taker)


def _each(takers: Iterable[Taker], step: Callable[[Taker], None]) -> None:
    for taker in takers:
        step(taker)


def _begin(taker: Taker) -> None:
    _expect(taker.begin(), FOUND)


def _read(taker: Taker) -> None:
    _expect(taker.read(), OK)


def _finish(taker: Taker) -> None:
    for number in range(len(taker.answers)):
        _expect(taker.answer(number), "saved")
    _expect(taker.hand_in(), FOUND)


def _expect(came: object, wanted: object) -> None:
    if came != wanted:
        message = f"A step of a test gave {came} instead of {wanted}."
        raise RuntimeError(message)


def _spent(work: Callable[[], object], *processes: int) -> float:
    before = cpu_seconds(*processes)
    work()
    return cpu_seconds(*processes) - before


def _per_request(ask: Callable[[], object], count: int, *processes: int) -> float:
    return _spent(lambda: [ask() for _ in range(count)], *processes) / count


def _middle(ratios: list[float]) -> dict[str, Any]:
    rounded = [round(ratio, 1) for ratio in ratios]
    return {"median": median(rounded), "between": [min(rounded), max(rounded)]}


# --- Fifty answers a second -----------------------------------------------------------------------


def _answers(takers: list[Taker]) -> dict[str, Any]:
    """So many answers a second, however long the server takes: the clock sends them, not the answer before."""
    _each(takers, _begin)
    _each(takers, _read)
    start = time.monotonic() + 1

    def send(number: int) -> Answered:
        due = start + number / PER_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        came = takers[number % ANSWERERS].answer(number // ANSWERERS)
        return Answered(time.monotonic() - due, came == "saved")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = list(pool.map(send, range(PER_SECOND * SECONDS)))
    lasted = time.monotonic() - start
    took = [each.seconds for each in answered]
    return {
        "per second": PER_SECOND,
        "seconds": round(lasted, 1),
        "answers": len(answered),
        "not kept": sum(not each.is_kept for each in answered),
        **_times(took),
    }


def _times(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    at = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    times = {f"{name} ms": _milliseconds(ordered[int(len(ordered) * share)]) for name, share in at.items()}
    return {**times, "slowest ms": _milliseconds(ordered[-1])}


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)


# --- Everybody begins at once ---------------------------------------------------------------------


def _together(takers: list[Taker]) -> dict[str, Any]:
    """Everybody presses the button at the same moment and reads the questions."""
    ready = Barrier(len(takers))

    def begin(taker: Taker) -> tuple[tuple[int, int], float, float]:
        ready.wait(timeout=servers.WITHIN)
        start = time.monotonic()
        begun = taker.begin()
        between = time.monotonic()
        read = taker.read()
        return (begun, read), between - start, time.monotonic() - start

    with ThreadPoolExecutor(len(takers)) as pool:
        came = list(pool.map(begin, takers))
    statuses = Counter(each[0] for each in came)
    return {
        "people": len(takers),
        "errors": len(takers) - statuses[FOUND, OK],
        "different attempts": len({taker.attempt for taker in takers}),
        "begun": _times([each[1] for each in came]),
        "with the questions": _times([each[2] for each in came]),
    }
