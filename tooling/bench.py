"""script/bench: the figures of docs/performance.md, measured on servers like the demo's with data of their own."""

from __future__ import annotations

import importlib.util
import os
import subprocess

from tooling import services
from tooling.paths import PYTHON, ROOT, VAR
from tooling.say import Trouble

ADDRESS = "http://127.0.0.1:8090"
MEASUREMENTS = "tooling.measurements"
OWN_VAR = "bench"


def main(arguments: list[str]) -> int:
    """Run the measurements beside a database and a broker that nothing else uses."""
    if importlib.util.find_spec(MEASUREMENTS) is None:
        message = "There is nothing to measure yet: tooling/measurements.py does not exist."
        raise Trouble(message)
    if VAR.name != OWN_VAR:
        env = {**os.environ, "WKS_VAR": str(VAR / OWN_VAR)}
        os.execve(PYTHON, [str(PYTHON), "-m", "tooling", "--ready", "bench", *arguments], env)  # noqa: S606
    with services.alone("script/bench"), services.running(ADDRESS) as env:
        services.manage(["migrate", "setup_platform"], env)
        return subprocess.run(
            [PYTHON, "-m", MEASUREMENTS, *arguments], cwd=ROOT, env=env, check=False
        ).returncode
