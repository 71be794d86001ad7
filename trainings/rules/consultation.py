"""Peer consultation: ways to hold one, step by step, who speaks and for how long. What is said is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from trainings.choices import Method, Seat, Step


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: what is done, who speaks, and the minutes that the timer gives it."""

    step: Step
    speaks: Seat
    minutes: int


_BEGIN = (Stage(Step.ARRIVE, Seat.GROUP, 5), Stage(Step.CHOOSE, Seat.GROUP, 10))
_END = (Stage(Step.REACT, Seat.BRINGER, 10), Stage(Step.LEARN, Seat.GROUP, 10))
PLANS: dict[Method, tuple[Stage, ...]] = {
    Method.INCIDENT: (
        *_BEGIN,
        Stage(Step.TELL, Seat.BRINGER, 5),
        Stage(Step.ASK, Seat.GROUP, 15),
        Stage(Step.OWN_STANCE, Seat.GROUP, 15),
        *_END,
    ),
    Method.QUESTIONS: (
        *_BEGIN,
        Stage(Step.TELL, Seat.BRINGER, 10),
        Stage(Step.OPEN_QUESTIONS, Seat.GROUP, 20),
        Stage(Step.WHOSE_IS_IT, Seat.GROUP, 10),
        *_END,
    ),
    Method.BEHIND_THE_BACK: (
        *_BEGIN,
        Stage(Step.TELL, Seat.BRINGER, 10),
        Stage(Step.ASK, Seat.GROUP, 10),
        Stage(Step.TURN_AWAY, Seat.GROUP, 15),
        *_END,
    ),
    Method.WHAT_WORKED: (
        Stage(Step.ARRIVE, Seat.GROUP, 5),
        Stage(Step.TELL_SUCCESS, Seat.BRINGER, 10),
        Stage(Step.WHAT_HELPED, Seat.GROUP, 15),
        Stage(Step.STRENGTHS, Seat.GROUP, 10),
        Stage(Step.TAKE_ALONG, Seat.GROUP, 10),
        Stage(Step.LEARN, Seat.GROUP, 10),
    ),
}


def minutes_of(method: Method) -> int:
    """How long a peer consultation takes in this way."""
    return sum(stage.minutes for stage in PLANS[method])


def stage_of(method: Method, number: int) -> Stage | None:
    """A step by its number, which begins at one; None when there is none."""
    plan = PLANS[method]
    return plan[number - 1] if 1 <= number <= len(plan) else None
