"""Finds the Chromium for browser tests, or installs it where that needs nobody's permission."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tooling.installers import environment
from tooling.say import Trouble, aside, step
from tooling.steps import run

# The same engine without windows comes first: a page opens in a third of the time (ADR 0031).
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHTS_OWN = (
    "chromium_headless_shell-*/chrome-headless-shell-*/chrome-headless-shell",
    "chromium_headless_shell-*/chrome-linux*/headless_shell",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
)
# Older systems have the browser with its windows only.
BROWSERS = (SHELL, "chromium")
FONTS = ("fonts-liberation", "fonts-noto-color-emoji")
WHY_NONE = (
    "no Chromium was found (looked at CHROMIUM_PATH, at chromium and google-chrome on the path, and at "
    "Playwright's own); install one with 'apt-get install chromium' or 'playwright install chromium'."
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """Give the path of a Chromium on this machine, if there is one."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        return shutil.which(named)
    on_the_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_the_path or _playwrights_own()


def find_or_install() -> str | None:
    """Give the path of a Chromium, which root on Debian gets installed when there is none."""
    found = find()
    if found or os.geteuid() or shutil.which("apt-get") is None:
        return found
    try:
        _install()
    except Trouble as trouble:
        aside(f"  Chromium could not be installed. {trouble}")
    return find()


def _install() -> None:
    env = environment() | {"DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Chromium for the browser tests"):
        run(["apt-get", "update", "-qq"], name="Reading the list of packages", needs_network=True, env=env)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *FONTS, package()]
        run(command, name="Installing Chromium", needs_network=True, env=env)


def package() -> str:
    """The first of the packages with a Chromium that this system has."""
    return next(name for name in BROWSERS if name == BROWSERS[-1] or _is_offered(name))


def _is_offered(package: str) -> bool:
    asked = ["apt-cache", "show", "--quiet", package]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _playwrights_own() -> str | None:
    browsers = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = (
        str(path) for pattern in PLAYWRIGHTS_OWN for path in sorted(browsers.glob(pattern), reverse=True)
    )
    return next(found, None)
