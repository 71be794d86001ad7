"""manage.py in a process that started Django before it is asked anything; each command has a child of it to itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NoReturn

import django
from django.core.management import execute_from_command_line

from tooling.paths import PYTHON, ROOT


class ReadyManage:
    """Runs commands one after the other; none of them sees what another left in the memory of the process."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [PYTHON, "-m", __name__],
            env=dict(env),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: str) -> str:
        """Run a command; gives what it says."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["succeeded"], f"manage.py {command[0]} failed: {answer['said']}"
        return str(answer["said"])

    def close(self) -> None:
        """Let it end: nothing will be asked any more."""
        self._process.communicate()


def main() -> None:
    """Answer each line of commands with a line of what came of it."""
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def _answer(command: list[str]) -> dict[str, object]:
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if not child:
            _run(command, said)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return {"succeeded": status == 0, "said": said.read()}


def _run(command: list[str], said: IO[str]) -> NoReturn:
    """Be the child: run the command, and go without undoing anything of the parent."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.__stdin__.fileno())
        os.dup2(said.fileno(), sys.__stdout__.fileno())
        execute_from_command_line([str(Path("manage.py")), *command])
        code = 0
    except BaseException:  # noqa: BLE001 - also what ends a process: the parent lives on
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
