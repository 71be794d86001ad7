"""A test that stands in a lesson counts as a part of it, and follows what somebody did there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from courses import api, tasks
from courses.models import LessonProgress
from courses.selectors.curriculum import curriculum_now
from people.api import everywhere, within
from records.choices import ActivityKind
from records.models import Record
from tests.factories import courses as content
from tests.factories import quizzes as make
from tests.factories.enrolments import EnrolmentFactory, learner_with
from tests.factories.people import MembershipFactory, MunicipalityFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
KEY = UUID(int=91)


def place(code: str, *, key: UUID = KEY, is_required: bool = True, title: str = "Toets") -> dict:
    """A place for a test."""
    value = {
        "kind": "assessment", "reference": code, "title": title, "text": "<p>Doe de toets.</p>",
        "is_required": is_required,
    }  # fmt: skip
    return {"type": "place", "value": value, "id": str(key)}


@pytest.fixture
def quiz():
    make.bank(3, module="M10")
    quiz = QuizFactory(code="M10-T", title="Toets grenzen", all_right=True, blocks=[make.by_chance(3, "M10")])
    quiz.save_revision().publish()
    return quiz


@pytest.fixture
def lesson(quiz):
    path = content.LearningPathPageFactory()
    module = content.ModulePageFactory(parent=path, code="M10", title="Grenzen")
    return content.LessonPageFactory(parent=module, code="M10-T", form="test", body=[place("M10-T")])


@pytest.fixture
def enrolment(lesson):
    content.announce_change()
    return EnrolmentFactory(path=lesson.get_parent().get_parent().specific)


def step_of(enrolment, lesson):
    with within(enrolment.municipality):
        return api.journey_of(learner_with(enrolment), curriculum_now().by_pk[enrolment.path_id]).step_for(
            lesson.pk
        )


def take(quiz, enrolment, *, right=None):
    return make.taken(quiz, enrolment.person, enrolment.municipality, right=right)


def read(enrolment, lesson):
    """The learner reads the lesson to the end."""
    path = curriculum_now().by_pk[enrolment.path_id]
    found = content.lesson_of(path, lesson)
    with within(enrolment.municipality):
        api.complete_part(
            learner=learner_with(enrolment), path=path, lesson=found, part=found.parts[0], now=timezone.now()
        )


def page_of(enrolment, lesson) -> str:
    client = Client()
    client.force_login(enrolment.person)
    return client.get(f"/leren/code/{lesson.code}/", follow=True).content.decode()


def test_the_lesson_is_finished_when_the_test_was_passed(quiz, lesson, enrolment):
    read(enrolment, lesson)
    assert step_of(enrolment, lesson).standing.state == api.State.BUSY
    take(quiz, enrolment, right=2)
    assert step_of(enrolment, lesson).standing.state == api.State.BUSY
    take(quiz, enrolment)
    assert step_of(enrolment, lesson).standing.state == api.State.DONE
    with everywhere():
        told = set(Record.objects.filter(person=enrolment.person).values_list("activity_kind", flat=True))
    assert {ActivityKind.TEST, ActivityKind.PART, ActivityKind.LESSON} <= told
    assert api.ledger_differences() == []


def test_a_test_that_was_taken_elsewhere_takes_nobody_to_its_lesson(quiz, lesson, enrolment):
    first = content.LessonPageFactory(
        parent=content.ModulePageFactory(parent=lesson.get_parent().get_parent(), code="M0")
    )
    lesson.get_parent().move(first.get_parent(), pos="right")
    content.announce_change()
    take(quiz, enrolment)
    step = step_of(enrolment, lesson)
    assert (step.standing.done, step.progress.seen_at) == (1, None)
    with within(enrolment.municipality):
        path = curriculum_now().by_pk[enrolment.path_id]
        assert api.journey_of(learner_with(enrolment), path).resume.lesson.pk == first.pk
    read(enrolment, lesson)
    with within(enrolment.municipality):
        assert LessonProgress.objects.get(person=enrolment.person, lesson=lesson).seen_at is not None


def test_a_quiz_to_learn_from_only_has_to_be_handed_in(lesson, enrolment):
    make.bank(3)
    quiz = QuizFactory(code="M1-T")
    quiz.save_revision().publish()
    content.rewrite(lesson, [place("M1-T")])
    content.announce_change()
    read(enrolment, lesson)
    take(quiz, enrolment, right=0)
    assert step_of(enrolment, lesson).standing.state == api.State.DONE


def test_why_is_this_not_finished_names_the_test(quiz, lesson, enrolment):
    read(enrolment, lesson)
    why = api.why_lesson_is_not_finished(step_of(enrolment, lesson).standing)
    assert why == "De toets van M10 is nog niet gehaald."


def test_with_more_to_do_the_test_stands_between_the_rest(lesson, enrolment):
    why = api.why_lesson_is_not_finished(step_of(enrolment, lesson).standing)
    assert why == "Nog te doen: lees de les tot het einde en de toets van M10."


def test_what_comes_after_says_that_the_test_comes_first(quiz, lesson, enrolment):
    later = content.LessonPageFactory(
        parent=lesson.get_parent(), code="M7-T", title="Eindtoets", is_locked=True, form="test"
    )
    from courses.models import Prerequisite

    Prerequisite.objects.create(page=later, required=lesson, alternative="A", sort_order=0)
    content.announce_change()
    assert "Nog niet open: eerst de toets van M10." in page_of(enrolment, later)
    read(enrolment, lesson)
    take(quiz, enrolment)
    assert "Nog niet open" not in page_of(enrolment, later)


def test_the_lesson_shows_the_test_and_how_it_went(quiz, lesson, enrolment):
    page = page_of(enrolment, lesson)
    assert "Toets grenzen" in page
    assert "3 vragen, ongeveer 10 minuten" in page
    assert 'href="/toets/M10-T/"' in page
    assert "Telt als je hem hebt gehaald" in page
    attempt = make.begun(quiz, enrolment.person, enrolment.municipality)
    assert f'href="/poging/{attempt.pk}/"' in page_of(enrolment, lesson)
    make.answer_all(attempt, right=2)
    make.handed_in(attempt)
    assert "Je uitslag die telt: 66,6%." in page_of(enrolment, lesson)
    assert "Nog niet gehaald" in page_of(enrolment, lesson)


def test_a_test_that_is_not_there_holds_nobody_up(quiz, lesson, enrolment):
    quiz.unpublish()
    content.announce_change()
    read(enrolment, lesson)
    assert step_of(enrolment, lesson).standing.state == api.State.DONE
    assert "Deze toets is er nog niet." in page_of(enrolment, lesson)


def test_a_test_of_another_municipality_is_not_there(quiz, lesson, enrolment):
    quiz.municipality = MunicipalityFactory()
    quiz.save()
    content.announce_change()
    assert step_of(enrolment, lesson).standing.total == 1
    assert "Toets grenzen" not in page_of(enrolment, lesson)


def test_an_optional_test_holds_nobody_up(quiz, lesson, enrolment):
    assert "Telt als je hem hebt gehaald" in page_of(enrolment, lesson)
    content.rewrite(lesson, [place("M10-T", is_required=False)])
    content.announce_change()
    page = page_of(enrolment, lesson)
    assert "Mag je overslaan" in page
    assert "Telt als je hem hebt gehaald" not in page
    read(enrolment, lesson)
    assert step_of(enrolment, lesson).standing.state == api.State.DONE


def test_a_test_that_was_passed_before_counts_from_the_enrolment_on(quiz, lesson):
    municipality = MunicipalityFactory()
    person = MembershipFactory(municipality=municipality).person
    make.taken(quiz, person, municipality)
    enrolment = EnrolmentFactory(
        path=lesson.get_parent().get_parent().specific, person=person, municipality=municipality,
        needs_evaluation=True,
    )  # fmt: skip
    tasks.evaluate_enrolment(enrolment.pk)
    tasks.evaluate_enrolment(enrolment.pk)
    with everywhere():
        assert LessonProgress.objects.get(person=person).done_keys == [KEY]
    read(enrolment, lesson)
    assert step_of(enrolment, lesson).standing.state == api.State.DONE


def test_the_part_cannot_be_posted_as_if_the_test_was_taken(quiz, lesson, enrolment):
    client = Client()
    client.force_login(enrolment.person)
    url = f"/les/{lesson.pk}/onderdeel/{KEY}/"
    answer = client.post(url, {"text": "gedaan"}, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.json()["message"]) == (
        409,
        "Dit onderdeel rond je af door de toets te doen.",
    )
    assert client.post(url, {"text": "gedaan"}).status_code == 403
    with everywhere():
        assert not Record.objects.filter(activity_kind=ActivityKind.PART).exists()


def test_a_visitor_sees_the_test_and_signs_in_for_it(quiz, lesson):
    module = lesson.get_parent().specific
    module.is_open = True
    module.save_revision().publish()
    content.announce_change()
    page = Client().get("/leren/code/M10-T/", follow=True).content.decode()
    assert "Toets grenzen" in page
    assert "Je uitslag" not in page


def test_many_tests_in_a_lesson_take_no_more_queries_than_one(
    lesson, enrolment, django_assert_max_num_queries
):
    codes = [f"M{number}-T" for number in range(1, 6)]
    for code in codes:
        QuizFactory(code=code).save_revision().publish()
    body = [place(code, key=UUID(int=100 + n)) for n, code in enumerate(codes)]
    content.rewrite(lesson, body)
    content.announce_change()
    client = Client()
    client.force_login(enrolment.person)
    client.get("/leren/code/M10-T/", follow=True)
    with django_assert_max_num_queries(12):
        client.get(lesson.url)


def test_a_place_keeps_its_key_wherever_it_stands():
    from courses.rules.curriculum_text import block_id

    assert block_id("M1-T", ":place-M1-T") != block_id("M1-T", ":place-M2-T")


def test_who_finishes_a_module_gets_cards_of_it_to_recall(quiz, lesson, enrolment):
    from assessments.models import RecallCard

    read(enrolment, lesson)
    take(quiz, enrolment)
    tasks.evaluate_enrolment(enrolment.pk)
    tasks.evaluate_enrolment(enrolment.pk)
    with everywhere():
        made = list(RecallCard.objects.values_list("person", "module"))
    assert made == [(enrolment.person_id, "M10")] * 3
