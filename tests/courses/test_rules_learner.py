"""A learner's road along a path: what is done, what is next, and where to go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.learner import Progress, journey
from courses.rules.progress import State
from tests.factories.outlines import lesson, module, path

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


A, B, C = lesson(1, "M1-L1"), lesson(2, "M1-L2"), lesson(3, "M2-L1")
ROAD = path(module(11, "M1", A, B), module(12, "M2", C))


def begun(day=0):
    """Somebody opened the lesson."""
    return Progress(frozenset(), None, "", MONDAY + timedelta(days=day))


def credited():
    """Somebody did something elsewhere that counts in the lesson too; they never opened it."""
    return Progress(frozenset(), None, "", None)


def done(of, day=0):
    """Somebody did everything that a lesson asks."""
    moment = MONDAY + timedelta(days=day)
    return Progress(frozenset(part.key for part in of.parts), moment, "", moment)


@pytest.mark.parametrize(
    ("road", "progress", "go_on"),
    [
        pytest.param(ROAD, {}, "M1-L1", id="at the beginning"),
        pytest.param(ROAD, {1: done(A)}, "M1-L2", id="after what is done"),
        pytest.param(ROAD, {3: begun()}, "M2-L1", id="where somebody was, also further on"),
        pytest.param(ROAD, {2: begun(1), 3: begun(0)}, "M1-L2", id="what was seen last"),
        pytest.param(ROAD, {3: credited()}, "M1-L1", id="not where only something else counts"),
        pytest.param(
            ROAD, {2: begun(), 3: credited()}, "M1-L2", id="where somebody was, not where work counts"
        ),
        pytest.param(ROAD, {1: done(A, 9), 2: begun(1)}, "M1-L2", id="not in what is done"),
        pytest.param(ROAD, {1: done(A), 2: done(B), 3: done(C)}, None, id="nowhere when all is done"),
        pytest.param(
            path(module(11, "M1", replace(A, is_required=False), B)),
            {},
            "M1-L2",
            id="required goes before optional",
        ),
        pytest.param(
            path(module(11, "M1", replace(A, is_required=False), B)),
            {2: done(B)},
            "M1-L1",
            id="optional when nothing else is left",
        ),
        pytest.param(
            path(module(11, "M1", replace(A, is_locked=True, needs=(("M1-L2",),)), B)),
            {},
            "M1-L2",
            id="not in a lesson that is closed",
        ),
        pytest.param(
            path(module(11, "M1", A, is_locked=True, needs=(("M2",),)), module(12, "M2", C)),
            {},
            "M2-L1",
            id="not in a module that is closed",
        ),
        pytest.param(path(), {}, None, id="an empty path"),
    ],
)
def test_where_to_go_on(road, progress, go_on):
    step = journey(road, progress).resume
    assert (step.lesson.code if step else None) == go_on


def test_somebody_is_at_one_module_also_when_work_elsewhere_counts_in_others():
    found = journey(ROAD, {1: begun(), 3: credited()})
    assert [module.standing.state for module in found.modules] == [State.BUSY, State.BUSY]
    assert [found.is_at(module) for module in found.modules] == [True, False]


def test_nobody_is_at_a_module_before_they_begin():
    found = journey(ROAD, {3: credited()})
    assert [found.is_at(module) for module in found.modules] == [False, False]


def test_a_module_is_done_when_its_required_lessons_are():
    found = journey(ROAD, {1: done(A), 2: done(B)})
    assert [step.standing.state for step in found.modules] == [State.DONE, State.NOT_STARTED]
    assert (found.standing.state, found.standing.done, found.standing.total) == (State.BUSY, 2, 3)


def test_advice_closes_nothing_and_a_lock_does():
    asks = (("M1",),)
    advised = journey(path(module(11, "M1", A), module(12, "M2", C, needs=asks)), {})
    locked = journey(path(module(11, "M1", A), module(12, "M2", C, needs=asks, is_locked=True)), {})
    assert not advised.modules[1].opening.is_open
    assert not advised.modules[1].is_closed
    assert locked.modules[1].is_closed


def test_a_lock_opens_when_what_comes_first_is_done():
    road = path(module(11, "M1", A), module(12, "M2", C, needs=(("M1",),), is_locked=True))
    assert not journey(road, {1: done(A)}).modules[1].is_closed


def test_minutes_left_are_those_of_required_lessons_that_are_not_done():
    road = path(module(11, "M1", A, replace(B, is_required=False)), module(12, "M2", C))
    assert journey(road, {}).minutes_left == 20
    assert journey(road, {1: done(A)}).minutes_left == 10


@st.composite
def roads(draw):
    """A path of modules with lessons that may need each other, and what somebody did of it."""
    lessons = [
        lesson(n, f"L{n}", is_required=draw(st.booleans()), is_locked=draw(st.booleans()))
        for n in range(1, draw(st.integers(1, 6)) + 1)
    ]
    codes = [each.code for each in lessons]
    needs = st.lists(st.lists(st.sampled_from(codes), min_size=1, max_size=2).map(tuple), max_size=2).map(
        tuple
    )
    lessons = [replace(each, needs=draw(needs)) for each in lessons]
    cut = draw(st.integers(0, len(lessons)))
    road = path(module(101, "M1", *lessons[:cut]), module(102, "M2", *lessons[cut:]))
    return road, {each.pk: draw(st.sampled_from([None, begun(), done(each)])) for each in lessons}


def _given(progress):
    return {pk: row for pk, row in progress.items() if row is not None}


@given(roads(), st.data())
def test_doing_more_never_closes_lowers_or_unfinishes_anything(made, data):
    road, progress = made
    before = journey(road, _given(progress))
    more = data.draw(st.sampled_from(list(road.lessons())))
    after = journey(road, {**_given(progress), more.pk: done(more)})

    assert after.standing.done >= before.standing.done
    for one, other in zip(before.modules, after.modules, strict=True):
        assert other.standing.done >= one.standing.done
        assert not (other.is_closed and not one.is_closed)
        for was, now in zip(one.lessons, other.lessons, strict=True):
            assert now.standing.done >= was.standing.done
            assert not (now.is_closed and not was.is_closed)


@given(roads())
def test_going_on_is_never_in_something_closed_or_done(made):
    road, progress = made
    found = journey(road, _given(progress))
    step = found.resume
    if step is not None:
        assert not step.is_closed
        assert not found.module_of(step.lesson.pk).is_closed
        assert step.standing.state != State.DONE
