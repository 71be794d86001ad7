from __future__ import annotations

from threading import Event, Thread

import pytest

from tooling import locks


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


def test_programs_of_one_party_have_a_lock_together(path):
    with (
        locks.one_at_a_time(path, party="a run", while_waiting="Waiting."),
        locks.one_at_a_time(path, party="a run", while_waiting="Waiting."),
    ):
        assert locks.is_held(path)
    assert not locks.is_held(path)


def test_another_party_says_that_it_waits_until_the_first_is_done(path, monkeypatch):
    waits, entered = Event(), Event()
    monkeypatch.setattr(locks.say, "aside", lambda _: waits.set())

    def come_in() -> None:
        with locks.one_at_a_time(path, party="another run", while_waiting="Waiting."):
            entered.set()

    other = Thread(target=come_in, daemon=True)
    with locks.one_at_a_time(path, party="a run", while_waiting="Waiting."):
        other.start()
        assert waits.wait(10)
        assert not entered.is_set()
    assert entered.wait(10)
    other.join()
