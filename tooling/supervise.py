"""Keeps a handful of processes together: all stop, in the opposite order, when one ends or we are told to stop."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tooling import children
from tooling.say import Trouble
from tooling.signals import Stopped

LOOKS_EVERY = 0.2
LAST_WORDS = 5


@dataclass(frozen=True)
class Program:
    """What to start, and how it is asked to stop: a signal, the seconds it then gets, and so on."""

    name: str
    argv: Sequence[str | Path]
    asked_by: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 20),)


class Company:
    """The processes that run together."""

    def __init__(self, *, env: Mapping[str, str], cwd: Path, logs: Path) -> None:
        self._env = env
        self._cwd = cwd
        self._logs = logs
        self._running: list[tuple[Program, subprocess.Popen[bytes]]] = []

    def start(self, program: Program) -> None:
        """Start one more, with what it says in a log of its own."""
        log = self.log_of(program)
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        with log.open("ab") as output:
            process = children.spawn(program.argv, output=output, env=self._env, cwd=self._cwd)
        self._running.append((program, process))

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Wait until something is so; raise trouble as soon as one of the processes ends by itself."""
        while not until():
            for program, process in self._running:
                if process.poll() is not None:
                    raise Trouble(self._why_it_ended(program, process.returncode))
            time.sleep(LOOKS_EVERY)

    def stop(self) -> None:
        """Ask all to finish at once, give each the time it needs, and end what is left; asked again, end all now."""
        try:
            self._stop_politely()
        except Stopped:
            for _program, process in self._running:
                children.kill(process)
        self._running.clear()

    def _stop_politely(self) -> None:
        for program, process in self._running:
            if process.poll() is None:
                process.send_signal(program.asked_by[0][0])
        for program, process in reversed(self._running):
            _, patience = program.asked_by[0]
            children.wait_or_ask_again(process, patience, program.asked_by[1:])

    def log_of(self, program: Program) -> Path:
        """Give the file that holds what a program says."""
        return self._logs / f"{program.name}.log"

    def _why_it_ended(self, program: Program, code: int) -> str:
        log = self.log_of(program)
        said = log.read_text(errors="replace").splitlines()[-LAST_WORDS:]
        return "\n".join([f"The {program.name} stopped by itself (exit code {code}); see {log}:", *said])
