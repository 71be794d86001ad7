"""What somebody may see of a question, and when. A table: anything that is not in it stays hidden."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessments.choices import Feedback


class Moment(StrEnum):
    """How far somebody is with a question."""

    OPEN = "open"
    CHECKED = "checked"
    HANDED_IN = "handed_in"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown beside a question and its answer."""

    verdict: bool = False  # right or not, and the points
    key: bool = False  # the right answer, what is said about each option, the explanation
    principle: bool = False  # behind a wrong answer, without the question


NOTHING = Shown()
ALL = Shown(verdict=True, key=True, principle=True)
# Right or wrong gives the key away where there are two answers, so the principle comes without the question.
PRINCIPLE = Shown(principle=True)

TABLE: dict[tuple[str, str], Shown] = {
    (Feedback.AT_ONCE, Moment.CHECKED): ALL,
    (Feedback.AT_ONCE, Moment.HANDED_IN): ALL,
    (Feedback.AFTER_HANDING_IN, Moment.HANDED_IN): ALL,
    (Feedback.PRINCIPLE, Moment.HANDED_IN): PRINCIPLE,
}


def shown(feedback: str, moment: str) -> Shown:
    """What may be shown at a moment."""
    return TABLE.get((feedback, moment), NOTHING)


def can_be_checked(feedback: str) -> bool:
    """Whether an answer may be checked while the test is open."""
    return shown(feedback, Moment.CHECKED).verdict
