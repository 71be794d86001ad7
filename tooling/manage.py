"""script/manage: manage.py against the demo, or against the services that the environment names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from tooling import services
from tooling.paths import PYTHON, ROOT

USUAL_ADDRESS = "http://127.0.0.1:8000"


def main(arguments: list[str]) -> int:
    """Run one command of manage.py and give its exit code."""
    if os.environ.get("DATABASE_URL"):
        return _run(arguments, os.environ)
    named = services.named_by_the_running_demo()
    if named is not None:
        return _run(arguments, services.with_settings(named))
    with services.alone("script/manage"), services.running(USUAL_ADDRESS) as env:
        return _run(arguments, env)


def _run(arguments: list[str], env: Mapping[str, str]) -> int:
    # In our own session, so that a shell or a question for a password has the terminal.
    return subprocess.run([PYTHON, ROOT / "manage.py", *arguments], env=env, check=False).returncode
