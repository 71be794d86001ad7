"""Locks between programs that share this checkout; the kernel lets go of them when their holder is gone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tooling import say


def take(path: Path) -> IO[str] | None:
    """Give the lock as an open file, or nothing when another program holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def is_held(path: Path) -> bool:
    """Say whether some program holds this lock."""
    if not path.exists():
        return False
    file = take(path)
    if file is not None:
        file.close()
    return file is None


@contextmanager
def one_at_a_time(path: Path, *, while_waiting: str) -> Iterator[None]:
    """Wait for the lock, and say so when it takes waiting."""
    file = take(path)
    if file is None:
        say.aside(while_waiting)
        file = path.open("a+")
        fcntl.flock(file, fcntl.LOCK_EX)
    with file:
        yield
