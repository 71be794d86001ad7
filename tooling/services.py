"""The database and the broker of the demo, and the environment in which programs find them."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tooling import children
from tooling.first_look import DEMO_LOCK, already_running
from tooling.locks import is_held, take
from tooling.paths import LOGS, PYTHON, ROOT, SITE, VAR
from tooling.postgres import Postgres
from tooling.say import Trouble
from tooling.valkey import Valkey

DATA = VAR / "demo"
ENVIRONMENT = DATA / "environment.json"
SECRET = DATA / "secret"
BADGE_KEY = DATA / "badge-key"
MADE_BY_THE_DEMO = (DATA, VAR / "media", VAR / "mail", VAR / "demo.json")
DATABASE = "wks"


@contextmanager
def alone(what: str) -> Iterator[None]:
    """Keep every other demo of this checkout out, and tell it who we are."""
    lock = take(DEMO_LOCK)
    if lock is None:
        raise Trouble(already_running())
    with lock:
        lock.truncate(0)
        lock.write(json.dumps({"what": what, "process": os.getpid()}))
        lock.flush()
        yield


@contextmanager
def running(base_url: str) -> Iterator[dict[str, str]]:
    """Run the demo's database and broker, and give the environment that names them."""
    LOGS.mkdir(parents=True, exist_ok=True)
    DATA.mkdir(parents=True, exist_ok=True)
    postgres = Postgres(DATA / "postgres", log=LOGS / "postgres.log")
    valkey = Valkey(folder=DATA / "valkey", log=LOGS / "valkey.log")
    try:
        postgres.start()
        valkey.start()
        postgres.ensure_database(DATABASE)
        named = {"DATABASE_URL": postgres.url(DATABASE), "REDIS_URL": valkey.url, "WKS_BASE_URL": base_url}
        ENVIRONMENT.write_text(json.dumps(named))
        yield with_settings(named)
    finally:
        ENVIRONMENT.unlink(missing_ok=True)
        valkey.stop()
        postgres.stop()


def named_by_the_running_demo() -> dict[str, str] | None:
    """Give where the services of the demo are, or nothing when it does not run."""
    try:
        named: dict[str, str] = json.loads(ENVIRONMENT.read_text())
    except (OSError, ValueError):
        return None
    return named if is_held(DEMO_LOCK) else None


def manage(commands: list[str], env: dict[str, str]) -> None:
    """Run commands of manage.py in one process that shows how far it is; see tooling/prepare.py."""
    argv = [str(PYTHON), "-m", "tooling.prepare", *commands]
    process = children.spawn(argv, output=sys.stderr.fileno(), env=env, cwd=ROOT)
    try:
        code = process.wait()
    finally:
        children.stop(process, grace=5)
    if code:
        message = "The database could not be prepared, so nothing was started. `script/demo --fresh` begins with new data."
        raise Trouble(message)


def with_settings(named: dict[str, str]) -> dict[str, str]:
    """Give the whole environment of a program of the demo: our own, the settings and the services."""
    return {
        **os.environ,
        **named,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "WKS_DEMO": "1",
        "WKS_VAR": str(VAR),
        "SECRET_KEY": _kept(SECRET, secrets.token_urlsafe(64)),
        "WKS_BADGE_KEY": _kept(BADGE_KEY, secrets.token_hex(32)),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)]),
        "PYTHONUNBUFFERED": "1",
    }


def forget_everything() -> None:
    """Throw away what the demo made: its database, its queue, its files."""
    for path in MADE_BY_THE_DEMO:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _kept(place: Path, new: str) -> str:
    """Give a key of the demo: made once, so that a restart signs nobody out and spoils no badge."""
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text(new)
    return place.read_text()
