"""Measures the pages and prints the figures as JSON."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tooling.measurements import exercises, live, ratios, scenarios, servers, takeover, taking
from tooling.measurements.client import Visitor
from tooling.paths import PYTHON, ROOT

PLACE = 4  # as in sample.py, which needs Django
PLAY_REQUESTS = 100
PAGE_REQUESTS, SAVE_REQUESTS, REPORT_REQUESTS = 200, 75, 50
PAGES, TESTS, SCENARIOS, LIVE = "pages", "tests", "scenarios", "live"
EXERCISES, TAKEOVER = "exercises", "takeover"
LOGIN = "/account/login/"
CROWD = {"lead": "meetleider@example.org", "learner": "meetlat-0@example.org"}
REFERENCE = "tooling.measurements.reference:application"
PASSWORD = "meten-is-weten-op-deze-machine"  # noqa: S105 - see crowd.py


def main() -> int:
    """Prepare, measure, print: all but the takeover, or the parts that are named."""
    asked = sys.argv[1:] or [PAGES, TESTS, SCENARIOS, LIVE, EXERCISES]
    servers.prepare(with_crowd=not {PAGES, TESTS, LIVE, TAKEOVER}.isdisjoint(asked))
    figures: dict[str, Any] = {}
    with (
        servers.server(REFERENCE, servers.REFERENCE_PORT, *servers.NO_SETTINGS) as reference,
        servers.server("config.wsgi:application", servers.SITE_PORT) as site,
    ):
        figures |= _beside_the_reference(asked, reference, site)
    if PAGES in asked:
        figures["replay"] = _replay()
    if SCENARIOS in asked:
        figures["publishing a scenario"] = scenarios.measure()
    figures["machine"] = {"cores": os.cpu_count(), "python": platform.python_version()}
    print(json.dumps(figures, indent=2))  # noqa: T201 - this is what the script is for
    return 0


def _beside_the_reference(asked: list[str], reference: int, site: int) -> dict[str, Any]:
    """The figures for which servers run."""
    figures: dict[str, Any] = {}
    if PAGES in asked:
        figures |= ratios.beside(reference, site, _asked())
    if TESTS in asked:
        figures[TESTS] = taking.measure(reference, site)
    if LIVE in asked:
        figures["live table"] = live.measure(reference, site)
    if EXERCISES in asked:
        figures[EXERCISES] = exercises.measure()
    if TAKEOVER in asked:
        figures[TAKEOVER] = takeover.measure(reference, site)
    return figures


def _asked() -> dict[str, ratios.Page]:
    """What is asked, how often in a round, and by whom."""
    sample = _sample()
    learner, lead = _signed_in(CROWD["learner"]), _signed_in(CROWD["lead"])
    pioneers = [_signed_in(email) for email in sample["pioneers"]]
    newcomer = _signed_in(sample["newcomer"])
    for visitor in (*pioneers, newcomer):
        visitor.remember_token(visitor.get(sample["lesson"])[1])
        for lesson in sample["lessons"]:  # who does a part has opened its lesson
            visitor.get(lesson)
    for pioneer, part in itertools.product(pioneers, sample["parts"]):
        _save(pioneer, part)
    parts = iter(sample["parts"])
    return {
        "lesson": (PAGE_REQUESTS, lambda _: learner.get(sample["lesson"])[0]),
        "dashboard": (PAGE_REQUESTS, lambda _: learner.get("/mijn-leerpad/")[0]),
        "saving progress": (SAVE_REQUESTS, lambda _: _save(newcomer, next(parts))),
        "report of 1000 learners": (REPORT_REQUESTS, lambda _: lead.get("/voortgang/")[0]),
        **{
            f"a choice among {n} scenes": (PLAY_REQUESTS, _playing(learner, run))
            for n, run in sample["runs"].items()
        },
    }


def _signed_in(email: str) -> Visitor:
    visitor = Visitor(servers.SITE_PORT)
    visitor.sign_in(LOGIN, email, PASSWORD)
    return visitor


def _playing(learner: Visitor, run: str) -> Callable[[int], int]:
    """Make a choice, and take it back, in turn."""
    learner.remember_token(learner.get(run)[1])

    def play(number: int) -> int:
        steps = (
            ("terug/", {"place": str(PLACE + 1)})
            if number % 2
            else ("", {"place": str(PLACE), "choice": "a"})
        )
        status = learner.post(f"{run}{steps[0]}", steps[1])[0]
        return 200 if status == http.client.FOUND else status

    return play


def _sample() -> dict[str, Any]:
    found = subprocess.run(
        [PYTHON, "-m", "tooling.measurements.sample"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    sample: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return sample


def _save(visitor: Visitor, part: str) -> int:
    """Do a part: a new fact, new progress, in lessons that classmates did before."""
    fields = {"text": "Een antwoord van een paar woorden.", "choice": "0"}
    return visitor.post(part, fields, **{"X-Requested-With": "fetch"})[0]


def _replay() -> dict[str, Any]:
    """How long the nightly comparison of progress and ledger takes."""
    started = time.monotonic()
    result = subprocess.run(
        [PYTHON, "manage.py", "check_ledger"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    facts = subprocess.run(
        [PYTHON, "manage.py", "facts"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return {
        "records": json.loads(facts.stdout)["records"],
        "seconds": round(time.monotonic() - started, 1),
        "differences": 0 if result.returncode == 0 else result.stdout.strip(),
    }


if __name__ == "__main__":
    sys.exit(main())
