"""Looks at the room on the disk before something is half written."""

from __future__ import annotations

import errno
import re
import shutil

from tooling.paths import ROOT, VAR
from tooling.say import Trouble

MEGABYTE = 1024 * 1024
SETUP_NEEDS = 1500 * MEGABYTE  # Python packages 650, front end 150, their caches and a database
DEMO_NEEDS = 300 * MEGABYTE
FULL = {errno.ENOSPC, errno.EDQUOT}
FULL_IN_WORDS = re.compile(r"No space left on device|ENOSPC|Disk quota exceeded|os error 28", re.IGNORECASE)
NO_ROOM = "The disk is full. Make room and start again; nothing that was saved is lost."


def demand_for_setup() -> None:
    """Stop with one line when installing everything would not fit."""
    _demand(SETUP_NEEDS, what="Setting up")


def demand_for_demo() -> None:
    """Stop with one line when the demo's database could not grow."""
    _demand(DEMO_NEEDS, what="The demo")


def is_full(error: OSError) -> bool:
    """Say whether this error means that the disk is full."""
    return error.errno in FULL


def says_full(text: str) -> bool:
    """Say whether a program complains that the disk is full."""
    return FULL_IN_WORDS.search(text) is not None


def _demand(needed: int, *, what: str) -> None:
    folder = VAR if VAR.exists() else ROOT
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = f"The disk is too full: {what} needs {needed // MEGABYTE} MB free here, there is {free // MEGABYTE} MB."
        raise Trouble(message)
