"""A learner does parts of a lesson: facts, standing, and what the database is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses import api
from courses.models import LessonProgress
from courses.rules.progress import State
from courses.selectors.curriculum import VERSION_KEY
from courses.services import enrolment as enrolments
from people.api import within
from records.models import Record
from tests.courses.learning.doing import do, parts_of, path_page
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory, learner_with

pytestmark = pytest.mark.django_db


def test_the_last_required_part_finishes_the_lesson(lesson_page, enrolment):
    reading, question, _ = parts_of(lesson_page)

    assert do(enrolment, lesson_page, reading).state == State.BUSY
    assert do(enrolment, lesson_page, question).state == State.DONE

    progress = LessonProgress.objects.get()
    assert progress.completed_at is not None
    told = set(Record.objects.values_list("activity", flat=True))
    assert told == {f"part:{reading.key}", f"part:{question.key}", "lesson:M1-L1"}


def test_an_optional_part_is_kept_and_finishes_nothing(lesson_page, enrolment):
    *_, optional = parts_of(lesson_page)

    standing = do(enrolment, lesson_page, optional)

    assert (standing.state, standing.done, standing.total) == (State.BUSY, 0, 2)
    assert Record.objects.filter(activity=f"part:{optional.key}").exists()


def test_doing_a_part_twice_is_doing_it_once(lesson_page, enrolment):
    first = timezone.now()
    do(enrolment, lesson_page, now=first)
    do(enrolment, lesson_page, now=first + timedelta(days=1))

    assert Record.objects.count() == 3
    assert LessonProgress.objects.get().completed_at == first
    assert Record.objects.get(activity="lesson:M1-L1").occurred_at == first


def test_what_finishes_a_lesson_asks_for_an_evaluation(lesson_page, enrolment):
    reading, question, _ = parts_of(lesson_page)
    do(enrolment, lesson_page, reading)
    enrolment.refresh_from_db()
    assert not enrolment.needs_evaluation

    do(enrolment, lesson_page, question)
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation


def test_the_record_tells_what_was_asked_then(lesson_page, enrolment):
    do(enrolment, lesson_page)
    content.rewrite(lesson_page, [content.text()], title="Een andere titel")

    record = Record.objects.get(activity="lesson:M1-L1")
    assert record.title == lesson_page.title
    assert [part["required"] for part in record.context["parts"]] == [True, True, False]
    assert record.context["parts"][1]["title"] == "Wat vraag je?"


def test_somebody_who_does_not_follow_the_path_has_no_progress_on_it(lesson_page):
    stranger = EnrolmentFactory()
    path = content.published(path_page(lesson_page))
    lesson = content.lesson_of(path, lesson_page)
    with within(stranger.municipality), pytest.raises(ValueError, match="follows"):
        api.complete_part(
            learner=learner_with(stranger), path=path, lesson=lesson, part=lesson.parts[0], now=timezone.now()
        )


def test_only_the_lead_enrols(lesson_page, enrolment):
    from people.choices import Role
    from tests.factories.people import person_with

    path = content.published(path_page(lesson_page))
    for role in set(Role) - {Role.LEAD}:
        somebody = person_with(role, municipality=enrolment.municipality)
        with pytest.raises(PermissionDenied):
            api.enrol(
                lead=somebody,
                people=[somebody],
                municipality=enrolment.municipality,
                path=path,
                now=timezone.now(),
            )


def test_an_evaluation_sees_what_another_process_published_just_now(lesson_page, enrolment):
    reading, *_ = parts_of(lesson_page)
    do(enrolment, lesson_page, reading)
    content.announce_change()
    api.curriculum()  # the worker has looked
    content.rewrite(lesson_page, [content.text()])
    cache.set(VERSION_KEY, "announced by another process")

    enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())

    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
