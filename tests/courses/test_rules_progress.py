"""How far a learner is with a lesson, a module and a path."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.progress import (
    GroupStanding,
    LessonStanding,
    Part,
    State,
    group_standing,
    lesson_standing,
)

READ = Part(UUID(int=1), "reading", "Lees de les")
CHECK = Part(UUID(int=2), "check", "Wat vraag je?")
EXTRA = Part(UUID(int=3), "exercise", "Oefen nog eens", is_required=False)
ORDER = [State.NOT_STARTED, State.BUSY, State.DONE]


def _standing(parts, done=(), *, was_completed=False, was_opened=False):
    keys = {part.key for part in done}
    return lesson_standing(parts, done_keys=keys, was_completed=was_completed, was_opened=was_opened)


@pytest.mark.parametrize(
    ("parts", "done", "standing"),
    [
        pytest.param(
            [READ, CHECK], [], LessonStanding(State.NOT_STARTED, 0, 2, (READ, CHECK)), id="nothing done"
        ),
        pytest.param([READ, CHECK], [READ], LessonStanding(State.BUSY, 1, 2, (CHECK,)), id="half"),
        pytest.param([READ, CHECK], [CHECK], LessonStanding(State.BUSY, 1, 2, (READ,)), id="the other half"),
        pytest.param([READ, CHECK], [READ, CHECK], LessonStanding(State.DONE, 2, 2), id="everything"),
        pytest.param([READ, EXTRA], [READ], LessonStanding(State.DONE, 1, 1), id="optional holds nobody up"),
        pytest.param(
            [READ, EXTRA], [EXTRA], LessonStanding(State.BUSY, 0, 1, (READ,)), id="optional is a beginning"
        ),
        pytest.param(
            [EXTRA], [EXTRA], LessonStanding(State.BUSY, 0, 0), id="only optional parts finish nothing"
        ),
        pytest.param(
            [], [], LessonStanding(State.NOT_STARTED, 0, 0), id="a lesson that asks nothing is never done"
        ),
        pytest.param(
            [READ], [READ, CHECK], LessonStanding(State.DONE, 1, 1), id="what is not asked does not count"
        ),
    ],
)
def test_what_was_done_decides(parts, done, standing):
    assert _standing(parts, done) == standing


def test_opening_a_lesson_is_being_busy_with_it():
    assert _standing([READ], was_opened=True).state == State.BUSY


def test_what_was_completed_stays_completed_and_says_what_was_added():
    standing = _standing([READ, CHECK], [READ], was_completed=True)
    assert standing == LessonStanding(State.DONE, 1, 2, added_since=(CHECK,))


parts_of_a_lesson = st.lists(
    st.builds(
        Part,
        key=st.integers(1, 30).map(lambda n: UUID(int=n)),
        kind=st.just("check"),
        title=st.just("Wat vraag je?"),
        is_required=st.booleans(),
    ),
    unique_by=lambda part: part.key,
    max_size=8,
)
keys = st.sets(st.integers(1, 30).map(lambda n: UUID(int=n)))


@given(parts_of_a_lesson, keys, keys, st.booleans(), st.booleans())
def test_doing_more_never_lowers_a_standing(parts, done, more, was_completed, was_opened):
    before = lesson_standing(parts, done_keys=done, was_completed=was_completed, was_opened=was_opened)
    after = lesson_standing(parts, done_keys=done | more, was_completed=was_completed, was_opened=True)
    assert ORDER.index(after.state) >= ORDER.index(before.state)
    assert after.done >= before.done
    assert set(after.missing) <= set(before.missing)


@given(parts_of_a_lesson, parts_of_a_lesson, keys)
def test_no_edit_takes_a_finished_lesson_back(parts, other_parts, done):
    before = lesson_standing(parts, done_keys=done, was_completed=False, was_opened=True)
    is_done = before.state == State.DONE
    after = lesson_standing(other_parts, done_keys=done, was_completed=is_done, was_opened=True)
    assert not is_done or after.state == State.DONE


@given(parts_of_a_lesson, keys, st.booleans(), st.randoms())
def test_the_order_of_parts_is_irrelevant(parts, done, was_completed, random):
    def told(parts):
        standing = lesson_standing(parts, done_keys=done, was_completed=was_completed, was_opened=False)
        return standing.state, standing.done, standing.total, set(standing.missing), set(standing.added_since)

    assert told(parts) == told(random.sample(parts, len(parts)))


@given(parts_of_a_lesson, keys, st.booleans())
def test_a_lesson_is_done_or_says_what_is_missing(parts, done, was_opened):
    standing = lesson_standing(parts, done_keys=done, was_completed=False, was_opened=was_opened)
    assert standing.done + len(standing.missing) == standing.total
    assert (standing.state == State.DONE) == (standing.total > 0 and not standing.missing)


@pytest.mark.parametrize(
    ("lessons", "standing"),
    [
        pytest.param([], GroupStanding(State.NOT_STARTED, 0, 0), id="a module without lessons is never done"),
        pytest.param(
            [(1, True, State.NOT_STARTED), (2, True, State.NOT_STARTED)],
            GroupStanding(State.NOT_STARTED, 0, 2, (1, 2)),
            id="nothing begun",
        ),
        pytest.param(
            [(1, True, State.DONE), (2, True, State.BUSY)],
            GroupStanding(State.BUSY, 1, 2, (2,)),
            id="one to go",
        ),
        pytest.param(
            [(1, True, State.DONE), (2, True, State.DONE)], GroupStanding(State.DONE, 2, 2), id="all done"
        ),
        pytest.param(
            [(1, True, State.DONE), (2, False, State.NOT_STARTED)],
            GroupStanding(State.DONE, 1, 1),
            id="an optional lesson holds nothing up",
        ),
        pytest.param([(1, False, State.DONE)], GroupStanding(State.BUSY, 0, 0), id="only optional lessons"),
    ],
)
def test_lessons_decide_the_module(lessons, standing):
    assert group_standing(lessons) == standing


states = st.sampled_from(ORDER)


@given(st.lists(st.tuples(st.booleans(), states, states), max_size=8))
def test_finishing_more_lessons_never_lowers_a_module(lessons):
    before = [(n, is_required, min(a, b, key=ORDER.index)) for n, (is_required, a, b) in enumerate(lessons)]
    after = [(n, is_required, max(a, b, key=ORDER.index)) for n, (is_required, a, b) in enumerate(lessons)]
    assert ORDER.index(group_standing(after).state) >= ORDER.index(group_standing(before).state)
    assert group_standing(after).done >= group_standing(before).done
