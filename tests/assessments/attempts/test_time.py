"""The time of a test, on the clock of the server."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import api
from assessments.api import Kept
from assessments.choices import AttemptState, QuestionKind
from assessments.models import Attempt
from people.api import everywhere, within
from people.choices import Role
from tests.assessments.attempts.looking import records_about, stored
from tests.factories import quizzes as make
from tests.factories.people import person_with
from tests.factories.quizzes import RIGHT, QuizFactory

pytestmark = pytest.mark.django_db
ONE = QuestionKind.ONE_CHOICE


def test_a_test_to_learn_from_that_asks_only_open_questions_does_not_begin_when_it_has_to_be_passed(
    learner, municipality
):
    make.bank(2, kind=QuestionKind.OPEN)
    with pytest.raises(PermissionDenied, match="niemand hem halen"):
        make.begun(QuizFactory(blocks=[make.by_chance(2, "M1")], all_right=True), learner, municipality)
    assert make.begun(QuizFactory(blocks=[make.by_chance(2, "M1")]), learner, municipality).is_open
    make.bank(1)
    mixed = QuizFactory(blocks=[make.by_chance(3, "M1")], all_right=True)
    attempt = make.begun(mixed, learner, municipality)
    for item in make.items(attempt):
        given = RIGHT[ONE] if item.version.content["kind"] == ONE else {"text": "Ik vraag door."}
        make.answer(attempt, item.position, given)
    assert make.handed_in(attempt).is_passed


@pytest.fixture
def timed(learner, municipality):
    make.bank(3)
    return make.begun(QuizFactory(minutes=30), learner, municipality)


def test_by_default_there_is_no_limit(attempt):
    assert attempt.deadline_at is None


def test_after_the_time_an_answer_is_refused_and_what_was_there_counts(timed):
    make.answer(timed, 1, RIGHT[ONE], now=timed.deadline_at)
    late = timed.deadline_at + timedelta(seconds=11)
    assert make.answer(timed, 2, RIGHT[ONE], now=late) == Kept.TIME_UP
    closed = stored(timed)
    assert (closed.state, closed.handed_in_at, closed.percent) == (
        AttemptState.TIME_UP,
        timed.deadline_at,
        Decimal("33.3"),
    )
    assert make.answer(timed, 2, RIGHT[ONE], now=late) == Kept.TIME_UP


def test_handing_in_after_the_time_counts_what_was_there_in_time(timed):
    make.answer(timed, 1, RIGHT[ONE])
    done = make.handed_in(timed, now=timed.deadline_at + timedelta(hours=1))
    assert (done.state, done.percent) == (AttemptState.TIME_UP, Decimal("33.3"))
    assert len(records_about(timed)) == 1


def test_who_never_comes_back_gets_a_result_as_well(timed):
    from assessments import tasks

    with everywhere():
        Attempt.objects.update(deadline_at=timezone.now() - timedelta(minutes=1))
    tasks.close_attempts()
    tasks.close_attempts()
    assert stored(timed).state == AttemptState.TIME_UP
    assert len(records_about(timed)) == 1


def test_after_the_time_a_new_attempt_can_begin(timed, learner, municipality):
    after = timed.deadline_at + timedelta(hours=1)
    again = make.begun(timed.quiz, learner, municipality, now=after)
    assert (again.number, stored(timed).state) == (2, AttemptState.TIME_UP)


def test_extra_time_moves_the_end_also_of_a_test_that_is_open(timed, learner, municipality):
    trainer = person_with(Role.TRAINER, municipality=municipality)
    give = {"giver": trainer, "person": learner, "municipality": municipality, "now": timezone.now()}
    with within(municipality):
        api.give_extra_time(**give, percent=50)
    assert stored(timed).deadline_at == timed.started_at + timedelta(minutes=45)
    make.handed_in(timed)
    assert make.begun(timed.quiz, learner, municipality).deadline_at > timezone.now() + timedelta(minutes=44)


def test_taking_extra_time_back_never_shortens_a_test_that_is_open(timed, learner, municipality):
    trainer = person_with(Role.ADMINISTRATOR, municipality=municipality)
    give = {"giver": trainer, "person": learner, "municipality": municipality, "now": timezone.now()}
    with within(municipality):
        api.give_extra_time(**give, percent=100)
        api.give_extra_time(**give, percent=0)
    assert stored(timed).deadline_at == timed.started_at + timedelta(minutes=60)
    make.handed_in(timed)
    assert make.begun(timed.quiz, learner, municipality).deadline_at < timezone.now() + timedelta(minutes=31)


@pytest.mark.parametrize("role", [Role.LEARNER, Role.COACH, Role.MANAGER, Role.LEAD])
def test_nobody_else_gives_extra_time(role, timed, learner, municipality):
    giver = person_with(role, municipality=municipality)
    with within(municipality), pytest.raises(PermissionDenied, match="trainer"):
        api.give_extra_time(
            giver=giver, person=learner, municipality=municipality, percent=50, now=timezone.now()
        )
