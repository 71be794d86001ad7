"""Progress stays right when lessons come, go, split and move."""

from __future__ import annotations

import pytest
from django.utils import timezone

from courses import api
from courses.models import LessonPage, LessonProgress
from courses.rules.progress import State
from courses.services import enrolment as enrolments
from records.models import Record
from tests.courses.learning.doing import do, parts_of, path_page
from tests.factories import courses as content
from tests.factories.enrolments import learner_with

pytestmark = pytest.mark.django_db


def _standing(enrolment, lesson_page):
    path = content.published(path_page(lesson_page))
    return api.journey_of(learner_with(enrolment), path).step_for(lesson_page.pk).standing


def _evaluate(enrolment):
    content.announce_change()
    enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())
    enrolment.refresh_from_db()


def test_a_finished_lesson_stays_finished_when_a_part_is_added(lesson_page, enrolment):
    do(enrolment, lesson_page)
    content.rewrite(lesson_page, [*_body(lesson_page), content.question()])

    standing = _standing(enrolment, lesson_page)

    assert standing.state == State.DONE
    assert [part.kind for part in standing.added_since] == ["question"]
    assert "onderdeel" in api.why_lesson_is_not_finished(standing)


def test_taking_the_last_open_part_away_finishes_the_lesson(lesson_page, enrolment):
    reading, *_ = parts_of(lesson_page)
    do(enrolment, lesson_page, reading)
    content.rewrite(lesson_page, [content.text()])
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation

    _evaluate(enrolment)

    assert LessonProgress.objects.get().completed_at is not None
    assert Record.objects.filter(activity="lesson:M1-L1").exists()
    assert enrolment.completed_at is not None


def test_making_the_last_open_part_optional_finishes_the_lesson(lesson_page, enrolment):
    reading, question, _ = parts_of(lesson_page)
    do(enrolment, lesson_page, reading)
    content.rewrite(lesson_page, [content.check(question.key, is_required=False)])

    _evaluate(enrolment)

    assert Record.objects.filter(activity="lesson:M1-L1").exists()
    assert enrolment.completed_at is not None


def test_making_the_only_open_lesson_optional_finishes_the_module_for_who_never_opened_it(
    lesson_page, enrolment
):
    other = content.LessonPageFactory(parent=lesson_page.get_parent())
    do(enrolment, lesson_page)
    _evaluate(enrolment)
    assert enrolment.completed_at is None

    content.rewrite(other, is_required=False)
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation
    _evaluate(enrolment)

    assert enrolment.completed_at is not None
    assert Record.objects.filter(activity_kind="module").exists()


def test_moving_the_only_open_lesson_to_another_module_finishes_the_module(lesson_page, enrolment):
    module = lesson_page.get_parent().specific
    other_module = content.ModulePageFactory(parent=path_page(lesson_page))
    open_lesson = content.LessonPageFactory(parent=module)
    do(enrolment, lesson_page)
    _evaluate(enrolment)
    assert not Record.objects.filter(activity=f"module:{module.code}").exists()

    open_lesson.move(other_module, pos="last-child")
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation
    _evaluate(enrolment)

    assert Record.objects.filter(activity=f"module:{module.code}").exists()
    assert enrolment.completed_at is None


def test_work_moves_along_with_a_lesson_to_another_module(lesson_page, enrolment):
    do(enrolment, lesson_page)
    lesson_page.move(content.ModulePageFactory(parent=path_page(lesson_page)), pos="last-child")

    assert _standing(enrolment, LessonPage.objects.get(pk=lesson_page.pk)).state == State.DONE
    assert api.ledger_differences() == []


def test_another_order_changes_nothing_for_who_was_busy(lesson_page, enrolment):
    later = content.LessonPageFactory(parent=lesson_page.get_parent())
    do(enrolment, lesson_page)
    body = _body(lesson_page)
    content.rewrite(lesson_page, list(reversed(body)))
    LessonPage.objects.get(pk=later.pk).move(LessonPage.objects.get(pk=lesson_page.pk), pos="left")

    lesson_page = LessonPage.objects.get(pk=lesson_page.pk)
    path = content.published(path_page(lesson_page))
    assert [lesson.pk for lesson in path.lessons()] == [later.pk, lesson_page.pk]
    assert _standing(enrolment, lesson_page).state == State.DONE


def test_a_lesson_that_is_taken_away_and_put_back_is_as_it_was(lesson_page, enrolment):
    other = content.LessonPageFactory(parent=lesson_page.get_parent())
    do(enrolment, lesson_page)
    before = _standing(enrolment, lesson_page)
    LessonPage.objects.get(pk=lesson_page.pk).unpublish()
    assert lesson_page.pk not in content.published(path_page(other)).places

    content.rewrite(lesson_page)

    assert _standing(enrolment, lesson_page) == before
    assert api.ledger_differences() == []


def test_a_deleted_lesson_holds_nobody_up_and_its_facts_stay(lesson_page, enrolment):
    gone = content.LessonPageFactory(parent=lesson_page.get_parent(), code="M1-L2", body=[content.question()])
    do(enrolment, lesson_page)
    do(enrolment, gone, parts_of(gone)[0])
    told = Record.objects.count()

    LessonPage.objects.get(pk=gone.pk).delete()
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation
    _evaluate(enrolment)

    assert enrolment.completed_at is not None
    assert Record.objects.count() == told + 2  # the module and the path
    assert api.ledger_differences() == []


def test_a_deleted_module_holds_nobody_up(lesson_page, enrolment):
    other = content.LessonPageFactory(parent=content.ModulePageFactory(parent=path_page(lesson_page)))
    do(enrolment, lesson_page)
    _evaluate(enrolment)
    assert enrolment.completed_at is None

    other.get_parent().delete()
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation
    _evaluate(enrolment)

    assert enrolment.completed_at is not None


def test_a_lesson_that_comes_back_with_the_same_code_is_still_finished(lesson_page, enrolment):
    module, body = lesson_page.get_parent().specific, _body(lesson_page)
    finished = timezone.now()
    do(enrolment, lesson_page, now=finished)
    LessonPage.objects.get(pk=lesson_page.pk).delete()

    anew = content.LessonPageFactory(parent=module.specific, code="M1-L1", body=body)

    assert _standing(enrolment, anew).state == State.DONE
    assert LessonProgress.objects.get(lesson=anew).completed_at == finished
    assert api.ledger_differences() == []


def test_a_finished_path_stays_finished_when_a_lesson_is_added(lesson_page, enrolment):
    do(enrolment, lesson_page)
    _evaluate(enrolment)
    finished = enrolment.completed_at

    content.LessonPageFactory(parent=lesson_page.get_parent())
    _evaluate(enrolment)

    assert enrolment.completed_at == finished


def _split(lesson_page, first, second):
    """Copy a lesson, publish the copy with its half, then the original with the other half."""
    copy = lesson_page.copy(
        update_attrs={"title": "De tweede helft", "slug": "de-tweede-helft"}, keep_live=False
    )
    copy = content.rewrite(copy, second, code=f"{lesson_page.code}B")
    return content.rewrite(lesson_page, first), copy


def test_splitting_a_lesson_keeps_what_was_done_in_both_halves(lesson_page, enrolment):
    body = _body(lesson_page)
    do(enrolment, lesson_page)

    original, copy = _split(lesson_page, body[:1], body[1:])

    assert _standing(enrolment, original).state == State.DONE
    assert _standing(enrolment, copy).state == State.DONE
    assert api.ledger_differences() == []
    _evaluate(enrolment)
    assert Record.objects.filter(activity="lesson:M1-L1B").exists()
    assert api.ledger_differences() == []


def test_who_starts_after_the_split_reads_both_halves(lesson_page, enrolment):
    body = _body(lesson_page)
    original, copy = _split(lesson_page, body[:1], body[1:])

    do(enrolment, original, parts_of(original)[0])

    assert _standing(enrolment, original).state == State.DONE
    assert _standing(enrolment, copy).state == State.NOT_STARTED
    assert api.ledger_differences() == []


def test_a_question_that_stands_in_two_lessons_is_answered_in_both(lesson_page, enrolment):
    copy = lesson_page.copy(update_attrs={"title": "Nog eens", "slug": "nog-eens"}, keep_live=False)
    copy = content.rewrite(copy, code="M1-L1B")
    _, question, _ = parts_of(lesson_page)

    do(enrolment, lesson_page, question)

    assert _standing(enrolment, copy).done == 1
    assert api.ledger_differences() == []
    do(enrolment, copy, parts_of(copy)[0])
    assert _standing(enrolment, copy).state == State.DONE
    assert _standing(enrolment, lesson_page).state == State.BUSY
    assert api.ledger_differences() == []


def _body(lesson_page):
    return list(LessonPage.objects.get(pk=lesson_page.pk).body.raw_data)
