"""What a live table costs: twelve phones that each ask every two seconds whether something changed."""

from __future__ import annotations

import json
import subprocess
import time
from itertools import cycle
from typing import Any

from tooling.measurements import ratios, servers
from tooling.measurements.client import Visitor
from tooling.measurements.processes import cpu_seconds
from tooling.paths import PYTHON, ROOT

POLLS, TURNS, EVERY = 240, 15, 2.0  # seconds between two polls of a phone
NOTHING_NEW = 204


def measure(reference: int, site: int) -> dict[str, Any]:
    """Queries of a poll, its CPU beside the bare view, and the part of one core that a table takes by the clock."""
    found = _seats()
    phones = [_phone(cookies) for cookies in found["cookies"]]
    ask, turn = _asking(found["poll"]), cycle(phones)
    beside = ratios.beside(reference, site, {"a poll": (POLLS, lambda _: ask(next(turn)))})
    return {
        "people": len(phones),
        "queries of a poll, at most": found["queries"],
        **beside["pages"]["a poll"],
        "part of one core": _by_the_clock(phones, ask, site),
        "reference": beside["reference"],
    }


def _by_the_clock(phones: list[Visitor], ask: Any, site: int) -> float:
    """CPU seconds per second of web server and database while the table asks at its own pace."""
    database = servers.database_process()
    before, started = cpu_seconds(site, database), time.monotonic()
    for number in range(TURNS * len(phones)):
        time.sleep(max(0.0, started + number * EVERY / len(phones) - time.monotonic()))
        ask(phones[number % len(phones)])
    return round((cpu_seconds(site, database) - before) / (time.monotonic() - started), 3)


def _asking(address: str) -> Any:
    """A function that lets a phone ask; gives 200 when nothing changed, the status otherwise."""

    def ask(phone: Visitor) -> int:
        status = phone.get(address)[0]
        return 200 if status == NOTHING_NEW else status

    return ask


def _phone(cookies: dict[str, str]) -> Visitor:
    phone = Visitor(servers.SITE_PORT)
    phone.be(cookies)
    return phone


def _seats() -> dict[str, Any]:
    told = subprocess.run(
        [PYTHON, "-m", "tooling.measurements.seats"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found
