"""Starts the servers before the settings are read, and says in the end what could not be tested."""

from __future__ import annotations

import os
from collections.abc import Generator

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.servers import TestServers
from tooling import chromium
from tooling.say import Trouble

SERVERS = TestServers()
IN_A_BROWSER = "browser"
LOOKS = "browser/test_every_page_type.py"  # changes nothing, so it may have a demo of its own
IN_ORDER = "tooling/test_demo.py"  # its second start goes on from the first
FILLED_ONCE = "website/test_seed_demo.py"
# What takes longest comes first; who copies the demo that people use in a browser does not have to wait until it is filled.
FIRST = (IN_A_BROWSER, IN_ORDER, FILLED_ONCE, LOOKS)
APART = "architecture/test_fences.py"  # its tests take long, each of them
# What is over soon comes last, so that no process waits for a long file of another.
SOON_OVER = "/test_rules_"

# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile(
    "no clock", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("no clock")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """Be earlier than pytest-django, which reads the settings here."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    try:
        SERVERS.start()
    except BaseException as error:
        SERVERS.stop()
        if isinstance(error, Trouble):
            raise pytest.UsageError(str(error)) from None
        raise
    return (yield)


def pytest_unconfigure() -> None:
    """Stop the servers when the run is over."""
    SERVERS.stop()


class FileByFile(LoadScopeScheduling):
    """Gives what people do in a browser to one process and what is only looked at to another, each with one browser and one site.

    The rest is divided file by file: who divides does work for each group that was ever given out, at each test that is done. Groups of pytest-xdist's own (`--dist loadgroup`) are ignored by pytest 9.2: they hang on a name it no longer uses.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _group_of(nodeid)


def _group_of(nodeid: str) -> str:
    file = nodeid.split("::")[0]
    if file.endswith(APART):
        return nodeid
    otherwise = IN_A_BROWSER if IN_A_BROWSER in file else file
    return next((group for group in (LOOKS, IN_ORDER, FILLED_ONCE) if file.endswith(group)), otherwise)


def _turn_of(item: pytest.Item) -> int:
    group = _group_of(item.nodeid)
    return FIRST.index(group) if group in FIRST else len(FIRST) + (SOON_OVER in group)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FileByFile:
    """Divide the tests over the processes in our own way, in the order in which they were collected."""
    config.option.loadscopereorder = False
    return FileByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first, skip browser tests when there is no browser, and find them by the name of their file."""
    items.sort(key=_turn_of)
    browser = [item for item in items if item.get_closest_marker("browser")]
    astray = [item.nodeid for item in browser if IN_A_BROWSER not in item.nodeid.split("::")[0]]
    if astray:
        message = f"Tests marked browser stand in a file or folder with that word in its name: {astray[0]}"
        raise pytest.UsageError(message)
    if browser and chromium.find() is None:
        for item in browser:
            item.add_marker(pytest.mark.skip(reason=chromium.WHY_NONE))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that there was no browser, and why."""
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if chromium.WHY_NONE in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests did not run: {chromium.WHY_NONE}")
