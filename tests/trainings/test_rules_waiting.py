"""Places and the waiting list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from trainings.choices import SignUpState
from trainings.rules.waiting import free_places, moving_up, state_for


@pytest.mark.parametrize(
    ("placed", "waiting", "capacity", "state"),
    [
        (0, 0, None, SignUpState.PLACED),
        (500, 0, None, SignUpState.PLACED),
        (11, 0, 12, SignUpState.PLACED),
        (12, 0, 12, SignUpState.WAITING),
        (12, 3, 12, SignUpState.WAITING),
        (11, 1, 12, SignUpState.WAITING),  # the free place is for who waits
        (10, 1, 12, SignUpState.PLACED),
        (14, 0, 12, SignUpState.WAITING),  # the room became smaller
    ],
)
def test_a_newcomer_gets_a_place_when_one_is_left_over(placed, waiting, capacity, state):
    assert state_for(placed=placed, waiting=waiting, capacity=capacity) == state


@pytest.mark.parametrize(
    ("waiting", "placed", "capacity", "moved"),
    [
        (["a", "b"], 11, 12, ["a"]),
        (["a", "b"], 12, 12, []),
        (["a", "b"], 14, 12, []),
        (["a", "b"], 3, None, ["a", "b"]),
        ([], 0, 12, []),
    ],
)
def test_the_list_moves_up_in_the_order_in_which_people_came(waiting, placed, capacity, moved):
    assert moving_up(waiting, placed=placed, capacity=capacity) == moved


@given(st.integers(0, 50), st.integers(1, 50))
def test_places_are_never_negative(placed, capacity):
    assert (free_places(placed=placed, capacity=capacity) or 0) >= 0


class WaitingList(RuleBasedStateMachine):
    """People come, go and the room changes; the list is checked after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.capacity = 3
        self.placed: list[int] = []
        self.waiting: list[int] = []
        self.number = 0

    @rule()
    def somebody_signs_up(self):
        self.number += 1
        state = state_for(placed=len(self.placed), waiting=len(self.waiting), capacity=self.capacity)
        (self.placed if state == SignUpState.PLACED else self.waiting).append(self.number)

    @precondition(lambda self: self.placed)
    @rule(data=st.data())
    def somebody_with_a_place_withdraws(self, data):
        self.placed.remove(data.draw(st.sampled_from(self.placed)))
        self._move_up()

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def somebody_stops_waiting(self, data):
        self.waiting.remove(data.draw(st.sampled_from(self.waiting)))
        self._move_up()

    @rule(capacity=st.integers(1, 6))
    def another_room(self, capacity):
        self.capacity = capacity
        self._move_up()

    def _move_up(self):
        for person in moving_up(self.waiting, placed=len(self.placed), capacity=self.capacity):
            self.waiting.remove(person)
            self.placed.append(person)

    @invariant()
    def nobody_waits_while_a_place_is_free(self):
        assert not self.waiting or len(self.placed) >= self.capacity

    @invariant()
    def who_waits_stands_in_order(self):
        assert self.waiting == sorted(self.waiting)


TestWaitingList = WaitingList.TestCase
