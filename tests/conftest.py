"""What every test can ask for: a database that is set up, a browser, a real worker."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connections
from django.test import TransactionTestCase

from tests.live_stack import LiveStack
from tests.plugin import SERVERS
from tests.servers import folder
from tooling import chromium, locks
from tooling.paths import FRONTEND, VAR

AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what passed axe would tell every element; nobody asks. A frame without origin cannot fetch its styles anew.
VIOLATIONS = """async ([of, tags]) => {
  const preload = window === window.top;
  const found = await axe.run(of, { runOnly: tags, resultTypes: ["violations"], preload });
  return found.violations;
}"""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Clone the database that was migrated and set up before, instead of making one."""
    SERVERS.clone_database()
    with pytest.MonkeyPatch.context() as patch:
        # Django would empty all tables after such a test, and with them what migrations put there.
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda self: _restore_database(django_db_blocker)
        )
        yield
    with django_db_blocker.unblock():
        connections.close_all()


def _restore_database(blocker: Any) -> None:
    with blocker.unblock():
        connections.close_all()
    SERVERS.clone_database()


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no test see the cache, the queue or the remembered curriculum of another."""
    yield
    if {"db", "transactional_db", "_django_db_helper"}.intersection(request.fixturenames):
        SERVERS.forget_messages()
        caches["fragments"].clear()
        _forget_curriculum()


def _forget_curriculum() -> None:
    from courses.selectors import curriculum

    curriculum.forget()


@pytest.fixture
def live_stack(transactional_db: None) -> Iterator[LiveStack]:
    """A real Celery worker and a broker of its own, on the database of this test."""
    with LiveStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Drive the Chromium of this machine, for one test run at a time."""
    # Playwright keeps an event loop in this thread; Django would refuse the database because of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with locks.one_at_a_time(
        VAR / "browser.lock",
        party=str(folder()),
        while_waiting="Another test run uses the browser; waiting for it.",
    ):
        yield {
            **browser_type_launch_args,
            "executable_path": chromium.find(),
            "args": chromium.ARGUMENTS,
        }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Be a visitor from the Netherlands."""
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def axe_violations() -> Callable[..., list[str]]:
    """A function that names everything axe has to say about an open page, or what is `within` a selector, a line each."""

    def look(page: Any, within: str = ":root") -> list[str]:
        page.wait_for_load_state()
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE.read_text())  # not as a script of the page: the content policy forbids those
        found = page.evaluate(VIOLATIONS, [within, RULES])
        return [
            f"{rule['id']}: {rule['help']} - {node['html']} - {' '.join(node['failureSummary'].split())}"
            for rule in found
            for node in rule["nodes"]
        ]

    return look
