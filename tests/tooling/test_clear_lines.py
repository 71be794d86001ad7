"""What goes wrong on somebody else's machine is said in one line."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tooling import __main__ as entrance
from tooling import disk, first_look, frontend, locks, setup, steps
from tooling.paths import ROOT
from tooling.say import Trouble


@pytest.fixture
def _quiet_signals(monkeypatch):
    monkeypatch.setattr(entrance.signals, "raise_when_told_to_stop", lambda: None)


def test_a_port_in_use():
    with socket.socket() as other:
        other.bind((first_look.HOST, 0))
        other.listen()
        with pytest.raises(Trouble, match=r"in use by another program. Choose another: script/demo --port"):
            first_look.demand_free_port(other.getsockname()[1])


@pytest.mark.parametrize("demand", [disk.demand_for_setup, disk.demand_for_demo])
def test_a_disk_that_is_too_full_before_we_begin(monkeypatch, demand):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=10 * disk.MEGABYTE))
    with pytest.raises(Trouble, match=r"The disk is too full: .* needs \d+ MB free here, there is 10 MB"):
        demand()


@pytest.mark.usefixtures("_quiet_signals")
@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "The disk is full"), (errno.EACCES, "may not write var/x")]
)
def test_a_disk_that_refuses_halfway(monkeypatch, capsys, number, said):
    def refuse(*_):
        raise OSError(number, os.strerror(number), "var/x")

    monkeypatch.setattr(entrance, "_run", refuse)
    assert entrance.main(["demo"]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "line"),
    [
        pytest.param(
            "error: Failed to fetch: https://x\n  dns error",
            "No network: Building could not fetch",
            id="network",
        ),
        pytest.param(
            "npm error code ENOTFOUND", "No network: Building could not fetch", id="npm without network"
        ),
        pytest.param("OSError: [Errno 28] No space left on device", "The disk is full", id="disk"),
        pytest.param(
            "Error: no such file\n\nNode.js v1", "Building failed: Error: no such file", id="the telling line"
        ),
        pytest.param("", "Building failed: exit code 3", id="nothing said"),
    ],
)
def test_a_program_that_fails(tmp_path, monkeypatch, said, line):
    monkeypatch.setattr(steps, "LOGS", tmp_path)
    program = f"import sys; print({said!r}); sys.exit(3)"
    with pytest.raises(Trouble, match=line):
        steps.run([sys.executable, "-c", program], name="Building", needs_network=True)


def test_what_a_failing_program_said_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "LOGS", tmp_path / "log")
    with pytest.raises(Trouble, match="all it said"):
        steps.run([sys.executable, "-c", "raise SystemExit('alas')"], name="Building it")
    assert (tmp_path / "log" / "building-it.log").read_text() == "alas\n"


def test_a_second_demo(tmp_path, monkeypatch):
    monkeypatch.setattr(first_look, "DEMO_LOCK", tmp_path / "demo.lock")
    first_look.demand_no_other_demo()
    with locks.take(tmp_path / "demo.lock") as held:
        held.write('{"what": "http://127.0.0.1:8000", "process": 7}')
        held.flush()
        with pytest.raises(Trouble, match=r"already runs: http://127.0.0.1:8000 \(process 7\)"):
            first_look.demand_no_other_demo()


def test_a_python_that_is_too_old(tmp_path):
    for name in ("python3", "python3.13", "python3.12", "python3.11", "python"):
        old = tmp_path / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n')
        old.chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run([ROOT / "script" / "demo"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "Python 3.11 or newer is needed; found: Python 3.9.2.\n"


def test_the_version_of_the_installer_comes_from_the_lock():
    lines = setup._locked("uv").splitlines()
    assert lines[0].startswith("uv==")
    assert all("--hash=sha256:" in line for line in lines[1:])
    assert not lines[-1].endswith("\\")


@pytest.mark.parametrize(("version", "too_old"), [("v18.20.0", True), ("v20.1.0", False), ("v24.0.0", False)])
def test_an_old_node_is_not_used(monkeypatch, version, too_old):
    frontend.needs_packaged_node.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: SimpleNamespace(stdout=f"{version}\n"))
    assert frontend.needs_packaged_node() is too_old
    frontend.needs_packaged_node.cache_clear()
