"""script/lock: exact versions with hashes, from the short lists that people write."""

from __future__ import annotations

from pathlib import Path

from tooling import installers
from tooling.paths import LOCK, NODE_LOCK, PYTHON, ROOT
from tooling.say import step
from tooling.steps import run

# No host names and no notes: the same list must give the same file on every machine.
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
PLAIN = ["--no-emit-find-links", "--no-annotate", "--quiet", "--custom-compile-command", "script/lock"]


def main(arguments: list[str]) -> int:
    """Lock both lists; with --upgrade to the newest versions, or pass --upgrade-package NAME."""
    for wanted, locked in ((ROOT / "requirements.in", LOCK), (NODE_LOCK.with_suffix(".in"), NODE_LOCK)):
        _lock(wanted, locked, arguments)
    return 0


def _lock(wanted: Path, locked: Path, arguments: list[str]) -> None:
    with step(f"Locking {wanted.name} into {locked.name}"):
        command = [str(PYTHON), "-m", "uv", "pip", "compile", *OPTIONS, *PLAIN, *arguments]
        run(
            [*command, str(wanted), "-o", str(locked)],
            name="Locking",
            needs_network=True,
            cwd=ROOT,
            env=installers.environment(),
        )
