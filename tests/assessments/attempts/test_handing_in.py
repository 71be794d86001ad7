"""Handing in: one result, the fact that it becomes, which attempt counts, and results told again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments import api
from assessments.api import Kept
from assessments.choices import AttemptState, CountsFor, Feedback, Grading, Measure, Purpose, QuestionKind
from assessments.models import Attempt, AttemptItem
from people.api import everywhere, within
from records.choices import ActivityKind, Verb
from tests.assessments.attempts.looking import records_about
from tests.factories import quizzes as make
from tests.factories.quizzes import RIGHT, QuizFactory

pytestmark = pytest.mark.django_db
ONE = QuestionKind.ONE_CHOICE


# --- Handing in ---------------------------------------------------------------------------------------------


def test_handing_in_gives_a_result_and_a_fact(attempt):
    make.answer_all(attempt, right=2)
    done = make.handed_in(attempt)
    assert (done.state, done.percent, done.is_passed) == (AttemptState.HANDED_IN, Decimal("66.6"), None)
    (told,) = records_about(attempt)
    assert (told.verb, told.activity_kind, told.shows) == (
        Verb.COMPLETED,
        ActivityKind.TEST,
        [attempt.quiz.code],
    )
    assert [row["is_right"] for row in told.context["questions"]] == [True, True, False]
    assert "choice" not in str(told.context)


def test_handing_in_twice_is_one_result(attempt):
    make.answer_all(attempt)
    first, second = make.handed_in(attempt), make.handed_in(attempt, now=timezone.now() + timedelta(days=1))
    assert first.handed_in_at == second.handed_in_at
    assert len(records_about(attempt)) == 1


def test_what_was_not_answered_is_wrong_and_does_not_stop_anybody(attempt):
    make.answer(attempt, 2, RIGHT[ONE])
    assert make.handed_in(attempt).percent == Decimal("33.3")


def test_a_pass_of_a_test_that_counts_shows_the_criteria_that_were_answered(learner, municipality):
    make.bank(2, competency="K3")
    make.bank(1, competency="K7")
    quiz = QuizFactory(counts_for=CountsFor.CERTIFICATE, pass_percent=60)
    passed = make.taken(quiz, learner, municipality, right=3)
    (told,) = records_about(passed)
    assert (told.verb, told.shows) == (Verb.PASSED, [quiz.code, "K3", "K7"])


def test_who_did_not_pass_has_that_on_record_too_and_shows_nothing(learner, municipality):
    make.bank(3)
    quiz = QuizFactory(counts_for=CountsFor.CERTIFICATE, pass_percent=60)
    (told,) = records_about(make.taken(quiz, learner, municipality, right=1))
    assert (told.verb, told.shows) == (Verb.FAILED, [quiz.code])


def test_two_red_flags_send_back(learner, municipality):
    make.situations(8)
    quiz = QuizFactory(
        purpose=Purpose.SITUATIONS,
        blocks=[make.by_chance(8)],
        measure=Measure.POINTS,
        pass_percent=65,
        red_flags_allowed=1,
        red_flags_send_to=["M10"],
        feedback=Feedback.PRINCIPLE,
    )
    one_flag = make.taken(quiz, learner, municipality, right=7)
    assert (one_flag.is_passed, one_flag.result["discuss"]) == (True, [8])
    two_flags = make.taken(quiz, learner, municipality, right=6)
    assert (two_flags.is_passed, two_flags.result["again"][0]) == (False, "M10")
    assert two_flags.percent == Decimal(75)


def test_an_open_answer_waits_for_a_marker_and_is_no_fact_yet(learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    fields = {"pass_percent": 60, "counts_for": CountsFor.CERTIFICATE}
    quiz = QuizFactory(blocks=[make.by_chance(1, "M1")], **fields)
    attempt = make.begun(quiz, learner, municipality)
    make.answer(attempt, 1, {"text": "Wat wil je bereiken?"})
    done = make.handed_in(attempt)
    assert (done.is_passed, done.result["waiting"]) == (None, 1)
    assert records_about(attempt) == []
    assert make.answer(attempt, 1, {"text": "Nog iets"}, sequence=2) == Kept.HANDED_IN


# --- Which attempt counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("grading", "is_done"), [(Grading.HIGHEST, True), (Grading.LAST, False)])
def test_the_test_says_which_attempt_counts(grading, is_done, learner, municipality):
    make.bank(3)
    quiz = QuizFactory(pass_percent=100, grading=grading)
    make.taken(quiz, learner, municipality, right=3)
    make.taken(quiz, learner, municipality, right=1, chance=5)
    with within(municipality):
        finished = api.finished_codes(person=learner, municipality=municipality, codes=[quiz.code, "X-T"])
    assert finished == ({quiz.code} if is_done else set())


def test_a_quiz_to_learn_from_is_behind_somebody_when_it_was_handed_in(attempt, learner, municipality):
    def finished():
        with within(municipality):
            return api.finished_codes(person=learner, municipality=municipality, codes=[attempt.quiz.code])

    assert finished() == set()
    make.handed_in(attempt)
    assert finished() == {attempt.quiz.code}


# --- The ledger ------------------------------------------------------------------------------------------------


def test_results_told_again_from_the_ledger_are_the_same(learner, municipality):
    make.bank(5)
    for right in range(4):
        make.taken(QuizFactory(pass_percent=60), learner, municipality, right=right, chance=right)
    assert api.attempt_differences() == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"percent": Decimal(99)}, "score"),
        ({"is_passed": True}, "passed"),
        ({"number": 8}, "not in the ledger"),
    ],
)
def test_a_result_that_was_tampered_with_is_found(change, what, learner, municipality):
    make.bank(3)
    make.taken(QuizFactory(pass_percent=60), learner, municipality, right=1)
    with everywhere():
        Attempt.objects.update(**change)
    assert what in {difference.what for difference in api.attempt_differences()}


def test_an_attempt_that_was_deleted_is_found(learner, municipality):
    make.bank(3)
    make.taken(QuizFactory(), learner, municipality)
    with everywhere():
        AttemptItem.objects.all().delete()
        Attempt.objects.all().delete()
    assert [d.what for d in api.attempt_differences()] == ["only in the ledger"]
