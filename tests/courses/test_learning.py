"""What a learner does is kept once, at once, and stays true whatever an author changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses import api
from courses.models import LessonPage, LessonProgress
from courses.rules.progress import State
from courses.selectors.curriculum import VERSION_KEY
from courses.services import enrolment as enrolments
from people.api import within
from records.models import Record
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.made_once import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def made_lesson(django_db_setup, django_db_blocker):
    """A lesson that asks to read it, to answer a question and, if one likes, to do an exercise; made once."""
    with made_once(django_db_blocker):
        body = [content.text(), content.check(), content.exercise(is_required=False)]
        yield content.LessonPageFactory(code="M1-L1", body=body).pk


@pytest.fixture
def lesson_page(made_lesson):
    """The lesson as it is stored."""
    return LessonPage.objects.get(pk=made_lesson)


@pytest.fixture
def enrolment(lesson_page):
    """Somebody who follows the path of that lesson, and works there now."""
    found = EnrolmentFactory(path=_path_page(lesson_page), needs_evaluation=False)
    with within(found.municipality):
        yield found


def _path_page(lesson_page):
    return lesson_page.get_parent().get_parent().specific


def _do(enrolment, lesson_page, *parts, now=None):
    """Do some parts, or everything that is required, as the site would."""
    path = content.published(_path_page(lesson_page))
    lesson = content.lesson_of(path, lesson_page)
    standing = None
    for part in parts or [part for part in lesson.parts if part.is_required]:
        standing = api.complete_part(
            learner=learner_with(enrolment), path=path, lesson=lesson, part=part, now=now or timezone.now()
        )
    return standing


def _standing(enrolment, lesson_page):
    path = content.published(_path_page(lesson_page))
    return api.journey_of(learner_with(enrolment), path).step_for(lesson_page.pk).standing


def _evaluate(enrolment):
    content.announce_change()
    enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())
    enrolment.refresh_from_db()


def _parts(lesson_page):
    return content.lesson_of(content.published(_path_page(lesson_page)), lesson_page).parts


def test_the_last_required_part_finishes_the_lesson(lesson_page, enrolment):
    reading, question, _ = _parts(lesson_page)

    assert _do(enrolment, lesson_page, reading).state == State.BUSY
    assert _do(enrolment, lesson_page, question).state == State.DONE

    progress = LessonProgress.objects.get()
    assert progress.completed_at is not None
    told = set(Record.objects.values_list("activity", flat=True))
    assert told == {f"part:{reading.key}", f"part:{question.key}", "lesson:M1-L1"}


def test_an_optional_part_is_kept_and_finishes_nothing(lesson_page, enrolment):
    *_, optional = _parts(lesson_page)

    standing = _do(enrolment, lesson_page, optional)

    assert (standing.state, standing.done, standing.total) == (State.BUSY, 0, 2)
    assert Record.objects.filter(activity=f"part:{optional.key}").exists()


def test_doing_a_part_twice_is_doing_it_once(lesson_page, enrolment):
    first = timezone.now()
    _do(enrolment, lesson_page, now=first)
    _do(enrolment, lesson_page, now=first + timedelta(days=1))

    assert Record.objects.count() == 3
    assert LessonProgress.objects.get().completed_at == first
    assert Record.objects.get(activity="lesson:M1-L1").occurred_at == first


def test_what_finishes_a_lesson_asks_for_an_evaluation(lesson_page, enrolment):
    reading, question, _ = _parts(lesson_page)
    _do(enrolment, lesson_page, reading)
    enrolment.refresh_from_db()
    assert not enrolment.needs_evaluation

    _do(enrolment, lesson_page, question)
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation


def test_the_record_tells_what_was_asked_then(lesson_page, enrolment):
    _do(enrolment, lesson_page)
    content.rewrite(lesson_page, [content.text()], title="Een andere titel")

    record = Record.objects.get(activity="lesson:M1-L1")
    assert record.title == lesson_page.title
    assert [part["required"] for part in record.context["parts"]] == [True, True, False]
    assert record.context["parts"][1]["title"] == "Wat vraag je?"


def test_somebody_who_does_not_follow_the_path_has_no_progress_on_it(lesson_page):
    stranger = EnrolmentFactory()
    path = content.published(_path_page(lesson_page))
    lesson = content.lesson_of(path, lesson_page)
    with within(stranger.municipality), pytest.raises(ValueError, match="follows"):
        api.complete_part(
            learner=learner_with(stranger), path=path, lesson=lesson, part=lesson.parts[0], now=timezone.now()
        )


# --- An author changes what was finished or begun ------------------------------------


def test_a_finished_lesson_stays_finished_when_a_part_is_added(lesson_page, enrolment):
    _do(enrolment, lesson_page)
    content.rewrite(lesson_page, [*_body(lesson_page), content.question()])

    standing = _standing(enrolment, lesson_page)

    assert standing.state == State.DONE
    assert [part.kind for part in standing.added_since] == ["question"]
    assert "onderdeel" in api.why_lesson_is_not_finished(standing)


def test_taking_the_last_open_part_away_finishes_the_lesson(lesson_page, enrolment):
    reading, *_ = _parts(lesson_page)
    _do(enrolment, lesson_page, reading)
    content.rewrite(lesson_page, [content.text()])
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation

    _evaluate(enrolment)

    assert LessonProgress.objects.get().completed_at is not None
    assert Record.objects.filter(activity="lesson:M1-L1").exists()
    assert enrolment.completed_at is not None


def test_making_the_last_open_part_optional_finishes_the_lesson(lesson_page, enrolment):
    reading, question, _ = _parts(lesson_page)
    _do(enrolment, lesson_page, reading)
    content.rewrite(lesson_page, [content.check(question.key, is_required=False)])

    _evaluate(enrolment)

    assert Record.objects.filter(activity="lesson:M1-L1").exists()
    assert enrolment.completed_at is not None


def test_making_the_only_open_lesson_optional_finishes_the_module_for_who_never_opened_it(
    lesson_page, enrolment
):
    other = content.LessonPageFactory(parent=lesson_page.get_parent())
    _do(enrolment, lesson_page)
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
    other_module = content.ModulePageFactory(parent=_path_page(lesson_page))
    open_lesson = content.LessonPageFactory(parent=module)
    _do(enrolment, lesson_page)
    _evaluate(enrolment)
    assert not Record.objects.filter(activity=f"module:{module.code}").exists()

    open_lesson.move(other_module, pos="last-child")
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation
    _evaluate(enrolment)

    assert Record.objects.filter(activity=f"module:{module.code}").exists()
    assert enrolment.completed_at is None


def test_work_moves_along_with_a_lesson_to_another_module(lesson_page, enrolment):
    _do(enrolment, lesson_page)
    lesson_page.move(content.ModulePageFactory(parent=_path_page(lesson_page)), pos="last-child")

    assert _standing(enrolment, LessonPage.objects.get(pk=lesson_page.pk)).state == State.DONE
    assert api.ledger_differences() == []


def test_another_order_changes_nothing_for_who_was_busy(lesson_page, enrolment):
    later = content.LessonPageFactory(parent=lesson_page.get_parent())
    _do(enrolment, lesson_page)
    body = _body(lesson_page)
    content.rewrite(lesson_page, list(reversed(body)))
    LessonPage.objects.get(pk=later.pk).move(LessonPage.objects.get(pk=lesson_page.pk), pos="left")

    lesson_page = LessonPage.objects.get(pk=lesson_page.pk)
    path = content.published(_path_page(lesson_page))
    assert [lesson.pk for lesson in path.lessons()] == [later.pk, lesson_page.pk]
    assert _standing(enrolment, lesson_page).state == State.DONE


def test_a_lesson_that_is_taken_away_and_put_back_is_as_it_was(lesson_page, enrolment):
    other = content.LessonPageFactory(parent=lesson_page.get_parent())
    _do(enrolment, lesson_page)
    before = _standing(enrolment, lesson_page)
    LessonPage.objects.get(pk=lesson_page.pk).unpublish()
    assert lesson_page.pk not in content.published(_path_page(other)).places

    content.rewrite(lesson_page)

    assert _standing(enrolment, lesson_page) == before
    assert api.ledger_differences() == []


def test_a_deleted_lesson_holds_nobody_up_and_its_facts_stay(lesson_page, enrolment):
    gone = content.LessonPageFactory(parent=lesson_page.get_parent(), code="M1-L2", body=[content.question()])
    _do(enrolment, lesson_page)
    _do(enrolment, gone, _parts(gone)[0])
    told = Record.objects.count()

    LessonPage.objects.get(pk=gone.pk).delete()
    enrolment.refresh_from_db()
    assert enrolment.needs_evaluation
    _evaluate(enrolment)

    assert enrolment.completed_at is not None
    assert Record.objects.count() == told + 2  # the module and the path
    assert api.ledger_differences() == []


def test_a_deleted_module_holds_nobody_up(lesson_page, enrolment):
    other = content.LessonPageFactory(parent=content.ModulePageFactory(parent=_path_page(lesson_page)))
    _do(enrolment, lesson_page)
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
    _do(enrolment, lesson_page, now=finished)
    LessonPage.objects.get(pk=lesson_page.pk).delete()

    anew = content.LessonPageFactory(parent=module.specific, code="M1-L1", body=body)

    assert _standing(enrolment, anew).state == State.DONE
    assert LessonProgress.objects.get(lesson=anew).completed_at == finished
    assert api.ledger_differences() == []


def test_a_finished_path_stays_finished_when_a_lesson_is_added(lesson_page, enrolment):
    _do(enrolment, lesson_page)
    _evaluate(enrolment)
    finished = enrolment.completed_at

    content.LessonPageFactory(parent=lesson_page.get_parent())
    _evaluate(enrolment)

    assert enrolment.completed_at == finished


# --- A lesson is split by copying it -----------------------------------------------------


def _split(lesson_page, first, second):
    """Copy a lesson, publish the copy with its half, then the original with the other half."""
    copy = lesson_page.copy(
        update_attrs={"title": "De tweede helft", "slug": "de-tweede-helft"}, keep_live=False
    )
    copy = content.rewrite(copy, second, code=f"{lesson_page.code}B")
    return content.rewrite(lesson_page, first), copy


def test_splitting_a_lesson_keeps_what_was_done_in_both_halves(lesson_page, enrolment):
    body = _body(lesson_page)
    _do(enrolment, lesson_page)

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

    _do(enrolment, original, _parts(original)[0])

    assert _standing(enrolment, original).state == State.DONE
    assert _standing(enrolment, copy).state == State.NOT_STARTED
    assert api.ledger_differences() == []


def test_a_question_that_stands_in_two_lessons_is_answered_in_both(lesson_page, enrolment):
    copy = lesson_page.copy(update_attrs={"title": "Nog eens", "slug": "nog-eens"}, keep_live=False)
    copy = content.rewrite(copy, code="M1-L1B")
    _, question, _ = _parts(lesson_page)

    _do(enrolment, lesson_page, question)

    assert _standing(enrolment, copy).done == 1
    assert api.ledger_differences() == []
    _do(enrolment, copy, _parts(copy)[0])
    assert _standing(enrolment, copy).state == State.DONE
    assert _standing(enrolment, lesson_page).state == State.BUSY
    assert api.ledger_differences() == []


def test_a_copy_has_a_code_of_its_own(lesson_page):
    copy = lesson_page.copy(update_attrs={"title": "Nog eens", "slug": "nog-eens"}, keep_live=False)
    assert copy.code.startswith("KOPIE-")
    assert copy.get_latest_revision_as_object().code == copy.code


def test_a_module_can_be_copied_with_its_lessons(lesson_page):
    copy = lesson_page.get_parent().specific.copy(
        recursive=True, update_attrs={"title": "Nog een module", "slug": "nog-een-module"}, keep_live=False
    )
    codes = [copy.code, *(lesson.specific.code for lesson in copy.get_children())]
    assert len(set(codes)) == 2
    assert all(code.startswith("KOPIE-") for code in codes)


def test_a_published_code_never_changes(lesson_page):
    from django.core.exceptions import ValidationError

    lesson_page = LessonPage.objects.get(pk=lesson_page.pk)
    lesson_page.code = "M9-L9"
    with pytest.raises(ValidationError, match="M1-L1"):
        lesson_page.full_clean()


def test_a_code_may_change_until_it_is_published():
    draft = content.LessonPageFactory(is_published=False, code="M1-L7")
    draft.code = "M1-L8"
    draft.full_clean()


# --- Enrolling ----------------------------------------------------------------------------


def test_only_the_lead_enrols(lesson_page, enrolment):
    from people.choices import Role
    from tests.factories.people import person_with

    path = content.published(_path_page(lesson_page))
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


def _body(lesson_page):
    return list(LessonPage.objects.get(pk=lesson_page.pk).body.raw_data)


def test_an_evaluation_sees_what_another_process_published_just_now(lesson_page, enrolment):
    reading, *_ = _parts(lesson_page)
    _do(enrolment, lesson_page, reading)
    content.announce_change()
    api.curriculum()  # the worker has looked
    content.rewrite(lesson_page, [content.text()])
    cache.set(VERSION_KEY, "announced by another process")

    enrolments.evaluate_enrolment(enrolment.pk, now=timezone.now())

    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
