"""A live session as a state machine: what a facilitator may do when, and what the shared clock says."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roleplays.choices import Command, Phase, Seat

PLAYERS = (Seat.RESIDENT, Seat.MUNICIPALITY, Seat.CASE_STEWARD, Seat.PROCESS_GUIDE)
# Letters and digits that nobody mistakes for each other when they are read aloud.
ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"
CODE_LENGTH = 6
USUAL_MINUTES: Mapping[str, int] = {Phase.PREPARING: 5, Phase.PLAYING: 15, Phase.DEBRIEFING: 20}
MORE_TIME = timedelta(minutes=2)
LONGEST = timedelta(hours=12)  # after that a forgotten session closes by itself

# From which phases a command is possible, and to which phase it leads (None stays); what is likely next comes first.
COMMANDS: Mapping[str, tuple[frozenset[str], str | None]] = {
    Command.PLAY: (frozenset({Phase.PREPARING}), Phase.PLAYING),
    Command.PAUSE: (frozenset({Phase.PLAYING}), Phase.PAUSED),
    Command.RESUME: (frozenset({Phase.PAUSED}), Phase.PLAYING),
    Command.REWIND: (frozenset({Phase.PLAYING, Phase.PAUSED}), Phase.PAUSED),
    Command.SWAP: (frozenset({Phase.PREPARING, Phase.PAUSED, Phase.DEBRIEFING}), None),
    Command.PREPARE: (frozenset({Phase.GATHERING, Phase.PAUSED, Phase.DEBRIEFING}), Phase.PREPARING),
    Command.MORE_TIME: (frozenset({Phase.PREPARING, Phase.PLAYING, Phase.DEBRIEFING}), None),
    Command.DEBRIEF: (frozenset({Phase.PLAYING, Phase.PAUSED}), Phase.DEBRIEFING),
    Command.CLOSE: (frozenset(Phase.values) - {Phase.CLOSED}, Phase.CLOSED),
}


class NotNow(ValueError):  # noqa: N818 - it says what happened
    """A command that is not possible in this phase."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The shared clock: it runs until a moment, or stands still with so much left, or is not set."""

    ends_at: datetime | None = None
    left: timedelta | None = None

    def remaining(self, now: datetime) -> timedelta | None:
        """How much time is left, never less than nothing; None when no clock is set."""
        if self.ends_at is not None:
            return max(self.ends_at - now, timedelta(0))
        return self.left


@dataclass(frozen=True, slots=True)
class Table:
    """What everybody at the table shares."""

    phase: str = Phase.GATHERING
    clock: Clock = Clock()

    def allowed(self) -> tuple[str, ...]:
        """The commands that are possible now, in a fixed order."""
        return tuple(command for command, (phases, _) in COMMANDS.items() if self.phase in phases)


def steer(table: Table, command: str, *, now: datetime, minutes: int | None = None) -> Table:
    """The table after a command. Raises NotNow when it is not possible in this phase."""
    phases, onward = COMMANDS[command]
    if table.phase not in phases:
        raise NotNow(command)
    after = replace(table, phase=onward or table.phase)
    return replace(after, clock=_clock_after(table, after, command, now, minutes))


def _clock_after(before: Table, after: Table, command: str, now: datetime, minutes: int | None) -> Clock:
    left = before.clock.remaining(now)
    if after.phase == Phase.PAUSED:
        return Clock(left=left)
    if command == Command.RESUME:
        return Clock(ends_at=now + left) if left is not None else Clock()
    if command == Command.MORE_TIME:
        return Clock(ends_at=now + (left or timedelta(0)) + MORE_TIME)
    if after.phase == before.phase:
        return before.clock
    usual = minutes if minutes is not None else USUAL_MINUTES.get(after.phase)
    return Clock(ends_at=now + timedelta(minutes=usual)) if usual else Clock()


def is_forgotten(begins_at: datetime, phase: str, *, now: datetime) -> bool:
    """Whether a session that began or was to begin then closes by itself."""
    return phase != Phase.CLOSED and now - begins_at > LONGEST


def swapped(seats: Mapping[int, str]) -> dict[int, str]:
    """Everybody who plays moves one role on; observers stay, and so do roles that nobody plays."""
    holders = sorted((PLAYERS.index(Seat(seat)), person) for person, seat in seats.items() if seat in PLAYERS)
    people = [person for _, person in holders]
    roles = [PLAYERS[place] for place, _ in holders]
    return {**seats, **{person: roles[(n + 1) % len(roles)] for n, person in enumerate(people)}}


def next_seat(taken: Sequence[str], *, cards: Sequence[str]) -> str:
    """What somebody who joins becomes: the first role with a card that is free, otherwise an observer."""
    free = [seat for seat in PLAYERS if seat in cards and seat not in taken]
    return free[0] if free else Seat.OBSERVER


def new_code(source: random.Random) -> str:
    """A code to join with, easy to read aloud."""
    return "".join(source.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A code as somebody typed it: without spaces and hyphens, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())[: CODE_LENGTH + 1]
