"""Progress told again from the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.replay import Difference, Told, differences, lesson_activity, part_activity, replay

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
K1, K2, K3 = (UUID(int=n) for n in (1, 2, 3))
LESSONS_OF_PART = {K1: [101], K2: [101, 102]}  # K2 stands in a lesson and in its copy
LESSON_OF_CODE = {"M1-L1": 101, "M1-L2": 102}


def told(*facts):
    """Replay some facts of one person in one municipality."""
    found = replay(
        [(1, 5, activity, MONDAY + timedelta(days=day)) for activity, day in facts],
        lessons_of_part=LESSONS_OF_PART,
        lesson_of_code=LESSON_OF_CODE,
    )
    return {lesson: entry for (_, _, lesson), entry in found.items()}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([], {}, id="nothing told"),
        pytest.param([(part_activity(K1), 0)], {101: Told({K1})}, id="a part"),
        pytest.param(
            [(part_activity(K2), 0)], {101: Told({K2}), 102: Told({K2})}, id="a part of two lessons"
        ),
        pytest.param([(part_activity(K3), 0)], {}, id="a part that no lesson asks any more"),
        pytest.param(
            [(lesson_activity("M1-L1"), 3)],
            {101: Told(completed_at=MONDAY + timedelta(days=3))},
            id="a lesson",
        ),
        pytest.param([(lesson_activity("M9-L9"), 0)], {}, id="a lesson that is not there any more"),
        pytest.param(
            [(lesson_activity("M1-L1"), 3), (lesson_activity("M1-L1"), 1)],
            {101: Told(completed_at=MONDAY + timedelta(days=1))},
            id="told twice counts from the first",
        ),
        pytest.param(
            [("module:M1", 0), ("path:WKS", 0)], {}, id="modules and paths are no progress in a lesson"
        ),
    ],
)
def test_facts_become_progress(facts, expected):
    assert told(*facts) == expected


facts = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(5, 6),
        st.sampled_from(
            [
                *(part_activity(key) for key in (K1, K2, K3)),
                *(lesson_activity(c) for c in LESSON_OF_CODE),
                "path:WKS",
            ]
        ),
        st.integers(0, 9).map(lambda day: MONDAY + timedelta(days=day)),
    ),
    max_size=12,
)


def _replayed(rows):
    return replay(rows, lessons_of_part=LESSONS_OF_PART, lesson_of_code=LESSON_OF_CODE)


@given(facts, st.randoms())
def test_the_order_of_facts_is_irrelevant(rows, random):
    assert _replayed(random.sample(rows, len(rows))) == _replayed(rows)


@given(facts)
def test_telling_twice_is_telling_once(rows):
    assert _replayed([*rows, *rows]) == _replayed(rows)


@given(facts, facts)
def test_more_facts_never_take_progress_away(rows, more):
    before, after = _replayed(rows), _replayed([*rows, *more])
    for owner, entry in before.items():
        assert entry.done_keys <= after[owner].done_keys
        assert entry.completed_at is None or after[owner].completed_at <= entry.completed_at


OWNER = (1, 5, 101)
ASKED = {101: frozenset({K1, K2})}


@pytest.mark.parametrize(
    ("told_now", "stored", "found"),
    [
        pytest.param({}, {}, [], id="nothing anywhere"),
        pytest.param({OWNER: Told({K1}, MONDAY)}, {OWNER: Told({K1}, MONDAY)}, [], id="the same"),
        pytest.param({OWNER: Told({K1})}, {}, ["done_keys"], id="done according to the ledger only"),
        pytest.param({}, {OWNER: Told({K1})}, ["done_keys"], id="done according to the table only"),
        pytest.param({}, {OWNER: Told({K3})}, [], id="a part that is not asked any more"),
        pytest.param(
            {OWNER: Told()}, {OWNER: Told(set(), MONDAY)}, ["completed_at"], id="finished in the table only"
        ),
        pytest.param({OWNER: Told({K1}, MONDAY)}, {OWNER: Told()}, ["done_keys", "completed_at"], id="both"),
        pytest.param({}, {OWNER: Told()}, [], id="only opened"),
    ],
)
def test_every_difference_is_named(told_now, stored, found):
    assert differences(told_now, stored, asked=ASKED) == [Difference(*OWNER, what) for what in found]


@given(facts)
def test_what_is_replayed_does_not_differ_from_itself(rows):
    assert (
        differences(_replayed(rows), _replayed(rows), asked={101: frozenset({K1, K2}), 102: frozenset({K2})})
        == []
    )
