"""Which messages are due on a day, to whom: the table of escalation, as a municipality wants it, over what is the matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from progression.rules.clocks import working_days_later
from progression.rules.escalation import STEPS, Clock, Step, To

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

WEEK = timedelta(days=7)
# Working days from today that are proposed for a next session.
PROPOSED = (3, 5, 8)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a municipality wants one step: at all, after how many days, and at once or in the weekly mail."""

    is_on: bool = True
    days: int | None = None
    at_once: bool | None = None


AS_USUAL = Wish()


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that messages are about: which clock runs, since or until which day, and who is who around it."""

    clock: Clock
    about: str
    anchor: date
    people: Mapping[To, Collection[int]]
    words: Mapping[str, Any] = field(default_factory=dict)
    own_words: Mapping[str, Any] = field(default_factory=dict)

    def words_for(self, step: Step) -> dict[str, Any]:
        """What a message of a step may fill in: how it is, and only where the table says so also what is missing."""
        return {**self.words, **(self.own_words if step.shows_content else {})}


@dataclass(frozen=True, slots=True)
class Message:
    """That somebody is to hear something, in a capacity; once for each person, step, matter and day of the clock."""

    person: int
    step: Step
    to: To
    matter: Matter
    due_on: date
    at_once: bool

    @property
    def key(self) -> tuple[int, str, str, date]:
        """What makes it the same message."""
        return self.person, self.step.code, self.matter.about, self.matter.anchor


def due_messages(
    matters: Iterable[Matter],
    *,
    today: date,
    wishes: Mapping[str, Wish],
    hears: Collection[int],
) -> tuple[Message, ...]:
    """Every message that is due to who may hear, and still the latest of its clock for its capacity; nobody gets one twice."""
    found: dict[tuple[int, str, str, date], Message] = {}
    for matter in matters:
        for message in _about(matter, today=today, wishes=wishes):
            if message.person in hears:
                found.setdefault(message.key, message)
    return tuple(found.values())


def latest_step(
    clock: Clock, anchor: date, to: To, *, today: date, wishes: Mapping[str, Wish]
) -> tuple[Step, date] | None:
    """The latest step of a clock that somebody in a capacity is due to hear; what was missed earlier is not told late."""
    reached = [
        (step, day)
        for step in STEPS
        if step.clock == clock and to in step.to
        for wish in [wishes.get(step.code, AS_USUAL)]
        if wish.is_on and (day := step.due_on(anchor, days=wish.days)) <= today
    ]
    return max(reached, key=lambda each: each[1], default=None)


def _about(matter: Matter, *, today: date, wishes: Mapping[str, Wish]) -> Iterator[Message]:
    for to, people in matter.people.items():
        found = latest_step(matter.clock, matter.anchor, to, today=today, wishes=wishes)
        if found is None:
            continue
        step, day = found
        wanted = wishes.get(step.code, AS_USUAL).at_once
        at_once = step.at_once if wanted is None else wanted
        for person in people:
            yield Message(person, step, to, matter, day, at_once)


def is_digest_due(today: date, *, weekday: int, last: date | None) -> bool:
    """Whether the weekly mail is to be made: on its day, or later when that day was missed."""
    latest = today - timedelta(days=(today.weekday() - weekday) % 7)
    return latest == today if last is None else last < latest


def next_digest(today: date, *, weekday: int, last: date | None) -> date:
    """The day on which the next weekly mail is made."""
    if is_digest_due(today, weekday=weekday, last=last):
        return today
    return today + timedelta(days=(weekday - today.weekday()) % 7 or WEEK.days)


def proposed_days(today: date, *, until: date) -> tuple[date, ...]:
    """Working days that could do for a next session, before a day if that leaves any."""
    days = tuple(working_days_later(today, number) for number in PROPOSED)
    return tuple(day for day in days if day <= until) or days[:1]
