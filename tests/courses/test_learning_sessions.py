"""A session that ends while somebody types costs a sign-in, never a word; also in a module that is open to visitors."""

from __future__ import annotations

from html.parser import HTMLParser
from uuid import UUID, uuid4

import pytest
from django.test import Client

from assessments.models import PracticeAnswer
from courses.models import LessonProgress, Note
from people.api import everywhere
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
QUESTION, NOTE = UUID(int=71), UUID(int=72)
FETCH = {"X-Requested-With": "fetch"}


class Forms(HTMLParser):
    """The hidden fields of each form on a page, by its address."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, dict[str, str]] = {}
        self._here: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a form, or a hidden field in it."""
        values = {name: value or "" for name, value in attributes}
        if tag == "form":
            address, _, _place = values.get("action", "").partition(
                "#"
            )  # a browser keeps the place to itself
            self._here = self.fields.setdefault(address, {})
        elif tag == "input" and values.get("type") == "hidden":
            self._here[values["name"]] = values.get("value", "")


@pytest.fixture(params=["an open module", "a module for members"])
def lesson(request):
    """A lesson in a module that visitors may read, or may not."""
    module = content.ModulePageFactory(is_open=request.param == "an open module")
    body = [content.question(QUESTION), content.note(NOTE)]
    return content.LessonPageFactory(parent=module, body=body)


@pytest.fixture
def learner(lesson):
    """Somebody who follows it."""
    return EnrolmentFactory(path=lesson.get_parent().get_parent().specific).person


@pytest.fixture
def forms(lesson, learner):
    """The forms of the page as the learner had it on the screen before the session ended."""
    content.announce_change()
    client = Client()
    client.force_login(learner)
    return Forms(client.get(lesson.url).content.decode()).fields


def _part(lesson):
    return f"/les/{lesson.pk}/onderdeel/{QUESTION}/"


def _sign_in(client, url, learner):
    return client.post(url, {"login": learner.email, "password": PASSWORD}, follow=True)


def test_a_text_is_there_again_after_signing_in(lesson, learner, forms):
    client = Client()
    answer = client.post(_part(lesson), {**forms[_part(lesson)], "text": "Een half uur werk."})
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/?next=")

    page = _sign_in(client, answer.url, learner)

    assert page.redirect_chain[-1][0] == lesson.url
    assert "Een half uur werk." in page.content.decode()


def test_a_note_is_there_again_after_signing_in(lesson, learner, forms):
    client = Client()
    url = f"/les/{lesson.pk}/notitie/{NOTE}/"
    answer = client.post(url, {**forms[url], "text": "Niet vergeten."})

    page = _sign_in(client, answer.url, learner)

    assert "Niet vergeten." in page.content.decode()


@pytest.mark.parametrize("place", ["onderdeel", "notitie"])
def test_a_script_is_told_where_to_sign_in(lesson, forms, place):
    url = f"/les/{lesson.pk}/{place}/{QUESTION if place == 'onderdeel' else NOTE}/"
    answer = Client().post(url, {**forms[url], "text": "Een half uur werk."}, headers=FETCH)
    assert answer.status_code == 401
    assert answer.json()["login_url"].startswith("/account/login/?next=")


def test_saying_that_it_was_read_leads_to_signing_in(lesson, forms):
    reading = next(url for url in forms if "/onderdeel/" in url and str(QUESTION) not in url)
    answer = Client().post(reading, forms[reading])
    assert answer.url.startswith("/account/login/?next=")


def test_nothing_is_kept_of_somebody_who_is_not_there(lesson, forms):
    Client().post(_part(lesson), {**forms[_part(lesson)], "text": "Van wie is dit?"})
    with everywhere():
        assert not PracticeAnswer.objects.exists()
        assert not Note.objects.exists()
        assert LessonProgress.objects.count() == 1  # of the learner, who opened the lesson before
        assert LessonProgress.objects.get().done_keys == []


def test_a_visitor_of_an_open_module_just_tries_it():
    module = content.ModulePageFactory(is_open=True)
    lesson = content.LessonPageFactory(parent=module, body=[content.question(QUESTION)])
    content.announce_change()
    client = Client()
    forms = Forms(client.get(lesson.url).content.decode()).fields
    answer = client.post(_part(lesson), {**forms[_part(lesson)], "text": "Even proberen."}, headers=FETCH)
    assert answer.status_code == 200
    assert answer.json()["status"] == "shown"


def test_a_text_that_waits_is_given_back_to_its_lesson_only(lesson, learner, forms):
    other = content.LessonPageFactory(parent=lesson.get_parent(), body=[content.question(uuid4())])
    client = Client()
    answer = client.post(_part(lesson), {**forms[_part(lesson)], "text": "Een half uur werk."})
    client.post(answer.url, {"login": learner.email, "password": PASSWORD})
    content.announce_change()
    assert "Een half uur werk." not in client.get(other.url).content.decode()
    assert "Een half uur werk." in client.get(lesson.url).content.decode()
    assert "Een half uur werk." not in client.get(lesson.url).content.decode()  # given back once


def test_a_text_that_waits_is_given_to_nobody_else_at_the_same_computer(lesson, learner, forms):
    other = EnrolmentFactory(path=lesson.get_parent().get_parent().specific).person
    client = Client()
    answer = client.post(_part(lesson), {**forms[_part(lesson)], "text": "Een half uur werk."})
    page = _sign_in(client, answer.url, other)
    assert page.redirect_chain[-1][0] == lesson.url
    assert "Een half uur werk." not in page.content.decode()
