"""script/bench: the figures of docs/performance.md, measured on services like the demo's."""

from __future__ import annotations

import importlib.util
import subprocess

from tooling import services
from tooling.paths import PYTHON, ROOT
from tooling.say import Trouble

ADDRESS = "http://127.0.0.1:8090"
MEASUREMENTS = "tooling.measurements"


def main(arguments: list[str]) -> int:
    """Run the measurements beside a database and a broker that nothing else uses."""
    if importlib.util.find_spec(MEASUREMENTS) is None:
        message = "There is nothing to measure yet: tooling/measurements.py does not exist."
        raise Trouble(message)
    with services.alone("script/bench"), services.running(ADDRESS) as env:
        return subprocess.run(
            [PYTHON, "-m", MEASUREMENTS, *arguments], cwd=ROOT, env=env, check=False
        ).returncode
