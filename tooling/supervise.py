"""Keeps a handful of processes together: all stop, in the opposite order, when one ends for good or we are told to stop."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tooling import children
from tooling.say import Trouble, aside
from tooling.signals import Stopped

LOOKS_EVERY = 0.2
LAST_WORDS = 5


@dataclass(frozen=True)
class Program:
    """What to start, how it is asked to stop (a signal, the seconds it gets, and so on), and how often it comes back."""

    name: str
    argv: Sequence[str | Path]
    asked_by: tuple[tuple[signal.Signals, float], ...] = ((signal.SIGTERM, 20),)
    again: int = 0


class Company:
    """The processes that run together."""

    def __init__(self, *, env: Mapping[str, str], cwd: Path, logs: Path) -> None:
        self._env = env
        self._cwd = cwd
        self._logs = logs
        self._running: list[tuple[Program, subprocess.Popen[bytes]]] = []
        self._came_back: Counter[str] = Counter()

    def start(self, program: Program) -> None:
        """Start one more, with what it says in a log of its own."""
        self._running.append((program, self._started(program)))

    def _started(self, program: Program) -> subprocess.Popen[bytes]:
        log = self.log_of(program)
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        with log.open("ab") as output:
            return children.spawn(program.argv, output=output, env=self._env, cwd=self._cwd)

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Wait until something is so; raise trouble as soon as one of the processes ends by itself for good."""
        while not until():
            for place, (program, process) in enumerate(self._running):
                if process.poll() is not None:
                    self._running[place] = program, self._next(program, process)
            time.sleep(LOOKS_EVERY)

    def _next(self, program: Program, ended: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        """Let a program come back that was killed, as a host's own supervisor would."""
        if self._came_back[program.name] >= program.again:
            raise Trouble(self._why_it_ended(program, ended.returncode))
        children.kill(ended)  # what it left behind
        self._came_back[program.name] += 1
        aside(f"The {program.name} stopped by itself (exit code {ended.returncode}) and is started again.")
        return self._started(program)

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
