"""script/demo from nothing to sign-ins, stopped, and started again: the real thing, with data of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.servers import folder
from tooling.paths import ROOT

STARTS_WITHIN = 600
STOPS_WITHIN = 120
# What only a first start has to do, and what takes its time.
LEFT = "left-of-it"
ONCE = ("Filling the demo", "Collecting and compressing")


class Demo:
    """One demo with its data in a folder of this test."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = _free_port()
        self.env = {
            name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}
        }
        self.env |= {"WKS_VAR": str(var)}
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it, and wait until it says where it is."""
        with (self.var / "said").open("w") as said:
            argv = [ROOT / "script" / "demo", "--port", str(self.port)]
            self.process = subprocess.Popen(argv, env=self.env, stdout=said, stderr=said)
        deadline = time.monotonic() + STARTS_WITHIN
        while f"runs at http://127.0.0.1:{self.port}/" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.2)

    def stop(self, sign: signal.Signals) -> int:
        """Send a signal, and give the exit code."""
        self.process.send_signal(sign)
        return self.process.wait(STOPS_WITHIN)

    def said(self) -> str:
        """Give all it said."""
        return (self.var / "said").read_text()

    def manage(self, *arguments: str) -> str:
        """Give what script/manage answers."""
        argv = [ROOT / "script" / "manage", *arguments]
        return subprocess.run(argv, env=self.env, capture_output=True, text=True, check=True).stdout

    def processes(self) -> list[str]:
        """Give the command lines of everything that still belongs to it."""
        everything = map(_command_of, Path("/proc").glob("[0-9]*"))
        return [text for text in everything if str(self.var) in text]


@pytest.fixture(scope="module")
def demo():
    """A demo of which the first filling was cut off."""
    var = folder() / "demo-of-a-test"
    shutil.rmtree(var, ignore_errors=True)
    (var / "demo").mkdir(parents=True)
    for name in ("half-filled", LEFT):
        (var / "demo" / name).touch()
    demo = Demo(var)
    yield demo
    if demo.process and demo.process.poll() is None:
        demo.stop(signal.SIGTERM)
    shutil.rmtree(var, ignore_errors=True)


@pytest.mark.worker
def test_the_demo_starts_tells_who_may_sign_in_and_stops(demo):
    demo.start()
    announcement = json.loads((demo.var / "demo.json").read_text())
    roles = {person["role"] for person in announcement["sign_ins"]}

    assert [step for step in ONCE if step not in demo.said()] == []
    assert "Throwing away a first filling that was cut off" in demo.said()
    assert not any((demo.var / "demo" / name).exists() for name in ("half-filled", LEFT))
    assert announcement["url"] == f"http://127.0.0.1:{demo.port}"
    assert {"learner", "coach", "trainer", "manager", "lead", "administrator"} <= roles
    assert all(person["email"] in demo.said() for person in announcement["sign_ins"])
    for path in ("/", announcement["login_path"]):
        with urllib.request.urlopen(announcement["url"] + path) as answer:  # noqa: S310
            assert answer.status == 200

    second = subprocess.run(
        [ROOT / "script" / "demo", "--port", "1"], env=demo.env, capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    assert second.stderr.startswith("The demo of this checkout already runs: http://127.0.0.1:")
    assert second.stderr.count("\n") == 1

    assert "beat" in " ".join(demo.processes())
    assert demo.stop(signal.SIGTERM) == 128 + signal.SIGTERM
    assert demo.processes() == []


@pytest.mark.worker
def test_a_second_start_keeps_the_data_and_does_not_prepare_it_again(demo):
    if not (demo.var / "demo" / "prepared").exists():
        pytest.skip("the first start did not succeed")
    count = "from people.models import User; print('people', User.objects.count())"
    before = demo.manage("shell", "--no-imports", "-c", count)
    demo.start()
    assert [step for step in ONCE if step in demo.said()] == []
    assert demo.manage("shell", "--no-imports", "-c", count) == before
    assert demo.stop(signal.SIGINT) == 128 + signal.SIGINT
    assert demo.processes() == []


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _command_of(process: Path) -> str:
    """Give the command line and the environment of a process that runs."""
    try:
        return ((process / "cmdline").read_bytes() + b"\n" + (process / "environ").read_bytes()).decode()
    except OSError:
        return ""
