"""An exercise plays for who follows a path that holds it, for who may do a case that holds it, and for its authors."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.api import interactive as api
from assessments.models import InteractiveStatement
from courses.models import LessonPage, Prerequisite
from people.api import everywhere
from tests.factories import courses as content
from tests.factories.cases import CaseFactory
from tests.factories.h5p import package
from tests.factories.interactive import (
    ExerciseFactory,
    begun,
    enrolled_where_it_stands,
    sent,
    told,
    with_file,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member():
    return MembershipFactory()


@pytest.fixture
def site(member):
    client = Client()
    client.force_login(member.person)
    return client


@pytest.fixture
def exercise():
    return with_file(ExerciseFactory(code="I1"), package(**{"content/images/foto.png": b"\x89PNG"}))


@pytest.fixture
def play(exercise, member):
    return begun(exercise, member.person, member.municipality)


def answers(site, exercise, play):
    """What each address of an exercise says: its page, the page around the frame, the frame, a file, a statement."""
    frame = api.frame_of(play, play.version)
    content_of_frame = frame.replace("/play/", "/c/") + "images/foto.png"
    stranger = Client()  # a frame without origin has no cookies
    return [
        site.get(exercise.get_absolute_url()).status_code,
        site.post(reverse("assessments:begin_exercise", args=["i1"])).status_code,
        site.get(play.get_absolute_url()).status_code,
        site.get(frame).status_code,
        stranger.get(content_of_frame).status_code,
        site.post(reverse("assessments:exercise_said", args=[play.public_id]), sent(told(play))).status_code,
    ]


OPEN = [200, 302, 200, 200, 200, 200]
CLOSED = [404] * 6


def test_who_follows_a_path_that_holds_it_plays(site, exercise, play, member):
    enrolled_where_it_stands(exercise, member.person, member.municipality)
    assert answers(site, exercise, play) == OPEN


def test_who_follows_no_path_that_holds_it_does_not_come_to_it(site, exercise, play, member):
    colleague = MembershipFactory(municipality=member.municipality)
    enrolled_where_it_stands(exercise, colleague.person, member.municipality)
    assert answers(site, exercise, play) == CLOSED
    with everywhere():
        assert not InteractiveStatement.objects.exists()


def test_an_exercise_that_stands_nowhere_plays_for_nobody_who_learns(site, exercise, play):
    assert answers(site, exercise, play) == CLOSED


def test_a_ticket_dies_with_the_enrolment(site, exercise, play, member):
    enrolment = enrolled_where_it_stands(exercise, member.person, member.municipality)
    with everywhere():
        type(enrolment).objects.filter(pk=enrolment.pk).update(ended_at=timezone.now())
    assert answers(site, exercise, play) == CLOSED


def test_a_lesson_that_is_not_open_yet_opens_no_exercise(site, exercise, play, member):
    enrolment = enrolled_where_it_stands(exercise, member.person, member.municipality)
    lesson = LessonPage.objects.get()
    first = content.LessonPageFactory(parent=lesson.get_parent(), body=[content.text()])
    Prerequisite.objects.create(page=lesson, required=first, alternative="A", sort_order=0)
    LessonPage.objects.filter(pk=lesson.pk).update(is_locked=True)
    content.announce_change()
    assert enrolment.path_id
    assert answers(site, exercise, play) == CLOSED


def test_a_file_is_gone_for_who_left_and_for_who_was_shut_out(site, exercise, play, member):
    enrolled_where_it_stands(exercise, member.person, member.municipality)
    type(member.person).objects.filter(pk=member.person.pk).update(is_active=False)
    frame = api.frame_of(play, play.version)
    assert Client().get(frame.replace("/play/", "/c/") + "images/foto.png").status_code == 404


def test_who_may_do_a_case_that_holds_it_plays_until_the_case_changes(site, exercise, play):
    stream = json.dumps([{"type": "exercise", "value": exercise.pk, "id": str(UUID(int=3))}])
    page = CaseFactory(exercises=stream)
    assert answers(site, exercise, play) == OPEN
    page.exercises = []
    page.save_revision().publish()
    assert site.get(exercise.get_absolute_url()).status_code == 404


def test_the_lesson_says_who_can_do_it_to_who_only_reads(site, exercise, member):
    colleague = MembershipFactory(municipality=member.municipality)
    enrolled_where_it_stands(exercise, colleague.person, member.municipality)
    page = site.get(LessonPage.objects.get().url).text
    assert exercise.get_absolute_url() not in page
    assert "Wie dit leerpad volgt" in page


@pytest.mark.parametrize("held_by", ["a lesson", "a case"])
def test_a_statement_costs_at_most_eight_queries(
    site, exercise, play, member, held_by, django_assert_max_num_queries
):
    if held_by == "a lesson":
        enrolled_where_it_stands(exercise, member.person, member.municipality)
    else:
        CaseFactory(
            exercises=json.dumps([{"type": "exercise", "value": exercise.pk, "id": str(UUID(int=3))}])
        )
    address = reverse("assessments:exercise_said", args=[play.public_id])
    site.post(address, sent(told(play, "interacted")))
    with django_assert_max_num_queries(10):  # eight, and the two with which a test wraps a transaction
        assert site.post(address, sent(told(play), {"0": "x"})).status_code == 200


# --- The way back -----------------------------------------------------------------------------------


def test_from_an_exercise_a_way_leads_back_to_its_part_of_the_lesson(site, exercise, play, member):
    enrolled_where_it_stands(exercise, member.person, member.municipality)
    lesson = LessonPage.objects.get()
    way = f'href="{lesson.get_url()}#part-'
    for page in (site.get(exercise.get_absolute_url()), site.get(play.get_absolute_url())):
        assert way in page.text
        assert f"Les: {lesson.title}" in page.text
    assert "Terug naar de les" in site.get(play.get_absolute_url()).text


def test_from_an_exercise_in_a_case_a_way_leads_back_to_the_case(site, exercise, play):
    stream = json.dumps([{"type": "exercise", "value": exercise.pk, "id": "a"}])
    case = CaseFactory(code="CX1", title="Het plein", exercises=stream)
    page = site.get(play.get_absolute_url()).text
    assert f'href="{case.get_absolute_url()}"' in page
    assert "Terug naar de casus" in page


def test_who_looks_at_an_exercise_that_stands_nowhere_gets_no_way_back(exercise):
    author = UserFactory(is_superuser=True)
    member = MembershipFactory(person=author)
    browser = Client()
    browser.force_login(author)
    page = browser.get(begun(exercise, author, member.municipality).get_absolute_url())
    assert (page.status_code, page.context["place"]) == (200, None)
