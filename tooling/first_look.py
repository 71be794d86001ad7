"""What can be known to go wrong before anything is installed or started."""

from __future__ import annotations

import argparse
import errno
import json
import socket

from tooling import disk, locks
from tooling.paths import VAR
from tooling.say import Trouble

DEMO_LOCK = VAR / "demo.lock"
HOST = "127.0.0.1"


def before(name: str, arguments: list[str]) -> None:
    """Stop with one line when this command cannot succeed."""
    if name == "demo":
        wanted = demo_arguments(arguments)
        demand_no_other_demo()
        demand_free_port(wanted.port)
        disk.demand_for_demo()


def demo_arguments(arguments: list[str]) -> argparse.Namespace:
    """Read the command line of script/demo."""
    parser = argparse.ArgumentParser(
        prog="script/demo", description="Start the whole platform with invented municipalities, until Ctrl-C."
    )
    parser.add_argument("--port", type=_port, default=8000, help="port of the web server (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
    return parser.parse_args(arguments)


def demand_no_other_demo() -> None:
    """Stop with one line when the demo of this checkout already runs."""
    if locks.is_held(DEMO_LOCK):
        raise Trouble(already_running())


def already_running() -> str:
    """Say where the demo that runs can be found."""
    try:
        holder = json.loads(DEMO_LOCK.read_text())
    except (OSError, ValueError):
        return "The demo of this checkout is already starting or running. Stop that one first."
    return f"The demo of this checkout already runs: {holder['what']} (process {holder['process']}). Stop that one first."


def demand_free_port(port: int) -> None:
    """Stop with one line when the web server could not listen here."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise Trouble(_why_not(port, error)) from None


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"Port {port} is not allowed for this user. Choose one above 1023: script/demo --port 8000"
    return f"Port {port} is in use by another program. Choose another: script/demo --port {port + 1}"


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        message = f"{text} is not a port"
        raise argparse.ArgumentTypeError(message)
    return int(text)
