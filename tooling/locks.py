"""Locks between programs that share this checkout; the kernel lets go of them when their holder is gone."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tooling import say

LOOK_AGAIN = 0.5  # seconds


def take(path: Path) -> IO[str] | None:
    """Give the lock as an open file, or nothing when another program holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+")
    if _locked(file, fcntl.LOCK_EX):
        return file
    file.close()
    return None


def is_held(path: Path) -> bool:
    """Say whether some program holds this lock."""
    if not path.exists():
        return False
    file = take(path)
    if file is not None:
        file.close()
    return file is None


@contextmanager
def one_at_a_time(path: Path, *, while_waiting: str, party: str = "") -> Iterator[None]:
    """Wait for the lock, and say so when it takes waiting; programs of one party have it together."""
    party = party or str(os.getpid())
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        if not _join(file, party):
            say.aside(while_waiting)
        while not _join(file, party):
            time.sleep(LOOK_AGAIN)
        yield


def _join(file: IO[str], party: str) -> bool:
    """Hold the lock together with who is of this party; the first one writes down which party it is."""
    if _locked(file, fcntl.LOCK_EX):
        file.truncate(0)
        file.write(party)
        file.flush()
    if not _locked(file, fcntl.LOCK_SH):
        return False
    file.seek(0)
    if file.read() == party:  # another may have been first while the one lock became the other
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def _locked(file: IO[str], how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
