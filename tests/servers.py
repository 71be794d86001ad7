"""The real servers of a test run: one PostgreSQL for the run, one Valkey for each process of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
import redis

from tooling import sources, stamps
from tooling.locks import take
from tooling.paths import LOCK, PYTHON, ROOT, VAR, source_folders
from tooling.postgres import NOT_DURABLE, USER, Postgres
from tooling.say import Trouble
from tooling.valkey import Valkey

SLOTS = 8  # so many test runs of one checkout at the same time
CONTROLLER = "main"
FILLING = 1  # the lock of who fills a database; it is let go with the connection
# The rooms that decide what setup_platform puts in the database.
FILLS = {"api", "services", "models", "choices", "blocks", "setup_platform"}


class TestServers:
    """What this process of the test run has started, or was given by the process that started it."""

    __test__ = False

    def __init__(self) -> None:
        self.process_name = os.environ.get("PYTEST_XDIST_WORKER", CONTROLLER)
        self.database = f"test_{self.process_name}"
        self.valkey: Valkey | None = None
        self._postgres: Postgres | None = None
        self._slot: IO[str] | None = None

    def start(self) -> None:
        """Start what this process needs, and name it in the environment before the settings are read."""
        if self.process_name == CONTROLLER:
            self._start_for_the_run()
        self.valkey = Valkey(log=folder() / f"valkey-{self.process_name}.log")
        self.valkey.start()
        os.environ["REDIS_URL"] = self.valkey.url
        os.environ["DATABASE_URL"] = self._url(self.database)

    def stop(self) -> None:
        """Stop what this process started."""
        if self.valkey is not None:
            self.valkey.stop()
        if self._postgres is not None:
            self._postgres.stop()
        if self._slot is not None:
            shutil.rmtree(folder() / "test-media", ignore_errors=True)
            self._slot.close()

    def clone_database(self) -> None:
        """Give this process a database that is migrated and set up, in place of the one it had."""
        with self._server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{self.database}" TEMPLATE "{os.environ["WKS_TEST_TEMPLATE"]}"')

    def forget_messages(self) -> None:
        """Empty the cache and the queues of this process."""
        redis.Redis.from_url(os.environ["REDIS_URL"]).flushall()

    def filled_database(self, name: str, fill: Callable[[str], None], *, copy: str) -> str:
        """Give the address of a copy of a database that `fill` filled once, for this state of the code; others wait for it."""
        unfinished = f"unfinished_{name}"
        with self._server() as server:
            server.execute("SELECT pg_advisory_lock(%s)", [FILLING])
            existing = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
            if name not in existing:
                _drop(server, {unfinished, *(old for old in existing if old.startswith("demo_"))})
                server.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE "{os.environ["WKS_TEST_TEMPLATE"]}"')
                fill(self._url(unfinished))
                server.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
            _drop(server, {copy})
            server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        return self._url(copy)

    def _start_for_the_run(self) -> None:
        self._slot = _free_slot()
        (folder() / "static").mkdir(exist_ok=True)  # whitenoise warns when it is not there
        self._postgres = Postgres(folder() / "postgres", log=folder() / "postgres.log", settings=NOT_DURABLE)
        self._postgres.start()
        os.environ["WKS_TEST_SOCKET"] = str(self._postgres.socket)
        os.environ["WKS_TEST_TEMPLATE"] = self._template()

    def _template(self) -> str:
        """Give the database that all clones are made from; made anew when the code it comes from has changed."""
        migrations = [f for source in source_folders() for f in source.glob("**/migrations/*.py")]
        migrated = f"migrated_{stamps.digest_of([LOCK, *migrations])[:12]}"
        code = [
            f
            for f in sources.of_the_product()
            if f.suffix == ".py" and FILLS.intersection((f.stem, *f.parts))
        ]
        ready = f"ready_{stamps.digest_of(code, migrated)[:12]}"
        with self._server() as server:
            existing = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
            if ready not in existing:
                self._make(server, migrated, "template1", existing, "migrate")
                self._make(server, ready, migrated, existing, "setup_platform")
                _drop(server, existing - {migrated, ready, "postgres", "template0", "template1"})
        return ready

    def _make(
        self, server: psycopg.Connection, name: str, source: str, existing: set[str], command: str
    ) -> None:
        """Make a database from another by one of manage.py's commands; it gets its name when it is whole."""
        if name in existing:
            return
        unfinished = f"unfinished_{name}"
        _drop(server, {unfinished})
        server.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE "{source}"')
        env = {**os.environ, "DATABASE_URL": self._url(unfinished), "REDIS_URL": "redis://127.0.0.1:1"}
        env |= {"DJANGO_SETTINGS_MODULE": "config.settings.test", "WKS_LOG_LEVEL": "WARNING"}
        done = subprocess.run(
            [PYTHON, ROOT / "manage.py", command, "-v0"], check=False, env=env, stdout=sys.stderr
        )
        if done.returncode:
            message = f"The database of the tests could not be made: manage.py {command} failed (see above)."
            raise Trouble(message)
        server.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')

    def _url(self, database: str) -> str:
        return f"postgres://{USER}@/{database}?host={os.environ['WKS_TEST_SOCKET']}"

    @contextmanager
    def _server(self) -> Iterator[psycopg.Connection]:
        host = os.environ["WKS_TEST_SOCKET"]
        with psycopg.connect(host=host, user=USER, dbname="postgres", autocommit=True) as connection:
            yield connection


def folder() -> Path:
    """Give the folder of this test run; every process of the run has the same."""
    return Path(os.environ["WKS_VAR"])


def _free_slot() -> IO[str]:
    """Keep a folder for this run that no other run uses, and let the next run find its databases back."""
    for number in range(1, SLOTS + 1):
        slot = VAR / "test" / str(number)
        lock = take(slot / "lock")
        if lock is not None:
            os.environ["WKS_VAR"] = str(slot)
            return lock
    message = f"{SLOTS} test runs of this checkout are busy already."
    raise Trouble(message)


def _drop(server: psycopg.Connection, names: set[str]) -> None:
    for name in names:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
