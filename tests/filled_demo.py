"""The demo that is filled once in a test run, for everybody who wants a copy of it."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

from tests.ready_manage import ReadyManage
from tests.servers import TestServers, folder
from tooling import sources, stamps
from tooling.paths import ROOT, SITE

FILES = ("media", "static")
KEY = "only-for-a-test-" + "0" * 50  # the passwords of the demo come from it


def copy_filled_demo(servers: TestServers, name: str, *, place: Path, env: dict[str, str]) -> str:
    """Put the files of the filled demo in a place; gives the address of a copy of its database with this name."""
    digest = stamps.digest_of([f for f in sources.of_the_product() if "frontend" not in f.parts])[:12]
    filled = folder() / "filled"
    address = servers.filled_database(
        f"demo_and_files_{digest}",
        lambda new: _fill({**env, "DATABASE_URL": new, "WKS_VAR": str(filled)}, filled),
        copy=name,
    )
    for files in FILES:
        shutil.rmtree(place / files, ignore_errors=True)
        shutil.copytree(filled / files, place / files)
    return address


def environment_of_demo(*, place: Path, redis_url: str, url: str) -> dict[str, str]:
    """Give the environment of a demo that has its files in a place."""
    return {
        **os.environ,
        "REDIS_URL": redis_url,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "WKS_DEMO": "1",
        "WKS_VAR": str(place),
        "WKS_BASE_URL": url,
        "WKS_LOG_LEVEL": "WARNING",
        "SECRET_KEY": KEY,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)]),
    }


def _fill(env: dict[str, str], filled: Path) -> None:
    shutil.rmtree(filled, ignore_errors=True)
    with closing(ReadyManage(env)) as manage:
        manage.run("seed_demo", f"--url={env['WKS_BASE_URL']}")
        manage.run("collectstatic", "--no-input", "-v0")
