"""Collects and compresses static files while the database is prepared: that takes one processor, and there are more."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tooling import children, disk, sources, stamps
from tooling.paths import LOCK, LOGS, PYTHON, ROOT, VAR
from tooling.say import Trouble, step

COLLECTED = VAR / "static"
STAMP = VAR / "static.stamp"


class Collecting:
    """The collecting of static files in a process of its own, or nothing when they did not change."""

    def __init__(self, env: dict[str, str]) -> None:
        self._digest = stamps.digest_of([LOCK, *_static_files()])
        self._log = LOGS / "collectstatic.log"
        self._process: subprocess.Popen[bytes] | None = None
        if not (COLLECTED.is_dir() and STAMP.exists() and STAMP.read_text() == self._digest):
            with self._log.open("wb") as output:
                argv = [str(PYTHON), str(ROOT / "manage.py"), "collectstatic", "--no-input", "--clear", "-v0"]
                self._process = children.spawn(argv, output=output, env=env, cwd=ROOT)

    def finish(self) -> None:
        """Wait until every file is there."""
        if self._process is None:
            return
        with step("Collecting and compressing static files"):
            if self._process.wait():
                raise self._trouble()
        STAMP.write_text(self._digest)

    def stop(self) -> None:
        """Give up."""
        if self._process is not None:
            children.stop(self._process, grace=3)

    def _trouble(self) -> Trouble:
        said = self._log.read_text(errors="replace")
        last = (said.strip().splitlines() or [""])[-1]
        return Trouble(
            disk.NO_ROOM if disk.says_full(said) else f"collectstatic failed: {last} (see {self._log})"
        )


def _static_files() -> list[Path]:
    return [file for file in sources.of_the_product() if "static" in file.parts]
