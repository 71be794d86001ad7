"""A live session: which command when, and what the clock says."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from roleplays.choices import Command, Phase, Seat
from roleplays.rules.live import (
    ALPHABET,
    COMMANDS,
    PLAYERS,
    Clock,
    NotNow,
    Table,
    new_code,
    next_seat,
    read_code,
    steer,
    swapped,
)

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("command", list(Command))
def test_a_command_works_in_its_phases_only(phase, command):
    phases, onward = COMMANDS[command]
    table = Table(phase)
    if phase not in phases:
        with pytest.raises(NotNow):
            steer(table, command, now=NOW)
        assert command not in table.allowed()
        return
    assert steer(table, command, now=NOW).phase == (onward or phase)
    assert command in table.allowed()


def test_nothing_is_possible_after_closing():
    assert Table(Phase.CLOSED).allowed() == ()


@pytest.mark.parametrize(
    ("commands", "left"),
    [
        pytest.param([("prepare", 0)], 5, id="preparing takes five minutes"),
        pytest.param([("prepare", 0), ("play", 3)], 15, id="playing begins with a full clock"),
        pytest.param([("prepare", 0), ("play", 0), ("pause", 4)], 11, id="a pause stops the clock"),
        pytest.param(
            [("prepare", 0), ("play", 0), ("pause", 4), ("resume", 60)], 11, id="going on gives it back"
        ),
        pytest.param([("prepare", 0), ("play", 0), ("rewind", 4)], 11, id="rewinding pauses"),
        pytest.param([("prepare", 0), ("more_time", 1)], 6, id="more time is added to what is left"),
        pytest.param([("prepare", 0), ("more_time", 9)], 2, id="more time after the clock ran out"),
        pytest.param([("prepare", 0), ("swap", 2)], 3, id="swapping leaves the clock alone"),
        pytest.param([("prepare", 0), ("play", 99), ("debrief", 3)], 20, id="looking back has its own clock"),
    ],
)
def test_the_clock(commands, left):
    table, now = Table(), NOW
    for command, minutes_later in commands:
        now += minutes_later * MINUTE
        table = steer(table, command, now=now)
    assert table.clock.remaining(now) == left * MINUTE


def test_a_facilitator_may_choose_the_minutes():
    assert steer(Table(), Command.PREPARE, now=NOW, minutes=2).clock.remaining(NOW) == 2 * MINUTE
    assert steer(Table(), Command.PREPARE, now=NOW, minutes=0).clock.remaining(NOW) is None


def test_a_clock_never_goes_below_nothing():
    assert Clock(ends_at=NOW).remaining(NOW + MINUTE) == timedelta(0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {}),
        ({1: "resident"}, {1: "resident"}),
        ({1: "resident", 2: "observer"}, {1: "resident", 2: "observer"}),
        (
            {1: "resident", 2: "case_steward", 3: "observer"},
            {1: "case_steward", 2: "resident", 3: "observer"},
        ),
        (
            {1: "resident", 2: "municipality", 3: "case_steward", 4: "process_guide"},
            {1: "municipality", 2: "case_steward", 3: "process_guide", 4: "resident"},
        ),
    ],
)
def test_swapping_moves_everybody_who_plays_one_role_on(before, after):
    assert swapped(before) == after


@given(st.dictionaries(st.integers(), st.sampled_from(Seat.values), max_size=12))
def test_swapping_loses_nobody_and_invents_no_role(seats):
    after = swapped(seats)
    assert after.keys() == seats.keys()
    assert sorted(after.values()) == sorted(seats.values())


@pytest.mark.parametrize(
    ("taken", "cards", "seat"),
    [
        ([], PLAYERS, "resident"),
        (["resident"], PLAYERS, "municipality"),
        (["resident"], ["resident"], "observer"),
        (list(PLAYERS), PLAYERS, "observer"),
    ],
)
def test_who_joins_gets_the_first_free_role(taken, cards, seat):
    assert next_seat(taken, cards=cards) == seat


@given(st.integers())
def test_a_code_reads_back_however_it_is_typed(seed):
    code = new_code(random.Random(seed))
    assert set(code) <= set(ALPHABET)
    assert read_code(f" {code[:3].lower()} - {code[3:]}") == code


class Session(RuleBasedStateMachine):
    """Any order of commands and waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.now = Table(), NOW

    @rule(command=st.sampled_from(Command.values), minutes=st.none() | st.integers(0, 120))
    def command(self, command, minutes):
        if command in self.table.allowed():
            self.table = steer(self.table, command, now=self.now, minutes=minutes)

    @rule(seconds=st.integers(0, 10_000))
    def wait(self, seconds):
        self.now += timedelta(seconds=seconds)

    @invariant()
    def the_clock_is_sound(self):
        left = self.table.clock.remaining(self.now)
        assert left is None or left >= timedelta(0)
        assert not (self.table.phase == Phase.PAUSED and self.table.clock.ends_at)

    @invariant()
    def a_session_can_always_be_closed(self):
        assert self.table.phase == Phase.CLOSED or Command.CLOSE in self.table.allowed()


TestSession = Session.TestCase
