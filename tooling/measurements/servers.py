"""Servers to measure: gunicorn as in the demo, on loopback, stopped afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling import children
from tooling.measurements.client import Visitor
from tooling.paths import LOGS, PYTHON, ROOT, VAR

SITE_PORT, REFERENCE_PORT = 8091, 8092
NO_SETTINGS = ["--config", "python:tooling.measurements"]  # the reference does not read those of the site
WITHIN = 60  # seconds for a server to answer


def prepare(*, with_crowd: bool) -> None:
    """Bring the data that is measured up to date; the crowd only for what asks for it."""
    crowd = [["-m", "tooling.measurements.crowd"]] if with_crowd else []
    for command in (
        ["manage.py", "migrate", "-v0"],
        ["manage.py", "setup_platform"],
        ["manage.py", "seed_demo", f"--url=http://127.0.0.1:{SITE_PORT}"],
        ["manage.py", "collectstatic", "--no-input", "-v0"],
        *crowd,
    ):
        subprocess.run([PYTHON, *command], cwd=ROOT, check=True, stdout=sys.stderr)


@contextmanager
def server(application: str, port: int, *options: str) -> Iterator[int]:
    """Run gunicorn as the demo does: two processes of four threads."""
    shape = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    log = (LOGS / f"bench-{port}.log").open("ab")
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "gunicorn",
        application,
        "--bind",
        f"127.0.0.1:{port}",
        *shape,
        *options,
    ]
    process = children.spawn(command, output=log.fileno(), env=dict(os.environ), cwd=ROOT)
    try:
        _wait_for(port)
        yield process.pid
    finally:
        children.stop(process, grace=10)


def database_process() -> int:
    """The process below which all of PostgreSQL is."""
    return int((VAR / "demo" / "postgres" / "postmaster.pid").read_text().split()[0])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline:
        try:
            Visitor(port).get("/gezond/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    message = f"The server on port {port} does not answer."
    raise RuntimeError(message)
