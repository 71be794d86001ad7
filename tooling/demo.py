"""script/demo: the whole platform with invented municipalities, until somebody stops it."""

from __future__ import annotations

import datetime
import json
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tooling import first_look, services, sources, stamps, static
from tooling.paths import LOGS, PYTHON, ROOT, VAR
from tooling.say import Trouble, aside, line, step
from tooling.supervise import Company, Program

HEALTH = "/gezond/"
READY_WITHIN = 90
COMES_BACK = 5
ANNOUNCEMENT = VAR / "demo.json"
KEPT_ASIDE = services.DATA / "demo.json"
# There while a demo is filled for the first time: nobody has worked in it, and half of it is no demo.
HALF_FILLED = services.DATA / "half-filled"


def main(arguments: list[str]) -> int:
    """Start everything, say where it is, and stay until it must stop."""
    wanted = first_look.demo_arguments(arguments)
    address = f"http://{first_look.HOST}:{wanted.port}"
    with services.alone(address):
        if wanted.fresh:
            with step("Throwing the demo's data away"):
                services.forget_everything()
        elif HALF_FILLED.exists():
            with step("Throwing away a first filling that was cut off"):
                services.forget_everything()
        with services.running(address) as env:
            _keep_announcement_aside()
            _prepare(address, env)
            _serve(address, wanted.port, env)
    return 0


def _prepare(address: str, env: dict[str, str]) -> None:
    """Bring the database and the static files in line with the code; nothing to do when neither changed."""
    collecting = static.Collecting(env)
    try:
        _fill_database(address, env)
        collecting.finish()
    finally:
        collecting.stop()


def _fill_database(address: str, env: dict[str, str]) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    digest = stamps.digest_of(sources.of_the_database(), address, today)
    stamp = services.DATA / "prepared"
    if stamp.exists() and stamp.read_text() == digest and KEPT_ASIDE.exists():
        return
    if not stamp.exists():
        HALF_FILLED.touch()
    services.manage(["migrate", "setup_platform", f"seed_demo,--url={address}"], env)
    ANNOUNCEMENT.replace(KEPT_ASIDE)
    stamp.write_text(digest)
    HALF_FILLED.unlink(missing_ok=True)


def _serve(address: str, port: int, env: dict[str, str]) -> None:
    company = Company(env=env, cwd=ROOT, logs=LOGS)
    try:
        with step("Starting the web server, the workers and the clock"):
            for program in _programs(port):
                company.start(program)
            deadline = time.monotonic() + READY_WITHIN
            company.watch(until=lambda: _answers(address) or _too_late(deadline))
        _announce(address)
        company.watch()
    finally:
        aside("\nStopping ...")
        company.stop()


def _programs(port: int) -> tuple[Program, ...]:
    bind = f"{first_look.HOST}:{port}"
    web = ["--bind", bind, "--worker-class", "gthread", "--workers", "2", "--threads", "4"]
    quiet = ["--no-control-socket", "--access-logfile", "-", "--graceful-timeout", "10"]
    return (
        Program("web", [PYTHON, "-m", "gunicorn", "config.wsgi:application", *web, *quiet]),
        _worker("worker", queue="celery", concurrency=2),
        _worker("long", queue="long", concurrency=1),
        Program("beat", _celery("beat", "--pidfile", str(_clean_pid_file())), again=COMES_BACK),
    )


def _worker(name: str, *, queue: str, concurrency: int) -> Program:
    shape = ["--queues", queue, "--concurrency", str(concurrency), "--hostname", f"{name}@%h"]
    return Program(
        name,
        _celery("worker", *shape, "--without-gossip", "--without-mingle"),
        asked_by=((signal.SIGTERM, 10), (signal.SIGQUIT, 15)),  # finish; or else hand the task back
        again=COMES_BACK,
    )


def _celery(*arguments: str) -> list[str | Path]:
    command, *options = arguments
    return [PYTHON, "-m", "celery", "-A", "config", command, "--loglevel", "INFO", *options]


def _clean_pid_file() -> Path:
    """Give a place for beat's process number; a number that is there is of a beat that was killed."""
    file = services.DATA / "beat.pid"
    file.unlink(missing_ok=True)
    return file


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address + HEALTH, timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _too_late(deadline: float) -> bool:
    if time.monotonic() > deadline:
        raise Trouble(f"The web server does not answer at {HEALTH}; see {LOGS / 'web.log'}.")
    return False


def _keep_announcement_aside() -> None:
    """Have var/demo.json be there only when the site answers."""
    if ANNOUNCEMENT.exists():
        ANNOUNCEMENT.replace(KEPT_ASIDE)


def _announce(address: str) -> None:
    KEPT_ASIDE.replace(ANNOUNCEMENT)
    demo = json.loads(ANNOUNCEMENT.read_text())
    line(f"\nWKS Leerplein runs at {address}/ - sign in at {address}{demo['login_path']}\n")
    for row in _table(demo["sign_ins"]):
        line(f"  {row}")
    line(f"\nWhat the programs say is in {LOGS}. Ctrl-C stops everything; the data stays in {VAR}.")


def _table(sign_ins: list[dict[str, Any]]) -> list[str]:
    columns = ("role", "email", "password", "municipality")
    rows = [columns, *(tuple(str(person.get(name) or "-") for name in columns) for person in sign_ins)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(columns))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
