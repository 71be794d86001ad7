"""An interactive exercise completes a part of a lesson, and nothing that asks for proof."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import tasks
from assessments.models import Attempt
from certification.models import Certificate
from courses.choices import PartKind
from courses.models import LessonPart
from people.api import everywhere
from progression.choices import Stage
from progression.models import Trajectory
from progression.selectors.trajectories import decision_about, facts_of
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.interactive import (
    ExerciseFactory,
    begun,
    chosen,
    enrolled_where_it_stands,
    sent,
    told,
    with_file,
)
from tests.factories.people import MunicipalityFactory
from tests.factories.trajectories import cast

pytestmark = pytest.mark.django_db
KEY = UUID(int=92)


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def exercise():
    return with_file(ExerciseFactory(code="I7", title="Wie beslist?"))


def named(exercise, key):
    """The block in which an author wrote its code."""
    value = {"kind": "h5p", "reference": exercise.code, "title": "Oefening", "text": "", "is_required": True}
    return {"type": "place", "value": value, "id": str(key)}


@pytest.fixture(params=[chosen, named], ids=["chosen", "named by its code"])
def lesson(request, exercise):
    module = content.ModulePageFactory(parent=content.LearningPathPageFactory(), code="M1")
    return content.LessonPageFactory(parent=module, code="M1-L1", body=[request.param(exercise, KEY)])


@pytest.fixture
def enrolment(lesson):
    content.announce_change()
    return EnrolmentFactory(path=lesson.get_parent().get_parent().specific)


@pytest.fixture
def browser(enrolment):
    client = Client()
    client.force_login(enrolment.person)
    return client


def finish(browser, exercise, enrolment):
    """Play to the end, as the page around the frame sends it; the worker tells the rest."""
    play = begun(exercise, enrolment.person, enrolment.municipality)
    address = reverse("assessments:exercise_said", args=[play.public_id])
    assert browser.post(address, sent(told(play))).json()["finished"]
    tasks.tell_play(play.pk)
    tasks.tell_play(play.pk)


def test_the_part_is_that_exercise(lesson, exercise):
    part = LessonPart.objects.get(lesson=lesson, key=KEY)
    assert (part.kind, part.reference, part.is_required) == (PartKind.H5P, exercise.code, True)


def test_an_exercise_that_was_deleted_since_counts_for_nothing(exercise):
    block = chosen(exercise, KEY)
    block["value"]["interactive"] = exercise.pk + 1000
    module = content.ModulePageFactory(parent=content.LearningPathPageFactory(), code="M1")
    lesson = content.LessonPageFactory(parent=module, code="M1-L1", body=[content.text(), block])
    assert list(LessonPart.objects.filter(lesson=lesson).values_list("kind", flat=True)) == [PartKind.READING]


def test_the_lesson_leads_to_it_and_shows_how_it_went(browser, lesson, exercise, enrolment):
    page = browser.get("/leren/code/M1-L1/", follow=True)
    assert exercise.get_absolute_url() in page.text
    finish(browser, exercise, enrolment)
    assert "75%" in browser.get("/leren/code/M1-L1/", follow=True).text


def test_doing_it_to_its_end_completes_the_part_and_shows_nothing_else(browser, exercise, enrolment):
    finish(browser, exercise, enrolment)
    with everywhere():
        records = list(Record.objects.filter(person=enrolment.person))
        certificates = Certificate.objects.filter(holder=enrolment.person).count()
    kinds = [record.activity_kind for record in records]
    assert kinds.count(ActivityKind.PART) == kinds.count(ActivityKind.INTERACTIVE) == 1
    assert not set(kinds) & {ActivityKind.TEST, ActivityKind.MODULE}
    reported = next(record for record in records if record.activity_kind == ActivityKind.INTERACTIVE)
    assert reported.context["self_reported"] is True
    assert [record.shows for record in records] == [[]] * len(records)
    assert certificates == 0


# Named after the tests that a stage asks: a name gives nothing away.
LIKE_A_TEST = ["EINDTOETS-BASIS", "SITUATIETOETS", "eindtoets-basis"]


@pytest.mark.parametrize("code", LIKE_A_TEST)
def test_a_perfect_score_counts_for_no_test_no_stage_and_no_certificate(code):
    exercise = with_file(ExerciseFactory(code=code))
    with everywhere():
        road = cast()
        person, municipality = road.candidate, road.municipality
        road.bring_to(Stage.CANDIDATE)
        before = decision_about(road.trajectory, as_of=timezone.localdate())
        facts = facts_of(person, municipality)
        Trajectory.objects.update(needs_evaluation=False)
    browser = Client()
    browser.force_login(person)
    enrolled_where_it_stands(exercise, person, municipality)
    play = begun(exercise, person, municipality)
    perfect = {"score": {"min": 0, "raw": 4, "max": 4, "scaled": 1}, "success": True}
    browser.post(
        reverse("assessments:exercise_said", args=[play.public_id]), sent(told(play, result=perfect))
    )
    tasks.tell_play(play.pk)
    with everywhere():
        record = Record.objects.get(person=person, activity_kind=ActivityKind.INTERACTIVE)
        assert (record.result["percent"], record.context["self_reported"]) == (100.0, True)
        assert not Record.objects.filter(person=person, verb=Verb.PASSED).exists()
        assert not Attempt.objects.filter(person=person).exists()
        assert not Trajectory.objects.filter(needs_evaluation=True).exists()
        assert facts_of(person, municipality) == facts
        assert decision_about(road.trajectory, as_of=timezone.localdate()) == before
        assert road.evaluate() == Stage.CANDIDATE
        assert not Certificate.objects.filter(holder=person).exists()
    page = browser.get(exercise.get_absolute_url())
    assert "100%, zelf gerapporteerd" in page.text
    assert "nooit mee voor een toets, een stadium of een certificaat" in page.text


def test_an_exercise_that_is_not_finished_completes_nothing(browser, exercise, enrolment):
    play = begun(exercise, enrolment.person, enrolment.municipality)
    address = reverse("assessments:exercise_said", args=[play.public_id])
    browser.post(address, sent(told(play, "progressed")))
    tasks.tell_play(play.pk)
    with everywhere():
        assert not Record.objects.filter(person=enrolment.person).exists()


def test_the_exercise_of_another_municipality_is_not_in_the_lesson(browser, exercise):
    other = MunicipalityFactory(slug="elders")
    type(exercise).objects.filter(pk=exercise.pk).update(municipality=other, code="elders-I7")
    page = browser.get("/leren/code/M1-L1/", follow=True)
    assert exercise.get_absolute_url() not in page.text


@pytest.mark.parametrize("lessons", [10, 100])
def test_a_statement_costs_the_same_in_a_course_of_any_length(
    exercise, lessons, django_assert_max_num_queries
):
    path = content.LearningPathPageFactory()
    for number in range(lessons):
        if number % 10 == 0:
            module = content.ModulePageFactory(parent=path, code=f"M{number // 10 + 1}")
        content.LessonPageFactory(
            parent=module, code=f"{module.code}-L{number}", body=[chosen(exercise, KEY)]
        )
    content.announce_change()
    enrolment = EnrolmentFactory(path=path)
    browser = Client()
    browser.force_login(enrolment.person)
    play = begun(exercise, enrolment.person, enrolment.municipality)
    address = reverse("assessments:exercise_said", args=[play.public_id])
    browser.post(address, sent(told(play, "interacted")))
    with django_assert_max_num_queries(10):  # eight, and the two with which a test wraps a transaction
        assert browser.post(address, sent(told(play), {"0": "x"})).status_code == 200
