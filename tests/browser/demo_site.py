"""The demo municipality behind a real web server, on a database of its own, for the browser."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import psycopg

from tests.browser.own_database import OwnDatabase
from tests.filled_demo import copy_filled_demo, environment_of_demo
from tests.ready_manage import ReadyManage
from tests.servers import TestServers, folder
from tooling import children
from tooling.paths import PYTHON, ROOT
from tooling.valkey import Valkey, free_port

WITHIN = 120
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class DemoSite:
    """Gunicorn with the settings of the demo; addresses and sign-ins as in var/demo.json."""

    def __init__(self, servers: TestServers) -> None:
        self._servers = servers
        self._folder = folder() / f"browser-{servers.process_name}"
        self._stack = ExitStack()
        self._env: dict[str, str] = {}
        self._web: subprocess.Popen[bytes] | None = None
        self._manage: ReadyManage | None = None
        self.url = f"http://127.0.0.1:{free_port()}"
        self.sign_ins: dict[str, dict[str, str]] = {}

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        valkey = Valkey(log=self._folder / "valkey.log")
        valkey.start()
        self._stack.callback(valkey.stop)
        env = environment_of_demo(place=self._folder, redis_url=valkey.url, url=self.url)
        name = f"site_{self._servers.process_name}"
        env["DATABASE_URL"] = copy_filled_demo(self._servers, name, place=self._folder, env=env)
        self._env = env
        self._stack.callback(self._forget_manage)
        self.manage("seed_demo", f"--url={self.url}", "-v0")
        self._stack.callback(self.kill_web)
        self.start_web()
        people = json.loads((self._folder / "demo.json").read_text())["sign_ins"]
        self.sign_ins = {person["role"]: person for person in people}
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def start_web(self) -> None:
        """Start the web server at the address of the site, and wait until it answers."""
        bind = self.url.removeprefix("http://")
        shape = ["--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
        log = self._folder / "web.log"
        with log.open("ab") as output:
            self._web = children.spawn(
                [PYTHON, "-m", "gunicorn", "config.wsgi:application", "--bind", bind, *shape],
                output=output,
                env=self._env,
                cwd=ROOT,
            )
        deadline = time.monotonic() + WITHIN
        while not _answers(f"{self.url}/gezond/"):
            assert time.monotonic() < deadline, log.read_text()[-3000:]
            time.sleep(0.1)

    def kill_web(self) -> None:
        """SIGKILL the web server and its workers, whatever they are doing."""
        if self._web is not None:
            children.kill(self._web)
            self._web = None

    def cut_database(self) -> int:
        """Cut every connection to the database of the site; gives how many there were."""
        with psycopg.connect(self._env["DATABASE_URL"], autocommit=True) as server:
            cut = server.execute(CUT).fetchall()
        return len(cut)

    @contextmanager
    def on_own_database(self) -> Iterator[OwnDatabase]:
        """Run on a PostgreSQL of its own that may go down; afterwards everything is where it was."""
        shared, own = self._env["DATABASE_URL"], OwnDatabase()
        own.start()
        try:
            self._move_to(own.copy(shared))
            yield own
        finally:
            self._move_to(shared)
            own.stop()

    def _move_to(self, database: str) -> None:
        self.kill_web()
        self._forget_manage()
        self._env["DATABASE_URL"] = database
        self.start_web()

    def keep(self, name: str, content: bytes) -> Path:
        """Put a file beside those of the site; gives where it stands."""
        file = self._folder / name
        file.write_bytes(content)
        return file

    def manage(self, *command: str) -> str:
        """Run a command of manage.py for the site; gives what it says."""
        self._manage = self._manage or ReadyManage(self._env)
        said = self._manage.run(*command)
        sys.stderr.write(said)
        return said

    def _forget_manage(self) -> None:
        if self._manage is not None:
            self._manage.close()
            self._manage = None


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
