"""Runs several of manage.py's commands in one process, which starts Django once instead of each time."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TextIO

import django
from django.core.management import call_command

from tooling import disk
from tooling.paths import LOGS
from tooling.say import Trouble, aside, step

DOING = {
    "migrate": "Bringing the database up to date",
    "setup_platform": "Setting up the platform",
    "seed_demo": "Filling the demo with municipalities, people and lessons",
}


def run_all(commands: list[str]) -> None:
    """Run `name` or `name,--option=value` in turn; keep what they say in a log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "prepare.log").open("w") as log:
        with step("Starting Django"):
            django.setup()
            _log_to(log)
        for command in commands:
            name, *options = command.split(",")
            with step(DOING.get(name, name)):
                _run(name, options, log)


def _log_to(log: TextIO) -> None:
    """Keep what the programs log out of the way of the steps."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(log)


def _run(name: str, options: list[str], log: TextIO) -> None:
    try:
        call_command(name, *options, stdout=log, stderr=log, verbosity=1)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets one line and the log the rest
        traceback.print_exc(file=log)
        raise Trouble(_in_one_line(name, str(error).strip(), error, log)) from None


def _in_one_line(name: str, said: str, error: Exception, log: TextIO) -> str:
    if disk.says_full(said):
        return disk.NO_ROOM
    first = said.splitlines()[0][:300] if said else ""
    return f"{name} failed: {type(error).__name__}: {first} (see {log.name})"


if __name__ == "__main__":
    try:
        run_all(sys.argv[1:])
    except Trouble as problem:
        aside(str(problem))
        sys.exit(1)
