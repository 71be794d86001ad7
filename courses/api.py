"""The door to the curriculum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.api import is_behind, keep_answer
from core.background import after_commit
from courses import tasks
from courses.choices import PartKind
from courses.permissions import (
    can_open_lesson,
    can_open_module,
    can_read,
    lessons_with_exercise,
    what_comes_first,
)
from courses.rules.learner import Journey, LessonStep, ModuleStep, journey
from courses.rules.progress import State
from courses.rules.replay import lesson_activity, part_activity
from courses.selectors.curriculum import curriculum, curriculum_now
from courses.selectors.learning import (
    VISITOR,
    Learner,
    enrolments_in,
    is_followed,
    journey_around,
    journey_of,
    learner_of,
    paths_visible_to,
)
from courses.selectors.problems import problem_text
from courses.selectors.reasons import (
    lessons_text,
    parts_text,
    why_lesson_is_not_finished,
    why_module_is_not_finished,
)
from courses.selectors.search import Findings, search
from courses.selectors.size import curriculum_size
from courses.selectors.totals import Totals, totals_of
from courses.selectors.uses import lessons_with_cases, lessons_with_exercises
from courses.services import learning
from courses.services.areas import make_author, make_own_area, make_reviewer, make_shared_area, share_section
from courses.services.elsewhere import complete_parts_of
from courses.services.enrolment import change_deadline, end_enrolment, enrol, enrol_team
from courses.services.learning import keep_note, remember_place
from courses.services.ledger import ledger_differences, mend_progress
from courses.services.loading import LoadReport, check_curriculum, load_curriculum
from courses.services.totals import count_all_totals

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from assessments.models import Attempt, InteractivePlay
    from casestudies.models import CaseWork
    from courses.rules.outline import Lesson, Path, Work
    from courses.rules.progress import LessonStanding, Part
    from people.models import Municipality, User
    from roleplays.models import RolePlayRun


def complete_part(
    *,
    learner: Learner,
    path: Path,
    lesson: Lesson,
    part: Part,
    now: datetime,
    answer: dict[str, Any] | None = None,
    sequence: int = 0,
) -> LessonStanding:
    """State that a learner did a part, and keep what they answered; module and path follow once that is saved."""
    enrolment = learner.enrolment_for(path)
    if learner.person is None or learner.municipality is None or enrolment is None:
        message = "Only who follows a path has progress on it."
        raise ValueError(message)
    standing = learning.complete_part(
        person=learner.person,
        municipality=learner.municipality,
        enrolment_id=enrolment.pk,
        lesson=lesson,
        part=part,
        now=now,
        answer=answer,
        sequence=sequence,
    )
    if standing.state == State.DONE:
        after_commit(tasks.evaluate_enrolment, enrolment.pk)
    return standing


def answer_part(
    *, learner: Learner, part: Part, answer: dict[str, Any], sequence: int, now: datetime
) -> None:
    """Keep a learner's own answer to a part."""
    if learner.person is None or learner.municipality is None:
        message = "Only a learner's answers are kept."
        raise ValueError(message)
    keep_answer(
        person=learner.person,
        municipality=learner.municipality,
        question=part.key,
        answer=answer,
        sequence=sequence,
        now=now,
    )


def test_was_handed_in(attempt: Attempt) -> None:
    """Complete the parts of lessons that are done with this test."""
    if attempt.handed_in_at is not None and is_behind(attempt):
        work = (str(PartKind.TEST), attempt.quiz.code)
        _work_was_done(attempt.person, attempt.municipality, work, attempt.handed_in_at)


def case_was_finished(work: CaseWork) -> None:
    """Complete the parts of lessons that are done with this case."""
    if work.finished_at is not None:
        done = (str(PartKind.CASE), work.case.code)
        _work_was_done(work.person, work.municipality, done, work.finished_at)


def role_play_was_played(run: RolePlayRun) -> None:
    """Complete the parts of lessons that are done by playing this scenario."""
    if run.finished_at is not None:
        done = (str(PartKind.ROLE_PLAY), run.version.scenario.code)
        _work_was_done(run.person, run.municipality, done, run.finished_at)


def exercise_was_finished(play: InteractivePlay) -> None:
    """Complete the parts of lessons that are done with this interactive exercise."""
    if play.finished_at is not None:
        done = (str(PartKind.H5P), play.exercise.code)
        _work_was_done(play.person, play.municipality, done, play.finished_at)


def _work_was_done(person: User, municipality: Municipality, work: Work, now: datetime) -> None:
    """The same transaction, so what this opens is open at once; module and path follow once that is saved."""
    paths = {path.pk: path for path in curriculum_now().paths if work in path.done_elsewhere}
    if not paths:
        return
    for enrolment in learner_of(person, municipality).enrolments:
        path = paths.get(enrolment.path_id)
        if path is not None:
            complete_parts_of(
                person=person,
                municipality=municipality,
                enrolment_id=enrolment.pk,
                path=path,
                works=[work],
                now=now,
            )
            after_commit(tasks.evaluate_enrolment, enrolment.pk)


def links_of_modules(codes: Collection[str]) -> dict[str, tuple[str, str]]:
    """Title and address of each of these modules that is published."""
    spots = curriculum().codes
    return {
        code: (spots[code].module.title, spots[code].module.url)  # type: ignore[union-attr]
        for code in codes
        if code in spots and spots[code].module is not None and spots[code].lesson is None
    }


__all__ = [
    "VISITOR",
    "Findings",
    "Journey",
    "Learner",
    "LessonStep",
    "LoadReport",
    "ModuleStep",
    "State",
    "Totals",
    "answer_part",
    "can_open_lesson",
    "can_open_module",
    "can_read",
    "case_was_finished",
    "change_deadline",
    "check_curriculum",
    "complete_part",
    "count_all_totals",
    "curriculum",
    "curriculum_size",
    "end_enrolment",
    "enrol",
    "enrol_team",
    "enrolments_in",
    "exercise_was_finished",
    "is_followed",
    "journey",
    "journey_around",
    "journey_of",
    "keep_note",
    "learner_of",
    "ledger_differences",
    "lesson_activity",
    "lessons_text",
    "lessons_with_cases",
    "lessons_with_exercise",
    "lessons_with_exercises",
    "links_of_modules",
    "load_curriculum",
    "make_author",
    "make_own_area",
    "make_reviewer",
    "make_shared_area",
    "mend_progress",
    "part_activity",
    "parts_text",
    "paths_visible_to",
    "problem_text",
    "remember_place",
    "role_play_was_played",
    "search",
    "share_section",
    "test_was_handed_in",
    "totals_of",
    "what_comes_first",
    "why_lesson_is_not_finished",
    "why_module_is_not_finished",
]
