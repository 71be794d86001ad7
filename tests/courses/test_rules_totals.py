"""What is counted of a group: per lesson, and per module."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.rules.totals import per_lesson, per_module
from tests.factories.outlines import lesson, module, path

# M1 has two lessons that are needed and one that is not; M2 needs nothing.
M1 = module(11, "M1", lesson(1, "M1-L1"), lesson(2, "M1-L2"), lesson(3, "M1-L3", is_required=False))
M2 = module(12, "M2", lesson(4, "M2-L1", is_required=False))
PATH = path(M1, M2)


@pytest.mark.parametrize(
    ("works", "first", "whole"),
    [
        pytest.param([], (0, 0), (0, 0), id="nobody did anything"),
        pytest.param([{1: False}], (1, 0), (1, 0), id="somebody opened a lesson"),
        pytest.param([{1: True}], (1, 1), (1, 0), id="one lesson is not the module"),
        pytest.param([{1: True, 2: True}], (1, 1), (1, 1), id="all that is needed"),
        pytest.param([{3: True}], (0, 0), (1, 0), id="what is not needed is a beginning"),
        pytest.param([{1: True, 2: True}, {1: False}, {2: True}], (2, 1), (3, 1), id="three people"),
        pytest.param([{99: True}], (0, 0), (0, 0), id="a lesson that is gone"),
    ],
)
def test_numbers_follow_from_what_each_did(works, first, whole):
    assert per_lesson(PATH, works)["M1-L1"] == first
    assert per_module(PATH, works)["M1"] == whole


def test_a_module_that_needs_nothing_is_begun_and_never_finished():
    assert per_module(PATH, [{4: True}])["M2"] == (1, 0)


works = st.lists(st.dictionaries(st.integers(1, 4), st.booleans(), max_size=4), max_size=8)


@given(works)
def test_nobody_finishes_what_they_did_not_begin_and_nobody_is_counted_twice(each):
    for began, finished in (*per_lesson(PATH, each).values(), *per_module(PATH, each).values()):
        assert 0 <= finished <= began <= len(each)


@given(works)
def test_a_module_is_finished_by_no_more_people_than_each_lesson_that_it_needs(each):
    lessons, modules = per_lesson(PATH, each), per_module(PATH, each)
    assert modules["M1"][1] <= min(lessons["M1-L1"][1], lessons["M1-L2"][1])
    assert modules["M1"][0] >= max(began for code, (began, _) in lessons.items() if code.startswith("M1"))
