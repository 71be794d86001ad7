"""Beginning an attempt: what is drawn, what is kept, and when it has to wait."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.choices import CountsFor, Feedback, Purpose, QuestionKind
from assessments.models import Attempt
from people.api import everywhere
from people.choices import Role
from tests.assessments.attempts.looking import stored
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.questions import ITEMS, rewrite
from tests.factories.quizzes import RIGHT, QuizFactory

pytestmark = pytest.mark.django_db
ONE = QuestionKind.ONE_CHOICE


def test_an_attempt_keeps_the_terms_and_the_questions_with_which_it_began(quiz, attempt):
    asked = [item.version_id for item in make.items(attempt)]
    quiz.title, quiz.feedback, quiz.pass_percent = "Anders", Feedback.PRINCIPLE, 90
    quiz.save()

    again = stored(attempt)
    assert again.title == "Toets " + quiz.code
    assert again.terms["feedback"] == Feedback.AT_ONCE
    assert [item.version_id for item in make.items(again)] == asked
    assert len(asked) == 3


def test_beginning_twice_goes_on_with_the_same_attempt(quiz, learner, municipality, attempt):
    assert make.begun(quiz, learner, municipality, chance=2) == attempt
    with everywhere():
        assert Attempt.objects.count() == 1


def test_an_open_question_keeps_its_version_when_the_bank_changes(attempt):
    first = make.items(attempt)[0]
    rewrite(first.version.question, ITEMS[QuestionKind.TRUE_FALSE])

    make.answer(attempt, 1, RIGHT[ONE])
    make.handed_in(attempt)

    assert make.items(attempt)[0].version == first.version
    assert make.items(attempt)[0].is_right


def test_a_second_attempt_asks_what_was_not_asked_before(quiz, learner, municipality, attempt):
    first = {item.question for item in make.items(attempt)}
    make.handed_in(attempt)
    second = make.begun(quiz, learner, municipality, chance=3)
    assert second.number == 2
    assert not first & {item.question for item in make.items(second)}


def test_a_test_that_counts_does_not_begin_with_too_few_questions(learner, municipality):
    make.bank(2)
    with pytest.raises(PermissionDenied, match="te weinig vragen"):
        make.begun(QuizFactory(counts_for=CountsFor.GATE), learner, municipality)
    assert make.begun(QuizFactory(), learner, municipality).items is not None


def test_questions_of_another_bank_or_another_municipality_are_never_drawn(learner, municipality):
    make.bank(3, purpose=Purpose.FINAL_TEST)
    make.bank(3, municipality=MunicipalityFactory())
    own = make.bank(1, municipality=municipality)
    attempt = make.begun(QuizFactory(), learner, municipality)
    assert [item.question for item in make.items(attempt)] == [own[0].identifier]


def test_when_all_attempts_are_used_nothing_begins(learner, municipality):
    make.bank(3)
    quiz = QuizFactory(attempts_allowed=1)
    make.taken(quiz, learner, municipality)
    with pytest.raises(PermissionDenied, match="alle pogingen"):
        make.begun(quiz, learner, municipality)


def test_a_new_attempt_waits_until_its_day(learner, municipality):
    make.bank(3)
    quiz, now = QuizFactory(wait_days=7), timezone.now()
    make.taken(quiz, learner, municipality, now=now - timedelta(days=6))
    with pytest.raises(PermissionDenied, match="opnieuw proberen"):
        make.begun(quiz, learner, municipality, now=now)
    assert make.begun(quiz, learner, municipality, now=now + timedelta(days=1)).number == 2


def test_a_test_waits_for_the_test_before_it(learner, municipality):
    make.bank(3)
    limits = QuizFactory(code="M10-T", title="Grenzen", all_right=True)
    final = QuizFactory(needs=limits)
    with pytest.raises(PermissionDenied, match="Nog niet open: haal eerst “Grenzen”"):
        make.begun(final, learner, municipality)
    make.taken(limits, learner, municipality, right=2)
    with pytest.raises(PermissionDenied):
        make.begun(final, learner, municipality)
    make.taken(limits, learner, municipality)
    assert make.begun(final, learner, municipality).is_open


def test_the_database_refuses_two_open_attempts(attempt):
    from django.db import IntegrityError, transaction

    with everywhere(), pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            person=attempt.person,
            municipality=attempt.municipality,
            quiz=attempt.quiz,
            number=2,
            title="x",
            terms={},
            started_at=timezone.now(),
        )


def test_chance_is_handed_in(quiz, municipality):
    def drawn(chance):
        learner = person_with(Role.LEARNER, municipality=municipality)
        attempt = make.begun(quiz, learner, municipality, chance=chance)
        return [(item.question, item.shown) for item in make.items(attempt)]

    assert drawn(4) == drawn(4)
    assert any(drawn(4) != drawn(other) for other in range(5, 10))
    assert Random(1).random() == Random(1).random()
