"""Lets things happen at the same moment, each with a connection to the database of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from people.api import everywhere

PATIENCE = 60
T = TypeVar("T")


def at_once(*jobs: Callable[[], T]) -> list[T]:
    """Let all jobs begin at the same moment, and give what they gave."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        try:
            with everywhere():
                start.wait(timeout=PATIENCE)
                return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(timeout=PATIENCE) for future in [pool.submit(run, job) for job in jobs]]
