"""Evaluates the simulated trajectories and prints what that costs, as JSON."""

from __future__ import annotations

import json
import time
from random import Random
from statistics import quantiles

import django

django.setup()

from django.db import connection  # noqa: E402 - after Django is ready
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from people.api import everywhere  # noqa: E402
from progression.selectors.trajectories import all_trajectory_ids  # noqa: E402
from progression.services.trajectories import evaluate  # noqa: E402

LOOKED_AT, SEED = 300, 1


def measure() -> dict[str, object]:
    """Milliseconds and queries of one evaluation, and seconds for all of them one after another on one core."""
    ids = all_trajectory_ids()
    some = Random(SEED).sample(ids, min(LOOKED_AT, len(ids)))  # noqa: S311 - a sample, no secret
    took, queries = zip(*(_one(each) for each in some), strict=True)
    started = time.monotonic()
    for each in ids:
        _evaluate(each)
    return {
        "trajectories": len(ids),
        "one_ms": round(sum(took) / len(took) * 1000, 1),
        "one_ms_p95": round(quantiles(took, n=20)[-1] * 1000, 1),
        "queries_most": max(queries),
        "all_seconds": round(time.monotonic() - started, 1),
    }


def _one(trajectory_id: int) -> tuple[float, int]:
    with CaptureQueriesContext(connection) as captured:
        started = time.monotonic()
        _evaluate(trajectory_id)
        return time.monotonic() - started, len(captured)


def _evaluate(trajectory_id: int) -> None:
    with everywhere():
        evaluate(trajectory_id, today=timezone.localdate(), now=timezone.now())


if __name__ == "__main__":
    print(json.dumps(measure()))  # noqa: T201 - read by the measurements
