"""The cache of one process gives back what it was given, as long as it was told to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from core.caching import ProcessCache

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def cache():
    """A cache of three at most."""
    kept = ProcessCache("tests", {"TIMEOUT": 60, "OPTIONS": {"MAX_ENTRIES": 3}})
    yield kept
    kept.clear()


def test_a_value_comes_back_as_it_is(cache):
    value = ("<p>Een deel</p>", 3)
    cache.set("een sleutel met spaties en é", value)
    assert cache.get("een sleutel met spaties en é") is value
    assert cache.get("een andere", "niets") == "niets"
    assert cache.get_many(["een sleutel met spaties en é", "een andere"]) == {
        "een sleutel met spaties en é": value
    }


def test_it_is_forgotten_after_its_time(cache):
    with time_machine.travel(BEGAN, tick=False) as clock:
        cache.set("kort", 1, 10)
        cache.set("gewoon", 2)
        clock.shift(11)
        assert cache.get("kort") is None
        assert cache.get("gewoon") == 2
        clock.shift(50)
        assert cache.get("gewoon") is None


def test_the_first_of_two_stays(cache):
    assert cache.add("wie", "eerst")
    assert not cache.add("wie", "later")
    assert cache.get("wie") == "eerst"
    assert cache.get_or_set("wie", "nog later") == "eerst"


def test_it_makes_room(cache):
    for number in range(10):
        cache.set(str(number), number)
    assert cache.get("9") == 9
    assert sum(cache.has_key(str(number)) for number in range(10)) <= 3
