"""A connection in use is not asked each time whether it is still there, and one that is gone is not used."""

from __future__ import annotations

from contextlib import contextmanager

import psycopg
import pytest
import time_machine
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
A_QUIET_TIME = 60


@pytest.fixture
def in_use():
    """A connection that has just been found well."""
    connection.ensure_connection()
    assert connection.is_usable()
    return connection


@contextmanager
def watched(monkeypatch):
    """What is asked of the server meanwhile."""
    asked = []
    execute = psycopg.Cursor.execute
    monkeypatch.setattr(
        psycopg.Cursor,
        "execute",
        lambda self, query, *args, **options: (asked.append(query), execute(self, query, *args, **options))[1],
    )
    yield asked


def hang_up(used):
    """Let the server end a connection."""
    with psycopg.connect(**used.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [used.connection.info.backend_pid])


def test_a_connection_in_use_is_not_asked(in_use, monkeypatch):
    with watched(monkeypatch) as asked:
        assert in_use.is_usable()
    assert asked == []


def test_after_a_quiet_time_it_is_asked(in_use, monkeypatch):
    monkeypatch.setattr("core.postgres.base.RECENTLY", 0)
    with watched(monkeypatch) as asked:
        assert in_use.is_usable()
    assert asked == ["SELECT 1"]


def test_one_that_the_server_ended_is_not_used_again(in_use):
    hang_up(in_use)
    assert not in_use.is_usable()
    in_use.close()
    with in_use.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
