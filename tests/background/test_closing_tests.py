"""The time of a test is up while a worker is killed: it is closed all the same, once, with what was answered."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from assessments import api, tasks
from assessments.choices import AttemptState, QuestionKind
from assessments.models import Attempt
from people.api import everywhere
from people.choices import Role
from records.models import Record
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.quizzes import RIGHT, QuizFactory
from tests.live_stack import somebody_waits_for_us

pytestmark = pytest.mark.worker
LONG_AGO = timedelta(hours=2)


@pytest.fixture
def left_behind(live_stack):
    """Tests of which the time is up, with one right answer of three each; who took them never came back."""
    make.bank(3)
    quiz = QuizFactory(minutes=60)
    municipality = MunicipalityFactory()
    began = timezone.now() - LONG_AGO
    found = []
    for _ in range(3):
        learner = person_with(Role.LEARNER, municipality=municipality)
        attempt = make.begun(quiz, learner, municipality, now=began)
        make.answer(attempt, 1, RIGHT[QuestionKind.ONE_CHOICE], now=began)
        found.append(attempt)
    return found


def test_a_worker_that_is_killed_while_it_closes_tests_loses_and_doubles_nothing(live_stack, left_behind):
    live_stack.start_worker()
    with transaction.atomic(), everywhere():
        Attempt.objects.select_for_update().get(pk=left_behind[-1].pk)  # the task has to wait for us
        tasks.close_attempts.delay()
        live_stack.wait_until(somebody_waits_for_us, "the worker is in the middle of closing")
        live_stack.kill_worker()

    live_stack.start_worker()
    live_stack.wait_until(lambda: _all_closed(left_behind), "another worker closed them")
    with everywhere():
        percents = set(Attempt.objects.values_list("percent", flat=True))
        assert Record.objects.filter(activity=f"test:{left_behind[0].quiz.code}").count() == 3
    assert percents == {Decimal("33.3")}
    assert api.attempt_differences() == []


def _all_closed(attempts) -> bool:
    with everywhere():
        closed = Attempt.objects.filter(state=AttemptState.TIME_UP)
        return closed.count() == len(attempts)
