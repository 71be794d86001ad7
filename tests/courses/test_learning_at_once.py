"""Two at the same moment: real transactions in real threads, and what they leave behind."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from assessments.api import answers_of, keep_answer
from courses import api
from courses.models import Enrolment, LessonPage, LessonProgress, Note
from courses.rules.progress import State
from courses.services import enrolment as enrolments
from courses.services import learning
from courses.services.publishing import sync_lesson
from people.api import everywhere
from records.models import Record
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory, learner_with

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _everywhere():
    with everywhere():
        yield


@pytest.fixture
def lesson_page():
    """A lesson with three required parts."""
    return content.LessonPageFactory(body=[content.check(), content.question()])


@pytest.fixture
def path(lesson_page):
    """Its path as it is published."""
    return content.published(lesson_page.get_parent().get_parent())


@pytest.fixture
def enrolment(lesson_page):
    """Somebody who follows it."""
    return EnrolmentFactory(path=lesson_page.get_parent().get_parent().specific)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Let all jobs begin at the same moment, each with a connection of its own, and give what they gave."""
    start = Barrier(len(jobs))

    def run(job):
        try:
            with everywhere():
                start.wait(timeout=10)
                return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(timeout=30) for future in [pool.submit(run, job) for job in jobs]]


def _completes(enrolment, path, lesson, part):
    return lambda: api.complete_part(
        learner=learner_with(enrolment), path=path, lesson=lesson, part=part, now=timezone.now()
    )


def _is_right(enrolment, lesson):
    progress = LessonProgress.objects.get(person=enrolment.person, lesson_id=lesson.pk)
    assert sorted(progress.done_keys) == sorted(part.key for part in lesson.parts)
    assert progress.completed_at is not None
    assert Record.objects.filter(activity__startswith="part:").count() == len(lesson.parts)
    assert Record.objects.filter(activity=f"lesson:{lesson.code}").count() == 1
    assert api.ledger_differences() == []


@pytest.mark.parametrize("round_", range(5))
def test_all_parts_of_a_lesson_at_once_settle_right(round_, enrolment, path, lesson_page):
    lesson = content.lesson_of(path, lesson_page)
    standings = at_once(*(_completes(enrolment, path, lesson, part) for part in lesson.parts))
    assert [standing.state for standing in standings].count(State.DONE) == 1
    _is_right(enrolment, lesson)
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation


@pytest.mark.parametrize("round_", range(5))
def test_the_last_part_four_times_at_once_is_done_once(round_, enrolment, path, lesson_page):
    lesson = content.lesson_of(path, lesson_page)
    *others, last = lesson.parts
    for part in others:
        _completes(enrolment, path, lesson, part)()
    standings = at_once(*[_completes(enrolment, path, lesson, last)] * 4)
    assert {standing.state for standing in standings} == {State.DONE}
    _is_right(enrolment, lesson)


def test_two_evaluations_at_once_tell_the_path_once(enrolment, path, lesson_page):
    lesson = content.lesson_of(path, lesson_page)
    for part in lesson.parts:
        learning.complete_part(
            person=enrolment.person,
            municipality=enrolment.municipality,
            enrolment_id=enrolment.pk,
            lesson=lesson,
            part=part,
            now=timezone.now(),
        )
    at_once(*[lambda: enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())] * 4)
    assert Record.objects.filter(activity_kind="path").count() == 1
    assert Record.objects.filter(activity_kind="module").count() == 1
    assert not Enrolment.objects.get().needs_evaluation


def test_work_while_a_lesson_is_published_is_not_lost(enrolment, path, lesson_page):
    """The publication gives learners what they did elsewhere, in the row that a learner is writing."""
    copy = lesson_page.copy(update_attrs={"title": "Kopie", "slug": "kopie"}, keep_live=False)
    copy = content.rewrite(copy)
    path = content.published(lesson_page.get_parent().get_parent())
    original, copied = content.lesson_of(path, lesson_page), content.lesson_of(path, copy)
    reading, question = copied.parts[0], original.parts[1]
    at_once(
        lambda: content.rewrite(copy, [*copy.body.raw_data, content.exercise()]),
        _completes(enrolment, path, copied, reading),
        _completes(enrolment, path, original, question),
    )
    progress = LessonProgress.objects.get(lesson=copy)
    assert {reading.key, question.key} <= set(progress.done_keys)
    assert api.ledger_differences() == []


def test_two_authors_who_publish_the_same_lesson_at_once_both_succeed(lesson_page):
    bodies = [[*lesson_page.body.raw_data, content.exercise(title=f"Versie {n}")] for n in range(3)]
    at_once(*[lambda body=body: content.rewrite(lesson_page, body) for body in bodies])
    page = LessonPage.objects.get(pk=lesson_page.pk)
    keys = set(page.parts.values_list("key", flat=True))
    assert UUID(page.body.raw_data[-1]["id"]) in keys
    assert len(keys) == 4


def test_who_waits_while_another_publishes_writes_down_what_is_published_now(lesson_page):
    late = LessonPage.objects.get(pk=lesson_page.pk)
    newest = content.rewrite(lesson_page, [*lesson_page.body.raw_data, content.exercise(title="Later")])
    sync_lesson(late)
    assert UUID(newest.body.raw_data[-1]["id"]) in set(late.parts.values_list("key", flat=True))


def test_the_newest_of_answers_at_once_stays(enrolment):
    where = {"person": enrolment.person, "municipality": enrolment.municipality}

    def answers(sequence):
        return lambda: keep_answer(
            **where,
            question=UUID(int=7),
            answer={"text": str(sequence)},
            sequence=sequence,
            now=timezone.now(),
        )

    at_once(*(answers(sequence) for sequence in (3, 1, 4, 2)))
    assert answers_of(**where, questions=[UUID(int=7)]) == {UUID(int=7): {"text": "4"}}


def test_the_newest_of_notes_at_once_stays(enrolment, path, lesson_page):
    lesson = content.lesson_of(path, lesson_page)

    def writes(sequence):
        return lambda: api.keep_note(
            person=enrolment.person,
            municipality=enrolment.municipality,
            lesson=lesson,
            key=UUID(int=8),
            text=str(sequence),
            sequence=sequence,
            now=timezone.now(),
        )

    at_once(*(writes(sequence) for sequence in (3, 1, 4, 2)))
    assert Note.objects.get().text == "4"


def test_an_evaluation_waits_for_the_last_part_and_sees_it(enrolment, path, lesson_page):
    """A worker that is quicker than the commit must not clear the flag on what it did not see."""
    lesson = content.lesson_of(path, lesson_page)
    has_begun, may_commit = Event(), Event()

    def learner():
        with transaction.atomic():
            for part in lesson.parts:
                _completes(enrolment, path, lesson, part)()
            has_begun.set()
            may_commit.wait(timeout=10)

    def worker():
        has_begun.wait(timeout=10)
        may_commit.set()
        enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())

    at_once(learner, worker)
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None or enrolment.needs_evaluation


def test_mending_while_somebody_works_loses_nothing(enrolment, path, lesson_page):
    lesson = content.lesson_of(path, lesson_page)
    reading, second, third = lesson.parts
    _completes(enrolment, path, lesson, reading)()
    LessonProgress.objects.update(done_keys=[])  # somebody's hand in the table
    at_once(
        api.mend_progress,
        _completes(enrolment, path, lesson, second),
        _completes(enrolment, path, lesson, third),
    )
    api.mend_progress()
    assert api.ledger_differences() == []
    assert sorted(LessonProgress.objects.get().done_keys) == sorted(part.key for part in lesson.parts)
