"""Processes that stop when we stop: started in a session of their own, and gone when their parent is gone."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def spawn(
    argv: Sequence[str | Path],
    *,
    output: IO[bytes] | int,
    env: Mapping[str, str] | None = None,
    cwd: Path | str | None = None,
    user: int | None = None,
    on_parents_death: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a process that Ctrl-C in the terminal does not reach, and that ends when we end."""
    return subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=env,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=_die_with(os.getpid(), on_parents_death),
        **as_user(user),
    )


def as_user(user: int | None) -> dict[str, Any]:
    """Give what subprocess needs to run something as somebody else, without the groups that root is in."""
    return {} if user is None else {"user": user, "group": user, "extra_groups": []}


def stop(process: subprocess.Popen[bytes], *, sign: signal.Signals = signal.SIGTERM, grace: float) -> None:
    """End a process politely, and after `grace` seconds with its whole family."""
    if process.poll() is None:
        process.send_signal(sign)
        wait_or_ask_again(process, grace)


def wait_or_ask_again(
    process: subprocess.Popen[bytes], patience: float, asked_by: Sequence[tuple[signal.Signals, float]] = ()
) -> None:
    """Wait until a process that was asked to stop does; else ask in other ways, and in the end insist."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        if not asked_by:
            kill(process)
            return
        (sign, longer), *others = asked_by
        process.send_signal(sign)
        wait_or_ask_again(process, longer, others)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its family at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _die_with(parent: int, sign: signal.Signals) -> Callable[[], None]:
    """Run in the child: ask the kernel for a signal when the parent is gone, however it went."""

    def ask() -> None:
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask
