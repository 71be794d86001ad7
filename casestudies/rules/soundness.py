"""What keeps a case from being whole: the same check for a file, for handing in and for approving. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from casestudies.choices import Flaw, FrameField, WksRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casestudies.rules.case import Case

FEWEST_FACTS = 2
FEWEST_SENTENCES = 3
OPTIONS = 3


def flaws_of(case: Case) -> list[Flaw]:
    """Everything that is not right yet, in the order of the editor."""
    return [flaw for flaw, is_there in _CHECKS.items() if is_there(case)]


def empty_fields(case: Case) -> list[FrameField]:
    """The fields of the frame in which nothing stands yet."""
    filled = {name for name, text in case.frame.fields if text}
    return [each for each in FrameField if each.value not in filled]


def _lacks_people_of_the_frame(case: Case) -> bool:
    return not all((case.frame.owner, case.frame.translator, case.frame.tester))


def _lacks_a_role(case: Case) -> bool:
    return sorted(view.role for view in case.roles) != sorted(WksRole.values)


def _lacks_a_why(case: Case) -> bool:
    return any(not line.why for line in case.moments)


def _handles_what_is_not_there(case: Case) -> bool:
    return any(line.handled > len(case.moments) for line in case.second)


def _leaves_a_moment(case: Case) -> bool:
    return not set(case.number_of.values()) <= set(_handled(case))


def _handled(case: Case) -> Iterator[int]:
    return (line.handled for line in case.second if line.handled)


def _cannot_be_predicted(case: Case) -> bool:
    prediction = case.prediction
    right = sum(option.is_right for option in prediction.options)
    return not prediction.question or len(prediction.options) != OPTIONS or right != 1


def _lacks_feedback(case: Case) -> bool:
    return any(not option.feedback for option in case.prediction.options)


_CHECKS: dict[Flaw, Callable[[Case], bool]] = {
    Flaw.FRAME_FIELD: lambda case: bool(empty_fields(case)),
    Flaw.FRAME_PEOPLE: _lacks_people_of_the_frame,
    Flaw.NO_PEOPLE: lambda case: not case.people,
    Flaw.FEW_FACTS: lambda case: len(case.timeline) < FEWEST_FACTS,
    Flaw.NO_PITFALLS: lambda case: not case.pitfalls,
    Flaw.NO_QUESTIONS: lambda case: not case.questions,
    Flaw.ROLES: _lacks_a_role,
    Flaw.SHORT_FIRST: lambda case: len(case.first) < FEWEST_SENTENCES,
    Flaw.NOTHING_WRONG: lambda case: not case.moments,
    Flaw.NO_WHY: _lacks_a_why,
    Flaw.PREDICTION: _cannot_be_predicted,
    Flaw.NO_FEEDBACK: _lacks_feedback,
    Flaw.SHORT_SECOND: lambda case: len(case.second) < FEWEST_SENTENCES,
    Flaw.HANDLED_UNKNOWN: _handles_what_is_not_there,
    Flaw.NOT_HANDLED: _leaves_a_moment,
    Flaw.NO_EXPERT: lambda case: not case.expert_answer,
}
