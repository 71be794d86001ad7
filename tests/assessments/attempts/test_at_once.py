"""Two at the same moment, a process that is killed and a connection that is cut: what was confirmed is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from assessments import api
from assessments.choices import QuestionKind
from assessments.models import Attempt, AttemptItem
from assessments.services import handing_in
from people.api import everywhere
from records.models import Record
from tests.at_once import at_once
from tests.factories import quizzes as make
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory
from tooling.paths import PYTHON, ROOT, SITE

pytestmark = pytest.mark.django_db(transaction=True)
ONE = QuestionKind.ONE_CHOICE
QUESTIONS = 6
# Answers as fast as it can, and says which ones were confirmed.
ANSWERER = """
import sys, django
django.setup()
from django.utils import timezone
from assessments import api
from assessments.models import Attempt
from people.api import everywhere
with everywhere():
    attempt = Attempt.objects.select_related("person").get(pk=int(sys.argv[1]))
    rows = list(attempt.items.order_by("position"))
    for sequence in range(1, 100_000):
        row = rows[sequence % len(rows)]
        api.answer_question(
            person=attempt.person, attempt_id=attempt.pk, position=row.position, version_id=row.version_id,
            answer={"choice": "b"}, is_flagged=False, sequence=sequence, now=timezone.now(),
        )
        print(row.position, sequence, flush=True)
"""


@pytest.fixture(autouse=True)
def _everywhere():
    with everywhere():
        yield


@pytest.fixture
def quiz():
    make.bank(QUESTIONS)
    return QuizFactory(blocks=[make.by_chance(QUESTIONS, "M1")], pass_percent=60)


def answers(attempt: Attempt, *, sequence: int, given: dict) -> list[Callable[[], object]]:
    """A job for each question that answers it."""
    rows = list(attempt.items.order_by("position"))
    return [
        lambda row=row: api.answer_question(
            person=attempt.person,
            attempt_id=attempt.pk,
            position=row.position,
            version_id=row.version_id,
            answer=given,
            is_flagged=False,
            sequence=sequence,
            now=timezone.now(),
        )
        for row in rows
    ]


def hand_in(attempt: Attempt) -> Callable[[], object]:
    return lambda: api.hand_in_attempt(person=attempt.person, attempt_id=attempt.pk, now=timezone.now())


def test_two_tabs_that_begin_share_one_attempt(quiz, learner, municipality):
    def begin():
        return api.begin_attempt(
            person=learner, municipality=municipality, quiz=quiz, now=timezone.now(), chance=random.Random()
        ).pk

    assert len(set(at_once(*[begin] * 4))) == 1
    assert Attempt.objects.count() == 1


def test_handing_in_at_once_is_one_result(attempt):
    at_once(*[hand_in(attempt)] * 4)
    assert Record.objects.filter(activity=f"test:{attempt.quiz.code}").count() == 1
    assert api.attempt_differences() == []


def test_of_answers_in_whatever_order_the_newest_stays(attempt):
    newest, older = (
        answers(attempt, sequence=9, given=RIGHT[ONE]),
        answers(attempt, sequence=3, given=WRONG[ONE]),
    )
    at_once(*older[:3], *newest[:3])
    assert [row.answer for row in make.items(attempt)[:3]] == [RIGHT[ONE]] * 3


@pytest.mark.parametrize("_round", range(3))
def test_an_answer_that_meets_the_handing_in_is_counted_or_refused(attempt, _round):
    told = at_once(*answers(attempt, sequence=1, given=RIGHT[ONE]), hand_in(attempt))
    for row, kept in zip(make.items(attempt), told, strict=False):
        assert kept in {api.Kept.SAVED, api.Kept.HANDED_IN}
        assert row.is_right is (kept == api.Kept.SAVED)
        assert bool(row.answer) is (kept == api.Kept.SAVED)
    assert api.attempt_differences() == []


def test_a_process_that_is_killed_keeps_everything_that_was_confirmed(attempt):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(SITE)])}
    process = subprocess.Popen(
        [PYTHON, "-c", ANSWERER, str(attempt.pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=env,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    lines += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    confirmed: dict[int, int] = {}
    for line in lines:
        position, sequence = map(int, line.split())
        confirmed[position] = sequence
    assert len(confirmed) == QUESTIONS
    for row in make.items(attempt):
        assert row.sequence >= confirmed[row.position]
        assert row.answer == RIGHT[ONE]


def test_a_connection_that_is_cut_while_handing_in_leaves_all_or_nothing(attempt, monkeypatch):
    for job in answers(attempt, sequence=1, given=RIGHT[ONE]):
        job()

    def cut(_attempt):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(handing_in, "tell_upstairs", cut)
    with pytest.raises(OperationalError):
        hand_in(attempt)()
    connection.close()
    assert Attempt.objects.get(pk=attempt.pk).is_open
    assert not Record.objects.filter(activity=f"test:{attempt.quiz.code}").exists()
    assert AttemptItem.objects.filter(attempt=attempt, answer=RIGHT[ONE]).count() == QUESTIONS

    monkeypatch.undo()
    assert hand_in(attempt)().percent == 100
    assert api.attempt_differences() == []
