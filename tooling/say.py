"""How the scripts speak: one line for a step, one line for trouble."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):  # noqa: N818 - it reads as what it is
    """Something that the person at the keyboard can mend; its text is the one line they see."""


def line(text: str = "") -> None:
    """Write a line of what was asked for."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def aside(text: str) -> None:
    """Write a line about how it goes, out of the way of what was asked for."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def step(text: str) -> Iterator[None]:
    """Show that something takes long, and how long it took."""
    begun = time.monotonic()
    finished = threading.Event()
    _show(f"  {text} ...")
    ticker = threading.Thread(target=_tick, args=(text, begun, finished), daemon=True)
    ticker.start()
    outcome = "stopped after"
    try:
        yield
        outcome = "done in"
    finally:
        finished.set()
        ticker.join()
        _show(f"{_again(text)} {outcome} {time.monotonic() - begun:.1f} s\n")


def _tick(text: str, begun: float, finished: threading.Event) -> None:
    """On a terminal count the seconds; in a log add a dot now and then."""
    pause = 1 if sys.stderr.isatty() else 5
    while not finished.wait(pause):
        elapsed = f" {time.monotonic() - begun:.0f} s" if sys.stderr.isatty() else "."
        _show(f"{_again(text)}{elapsed}")


def _again(text: str) -> str:
    return f"\r  {text} ..." if sys.stderr.isatty() else ""


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
