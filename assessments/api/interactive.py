"""The door to interactive exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments import tasks
from assessments.permissions.interactive import (
    can_bring_package,
    can_delete_code,
    can_install_code,
    can_use_version,
)
from assessments.selectors.exercise_reach import comes_to, places_of
from assessments.selectors.exercise_uses import ExerciseUse, uses_of_exercises, were_done
from assessments.selectors.interactive import (
    ExerciseCard,
    activity_of,
    best_of,
    codes_of_exercises,
    exercise_cards,
    exercises_for_a_list,
    exercises_visible_to,
    finished_exercises,
    frame_of,
    frame_to_look,
    last_of,
    mailbox_of,
    number_of_plays,
    play_for,
    plays_of,
    score_text,
    still_comes_to,
)
from assessments.services import interactive
from assessments.services.interactive import Received, begin_play
from assessments.services.loading_exercises import load_exercise
from assessments.services.packages import (
    BROUGHT,
    USED,
    bring_package,
    forget_package,
    use_package_version,
)
from core.background import after_commit

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from assessments.models import InteractivePlay
    from h5p.api import Statement
    from people.models import User


def keep_what_was_said(
    *,
    person: User,
    play_id: UUID,
    statement: Statement | None,
    state: dict[str, Any] | None,
    sequence: int,
    now: datetime,
) -> tuple[Received, InteractivePlay | None]:
    """What became of a statement; when it ends the play, the ledger and the lesson follow once that is saved."""
    received, play = interactive.keep_what_was_said(
        person=person, play_id=play_id, statement=statement, state=state, sequence=sequence, now=now
    )
    if received == Received.KEPT and play is not None and play.needs_telling:
        after_commit(tasks.tell_play, play.pk)
    return received, play


__all__ = [
    "BROUGHT",
    "USED",
    "ExerciseCard",
    "ExerciseUse",
    "Received",
    "activity_of",
    "begin_play",
    "best_of",
    "bring_package",
    "can_bring_package",
    "can_delete_code",
    "can_install_code",
    "can_use_version",
    "codes_of_exercises",
    "comes_to",
    "exercise_cards",
    "exercises_for_a_list",
    "exercises_visible_to",
    "finished_exercises",
    "forget_package",
    "frame_of",
    "frame_to_look",
    "keep_what_was_said",
    "last_of",
    "load_exercise",
    "mailbox_of",
    "number_of_plays",
    "places_of",
    "play_for",
    "plays_of",
    "score_text",
    "still_comes_to",
    "use_package_version",
    "uses_of_exercises",
    "were_done",
]
