"""Broker and cache are one server. Without it pages and writes go on, fast enough not to notice, and nothing is lost."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from kombu.exceptions import OperationalError

from courses import tasks
from courses.models import Enrolment, LessonProgress, Note
from people.api import everywhere
from people.choices import Role
from progression.models import Reminder
from records.models import Record
from tests.broker import NOBODY, configured
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import PASSWORD, MembershipFactory, UserFactory, person_with

QUESTION, NOTE = UUID(int=81), UUID(int=82)


@pytest.fixture
def lesson(db):
    """A lesson that somebody follows."""
    return content.LessonPageFactory(code="M1-L1", body=[content.question(QUESTION), content.note(NOTE)])


@pytest.fixture
def enrolment(lesson):
    """Who follows it."""
    return EnrolmentFactory(path=lesson.get_parent().get_parent().specific)


@pytest.fixture
def _nothing_there(lesson, enrolment, settings):
    """Take broker and cache away."""
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "LOCATION": f"{NOBODY}/1"},
    }
    with configured(broker_url=f"{NOBODY}/0"):
        yield


@pytest.fixture
def asked(django_capture_on_commit_callbacks):
    """A function that asks something, with everything that follows the commit."""

    def asked(ask):
        with django_capture_on_commit_callbacks(execute=True):
            return ask()

    return asked


def _part(lesson, key):
    return f"/les/{lesson.pk}/onderdeel/{key}/"


@pytest.mark.usefixtures("_nothing_there")
def test_there_is_really_nothing_there(monkeypatch):
    naps = []  # left to itself kombu tries again for six seconds
    monkeypatch.setattr("kombu.utils.functional.sleep", naps.append)
    assert cache.get("x") is None
    cache.set("x", 1)
    assert cache.get("x") is None
    with pytest.raises(OperationalError):
        tasks.check_ledger.delay()
    assert naps == []


@pytest.mark.usefixtures("_nothing_there")
def test_guessing_is_held_up_meanwhile():
    person = UserFactory()
    client = Client()
    for number in range(5):
        client.post("/account/login/", {"login": person.email, "password": f"gok-{number}"})
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_nothing_there")
def test_somebody_signs_in_and_reads(lesson, enrolment, asked):
    client = Client()
    answer = asked(
        lambda: client.post("/account/login/", {"login": enrolment.person.email, "password": PASSWORD})
    )
    assert answer.status_code == 302
    for address in (
        "/mijn-leerpad/",
        lesson.url,
        "/begrippen/",
        "/zoeken/?q=wens",
        "/wie-ziet-wat/",
        "/mijn-notities/",
    ):
        assert asked(lambda address=address: client.get(address)).status_code == 200


@pytest.mark.usefixtures("_nothing_there")
def test_work_is_kept_and_says_that_it_waits(lesson, enrolment, asked):
    client = Client()
    client.force_login(enrolment.person)
    reading = content.lesson_of(content.published(enrolment.path), lesson).reading_key
    answers = [
        asked(lambda: client.post(_part(lesson, QUESTION), {"text": "Toch bewaard."})),
        asked(lambda: client.post(f"/les/{lesson.pk}/notitie/{NOTE}/", {"text": "Ook bewaard."})),
        asked(lambda: client.post(_part(lesson, reading))),
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    with everywhere():
        assert LessonProgress.objects.get().completed_at is not None
        assert Note.objects.get().text == "Ook bewaard."
        assert Record.objects.filter(activity="lesson:M1-L1").exists()
        assert Enrolment.objects.get().needs_evaluation


@pytest.mark.usefixtures("_nothing_there")
def test_a_lead_enrols_and_the_mail_waits(enrolment, asked):
    municipality = enrolment.municipality
    newcomer = MembershipFactory(municipality=municipality).person
    client = Client()
    client.force_login(person_with(Role.LEAD, municipality=municipality))
    answer = asked(
        lambda: client.post(
            "/deelnemers/",
            {"path": enrolment.path_id, "team": "", "people": newcomer.email, "deadline": ""},
        )
    )
    assert answer.status_code == 302, answer.context["form"].errors
    with everywhere():
        assert Enrolment.objects.filter(person=newcomer).exists()
        assert list(Reminder.objects.filter(person=newcomer).values_list("state", flat=True)) == ["planned"]


@pytest.mark.usefixtures("_nothing_there")
def test_an_author_publishes_and_readers_see_it_at_once(lesson, enrolment, asked):
    asked(
        lambda: content.rewrite(lesson, [content.text("<p>Nieuwe woorden.</p>"), content.question(QUESTION)])
    )
    client = Client()
    client.force_login(enrolment.person)
    assert "Nieuwe woorden." in client.get(lesson.url).content.decode()
