"""Processes that run together stop together, whatever way they stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tooling import children
from tooling.paths import ROOT
from tooling.say import Trouble
from tooling.supervise import Company, Program

SLEEPS = "import time; time.sleep(60)"
# Who runs the tests in the background of a shell has SIGQUIT ignored, and children inherit that.
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)
print("up", flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
from tooling import children
child = children.spawn([sys.executable, "-c", "import time; time.sleep(60)"], output=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def company(tmp_path):
    """Processes of a test, gone when it ends."""
    company = Company(env=dict(os.environ), cwd=ROOT, logs=tmp_path)
    yield company
    company.stop()


def program(name, code, *, grace=5.0):
    return Program(name, [sys.executable, "-c", code], asked_by=((signal.SIGTERM, grace),))


def started(company, *programs):
    for each in programs:
        company.start(each)
    return [process for _program, process in company._running]


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_are_asked_to_stop_at_once(company):
    processes = started(company, program("one", SLEEPS), program("two", SLEEPS))
    company.stop()
    assert [process.returncode for process in processes] == [-signal.SIGTERM, -signal.SIGTERM]


def test_one_that_does_not_listen_is_ended_after_its_grace(company, tmp_path):
    (process,) = started(company, program("deaf", STUBBORN, grace=0.3))
    while "up" not in (tmp_path / "deaf.log").read_text():
        time.sleep(0.02)
    company.stop()
    assert process.returncode == -signal.SIGKILL


def test_one_that_does_not_listen_may_be_asked_in_another_way(company, tmp_path):
    argv = [sys.executable, "-c", STUBBORN]
    company.start(Program("deaf", argv, asked_by=((signal.SIGTERM, 0.3), (signal.SIGQUIT, 30))))
    ((_program, process),) = company._running
    while "up" not in (tmp_path / "deaf.log").read_text():
        time.sleep(0.02)
    company.stop()
    assert process.returncode == -signal.SIGQUIT


def test_one_that_may_come_back_does_until_it_ended_too_often(company, tmp_path, capsys):
    counts = f"from pathlib import Path; f = Path({str(tmp_path / 'starts')!r}); f.open('a').write('x')"
    worker = Program("worker", [sys.executable, "-c", f"{counts}; raise SystemExit(3)"], again=2)
    web, _ = started(company, program("web", SLEEPS), worker)
    with pytest.raises(Trouble, match=r"The worker stopped by itself \(exit code 3\)"):
        company.watch()
    assert (tmp_path / "starts").read_text() == "xxx"
    assert capsys.readouterr().err.count("and is started again.") == 2
    assert web.poll() is None


def test_one_that_ends_by_itself_is_trouble_with_its_last_words(company):
    started(company, program("web", "raise SystemExit('no such module')"), program("worker", SLEEPS))
    with pytest.raises(Trouble, match=r"The web stopped by itself \(exit code 1\)(.|\n)*no such module"):
        company.watch()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells children")
def test_children_are_gone_when_their_parent_is_killed():
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 60
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(child)


def test_the_terminal_does_not_reach_a_child():
    process = children.spawn([sys.executable, "-c", SLEEPS], output=subprocess.DEVNULL)
    assert os.getsid(process.pid) != os.getsid(0)
    children.kill(process)
    assert process.returncode == -signal.SIGKILL
