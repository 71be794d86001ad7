"""A PostgreSQL for one site alone, so that it can go down with everything in it while others go on testing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

from tests.servers import folder
from tooling.postgres import Postgres

NAME = "own"


class OwnDatabase(Postgres):
    """A server as in production, durable, with a copy of one database; it comes back at the same address."""

    def __init__(self) -> None:
        place = folder() / "postgres-own"
        shutil.rmtree(place, ignore_errors=True)
        super().__init__(place, log=folder() / "postgres-own.log")

    def copy(self, address: str) -> str:
        """Take over a database; gives the address of the copy."""
        self.ensure_database(NAME)
        dump = subprocess.run([self._programs / "pg_dump", address], check=True, capture_output=True)
        quiet = ["-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
        subprocess.run(
            [self._programs / "psql", *quiet, self.url(NAME)],
            check=True,
            input=dump.stdout,
            capture_output=True,
        )
        return self.url(NAME)

    def is_up(self) -> bool:
        """Whether the server runs."""
        return self.process is not None and self.process.poll() is None

    def crash(self) -> None:
        """Go down at once, in the middle of everything: what was not on disk has to be recovered at the next start."""
        assert self.process is not None
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()

    def _new_socket(self) -> Path:
        return self.socket if self.process is not None else super()._new_socket()
