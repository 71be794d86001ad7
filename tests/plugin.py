"""Starts the servers before the settings are read, and says in the end what could not be tested."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from tests.servers import TestServers
from tooling import chromium
from tooling.say import Trouble

SERVERS = TestServers()
NO_BROWSER = pytest.StashKey[int]()


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


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in this hook
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep browser tests together and first: they take longest and share one browser."""
    browser = [item for item in items if item.get_closest_marker("browser")]
    for item in browser:
        item.add_marker(pytest.mark.xdist_group("browser"))
    if browser and chromium.find() is None:
        config.stash[NO_BROWSER] = len(browser)
        for item in browser:
            item.add_marker(pytest.mark.skip(reason=chromium.WHY_NONE))
    chosen = set(browser)
    items[:] = [*browser, *(item for item in items if item not in chosen)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that there was no browser, and why."""
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if chromium.WHY_NONE in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} browser tests did not run: {chromium.WHY_NONE}")
