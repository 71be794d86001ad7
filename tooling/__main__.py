"""Makes the environment ready with the Python of the machine, then runs a command with the environment's own."""

from __future__ import annotations

import importlib
import os
import sys

from tooling import disk, first_look, say, setup, signals
from tooling.paths import PYTHON

READY = "--ready"


def main(arguments: list[str]) -> int:
    """Run one command, and turn whatever stops it into an exit code and at most one line."""
    signals.raise_when_told_to_stop()
    try:
        return _run(arguments)
    except say.Trouble as trouble:
        say.aside(str(trouble))
    except signals.Stopped as stopped:
        say.aside("Stopped.")
        return stopped.exit_code
    except OSError as error:
        if not disk.is_full(error) and not isinstance(error, PermissionError):
            raise
        say.aside(_reason(error))
    return 1


def _run(arguments: list[str]) -> int:
    if arguments[0] == READY:
        _, name, *rest = arguments
        return int(importlib.import_module(f"tooling.{name}").main(rest) or 0)
    name, *rest = arguments
    first_look.before(name, rest)
    setup.make_ready()
    if name == "setup":
        setup.say_ready()
        return 0
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", "tooling", READY, *arguments])  # noqa: S606 - the same command goes on
    return None


def _reason(error: OSError) -> str:
    if disk.is_full(error):
        return disk.NO_ROOM
    return f"This user may not write {error.filename}. Give it to yourself, or start as its owner."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
