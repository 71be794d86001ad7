"""Answers through the door: kept once, never overwritten by a late one, checked only where that is allowed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from assessments import api
from assessments.api import Kept
from assessments.choices import Feedback, QuestionKind
from people.api import within
from people.choices import Role
from tests.factories import quizzes as make
from tests.factories.people import person_with
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory

pytestmark = pytest.mark.django_db
ONE = QuestionKind.ONE_CHOICE


# --- Answering ----------------------------------------------------------------------------------------


def test_an_answer_is_kept_in_one_query(attempt, django_assert_num_queries):
    version_id = make.items(attempt)[0].version_id
    with within(attempt.municipality), django_assert_num_queries(1):
        kept = api.answer_question(
            person=attempt.person,
            attempt_id=attempt.pk,
            position=1,
            version_id=version_id,
            answer=RIGHT[ONE],
            is_flagged=True,
            sequence=1,
            now=timezone.now(),
        )
    assert kept == Kept.SAVED
    assert (make.items(attempt)[0].answer, make.items(attempt)[0].is_flagged) == (RIGHT[ONE], True)


def test_a_late_request_never_overwrites_a_newer_answer(attempt):
    assert make.answer(attempt, 1, {"choice": "c"}, sequence=2) == Kept.SAVED
    assert make.answer(attempt, 1, {"choice": "a"}, sequence=1) == Kept.NEWER_IS_THERE
    assert (
        make.answer(attempt, 1, {"choice": "c"}, sequence=2) == Kept.SAVED
    )  # once more, for it heard nothing
    assert make.items(attempt)[0].answer == {"choice": "c"}


def test_an_answer_can_be_taken_away(attempt):
    make.answer(attempt, 1, RIGHT[ONE])
    make.answer(attempt, 1, {}, sequence=2)
    assert make.items(attempt)[0].answer == {}


def test_an_answer_after_handing_in_changes_nothing(attempt):
    make.answer(attempt, 1, RIGHT[ONE])
    make.handed_in(attempt)
    assert make.answer(attempt, 1, WRONG[ONE], sequence=2) == Kept.HANDED_IN
    assert make.items(attempt)[0].answer == RIGHT[ONE]


def test_an_answer_for_a_question_that_is_not_there_finds_nothing(attempt, municipality):
    stranger = person_with(Role.LEARNER, municipality=municipality)
    one = make.items(attempt)[0]
    common = {"answer": {}, "is_flagged": False, "sequence": 9, "now": timezone.now()}
    where = {
        "attempt_id": attempt.pk,
        "position": 1,
        "version_id": one.version_id,
    }
    with within(municipality):
        assert api.answer_question(person=stranger, **where, **common) == Kept.NOWHERE
        assert (
            api.answer_question(person=attempt.person, **{**where, "position": 9}, **common) == Kept.NOWHERE
        )
        other = {**where, "version_id": make.items(attempt)[1].version_id}
        assert api.answer_question(person=attempt.person, **other, **common) == Kept.NOWHERE


# --- Feedback at once ---------------------------------------------------------------------------------------


def test_a_checked_answer_stays(attempt):
    make.answer(attempt, 1, WRONG[ONE])
    with within(attempt.municipality):
        assert api.check_answer(attempt=attempt, position=1, now=timezone.now())
    assert make.answer(attempt, 1, RIGHT[ONE], sequence=2) == Kept.CHECKED
    assert make.items(attempt)[0].is_right is False


def test_nothing_is_checked_without_an_answer(attempt):
    with within(attempt.municipality):
        assert not api.check_answer(attempt=attempt, position=1, now=timezone.now())
        assert not api.check_answer(attempt=attempt, position=99, now=timezone.now())
    assert make.items(attempt)[0].checked_at is None


@pytest.mark.parametrize("feedback", [Feedback.AFTER_HANDING_IN, Feedback.PRINCIPLE])
def test_where_feedback_comes_later_nothing_can_be_checked(feedback, learner, municipality):
    make.bank(3)
    attempt = make.begun(QuizFactory(feedback=feedback), learner, municipality)
    make.answer(attempt, 1, RIGHT[ONE])
    with within(municipality):
        assert not api.check_answer(attempt=attempt, position=1, now=timezone.now())
    assert make.items(attempt)[0].points is None
