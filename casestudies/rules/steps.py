"""The road through a case: what is open when. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casestudies.choices import CaseStep

ORDER = tuple(CaseStep)


class NotYet(Exception):  # noqa: N818 - it says what happened
    """Something was sent for a step that is not open yet."""


@dataclass(frozen=True, slots=True)
class Road:
    """How far somebody is. Steps behind them stay open to read."""

    step: CaseStep = CaseStep.SITUATION
    facts_open: int = 0
    prediction: int | None = None

    def is_open(self, step: CaseStep) -> bool:
        """Whether a step can be read."""
        return ORDER.index(step) <= ORDER.index(self.step)

    def is_behind(self, step: CaseStep) -> bool:
        """Whether a step was done."""
        return ORDER.index(step) < ORDER.index(self.step)

    @property
    def place(self) -> int:
        """The number of the step, from one."""
        return ORDER.index(self.step) + 1


def go_on(road: Road, done: CaseStep) -> Road:
    """Open what comes after a step; who is further already stays there."""
    if not road.is_open(done):
        raise NotYet
    if road.is_behind(done):
        return road
    following = ORDER[min(ORDER.index(done) + 1, len(ORDER) - 1)]
    return replace(road, step=following, facts_open=max(road.facts_open, int(following == CaseStep.TIMELINE)))


def open_fact(road: Road, number: int, *, total: int) -> Road:
    """Open a fact of the timeline: the next one only, so that sending it twice opens one."""
    if not road.is_open(CaseStep.TIMELINE) or number > road.facts_open + 1:
        raise NotYet
    return replace(road, facts_open=max(road.facts_open, min(number, total)))


def leave_timeline(road: Road, *, total: int) -> Road:
    """Go on after the last fact."""
    if road.facts_open < total:
        raise NotYet
    return go_on(road, CaseStep.TIMELINE)


def predict(road: Road, option: int) -> Road:
    """Keep what somebody expects; once it was revealed it stays what it was."""
    if not road.is_open(CaseStep.PREDICT):
        raise NotYet
    if road.prediction is not None:
        return road
    return go_on(replace(road, prediction=option), CaseStep.PREDICT)


def may_mark(road: Road) -> bool:
    """Whether sentences can be marked now: not before they are read for that, and not after the feedback."""
    return road.step == CaseStep.DIAGNOSE
