"""Ctrl-C, SIGTERM and a closed terminal become one exception, so that everything is tidied on the way out."""

from __future__ import annotations

import signal
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked this program to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def raise_when_told_to_stop() -> None:
    """From now on a request to stop raises `Stopped` in the main thread."""
    for number in STOPPING:
        signal.signal(number, _stop)


def ignore_requests_to_stop() -> None:
    """From now on tidying up is not interrupted."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)
