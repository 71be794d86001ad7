"""What the takeover costs in a country of fifty municipalities, which is made first: stages, the night, the lead's page, a file."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

from tooling.measurements import ratios
from tooling.measurements.client import Visitor
from tooling.measurements.servers import SITE_PORT
from tooling.paths import PYTHON, ROOT

CORES, REQUESTS = 2, 50
PAGE = "/overdracht/"
FEW, MANY = "500", "5000"
FORMATS = ("csv", "xlsx")


def measure(reference: int, site: int) -> dict[str, Any]:
    """Everything, one after the other."""
    subprocess.run([PYTHON, "manage.py", "simulate"], cwd=ROOT, check=True, stdout=sys.stderr)
    exports = {
        f"{learners} as {form}": _told("exports", learners, form)
        for learners in (FEW, MANY)
        for form in FORMATS
    }
    return {
        "evaluation": _told("evaluation"),
        "night": _night(),
        "page of the lead": _page(reference, site),
        "exports": exports,
    }


def _night() -> dict[str, float]:
    """Seconds in which two processes count everything, the start of Django included."""
    _run("night", "forget").wait()
    started = time.monotonic()
    workers = [_run("night", str(share), str(CORES)) for share in range(CORES)]
    if any(worker.wait() for worker in workers):
        message = "A worker did not count its share of the night."
        raise RuntimeError(message)
    return {"seconds": round(time.monotonic() - started, 1)}


def _page(reference: int, site: int) -> dict[str, Any]:
    lead = _told("lead", PAGE)
    visitor = Visitor(SITE_PORT)
    visitor.be(lead.pop("cookies"))
    found = ratios.beside(reference, site, {PAGE: (REQUESTS, lambda _: visitor.get(PAGE)[0])})
    return {**lead, **found["pages"][PAGE], "reference": found["reference"]}


def _told(name: str, *arguments: str) -> dict[str, Any]:
    measured = _run(name, *arguments, stdout=subprocess.PIPE)
    told, _ = measured.communicate()
    if measured.returncode:
        message = f"Measuring {name} failed."
        raise RuntimeError(message)
    return json.loads(told.splitlines()[-1])  # type: ignore[no-any-return]


def _run(name: str, *arguments: str, stdout: Any = sys.stderr) -> subprocess.Popen[str]:
    command = [str(PYTHON), "-m", f"tooling.measurements.{name}", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=stdout, text=True)
