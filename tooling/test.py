"""script/test: the checks and every test, with pytest's own closing line as the last word."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tooling import checks, chromium
from tooling.paths import PYTHON, ROOT
from tooling.say import line

EVERYTHING = ["-n", "2"]


def main(arguments: list[str]) -> int:
    """Run everything; with arguments only pytest, with those."""
    if arguments:
        return _pytest(arguments, cwd=Path.cwd())
    line("Checks:")
    failed = checks.failing(checks.all_checks())
    found = chromium.find_or_install()
    if found:
        os.environ["CHROMIUM_PATH"] = found
    if failed:
        line(f"These checks failed, so this run fails whatever the tests say: {', '.join(failed)}.")
    code = _pytest(EVERYTHING, cwd=ROOT)
    return code or (1 if failed else 0)


def _pytest(arguments: list[str], *, cwd: Path) -> int:
    return subprocess.run([PYTHON, "-m", "pytest", *arguments], cwd=cwd, check=False).returncode
