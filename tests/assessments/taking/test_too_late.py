"""Answers that come when the time is up, or when the session has ended: refused in words, never thrown away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessments.choices import AttemptState, QuestionKind
from assessments.models import Attempt
from people.api import everywhere
from people.choices import Role
from tests.factories import quizzes as make
from tests.factories.people import PASSWORD, person_with
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory
from tests.factories.taking import FETCH, ONE, fields, save, stored, url

pytestmark = pytest.mark.django_db


# --- Too late -------------------------------------------------------------------------------------------------


@pytest.fixture
def timed(learner, municipality):
    make.bank(2)
    make.bank(1, kind=QuestionKind.OPEN, identifier="M1-O1")
    quiz = QuizFactory(blocks=[make.always("M1-O1"), make.by_chance(2, "M1")], minutes=30)
    attempt = make.begun(quiz, learner, municipality)
    make.answer(attempt, 2, RIGHT[ONE])
    return attempt


def run_out(attempt: Attempt) -> None:
    """Let the time of an attempt be up, a minute ago."""
    with everywhere():
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - timedelta(minutes=1))


def test_a_time_limit_is_told_on_the_page(client, timed):
    page = client.get(url(timed)).content.decode()
    assert "Tijd tot" in page
    assert "<span data-minutes>30</span> minuten" in page
    [left] = re.findall(r'data-seconds-left="(\d+)"', page)
    assert 1700 < int(left) <= 1800, "as the server counts it, whatever the device thinks"


def test_the_script_is_told_that_the_time_is_up(client, timed):
    run_out(timed)
    answer = save(client, timed, 1, {"text": "Te laat."})
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("De tijd is om")
    assert answer.json()["url"] == f"/poging/{timed.pk}/uitslag/"
    assert stored(timed).state == AttemptState.TIME_UP


def test_a_form_that_comes_too_late_is_shown_to_who_typed_it(client, timed):
    sent = fields(timed, 1, {"text": "Mijn late antwoord."}) | fields(timed, 3, WRONG[ONE])
    run_out(timed)
    page = client.post(url(timed), sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "uur was de tijd om." in text
    assert "Mijn late antwoord." in text
    assert "Hoe hoog moet het hek zijn?" in text
    assert [item.is_right for item in make.items(timed)] == [False, True, False]


def test_a_form_after_handing_in_is_shown_to_who_typed_it(client, timed):
    sent = fields(timed, 1, {"text": "In een ander tabblad."})
    client.post(f"/poging/{timed.pk}/inleveren/")
    page = client.post(url(timed), sent)
    assert page.status_code == 409
    assert "al ingeleverd" in page.content.decode()
    assert "In een ander tabblad." in page.content.decode()


# --- A session that ended ----------------------------------------------------------------------------------------


def test_a_script_is_told_where_to_sign_in(attempt):
    answer = Client().post(url(attempt, 1), fields(attempt, 1, RIGHT[ONE]), headers=FETCH)
    assert answer.status_code == 401
    assert answer.json()["login_url"] == f"/account/login/?next=%2Fpoging%2F{attempt.pk}%2F%23vraag-1"


def test_answers_are_there_again_after_signing_in(attempt, learner):
    client = Client()
    sent = fields(attempt, 1, RIGHT[ONE]) | {"kept": str(learner.public_id), "go": "end"}
    answer = client.post(url(attempt), sent)
    assert answer.url.startswith("/account/login/?next=")
    page = client.post(answer.url, {"login": learner.email, "password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert "Dit typte je het laatst" in text
    assert re.search(r'name="1-choice" value="[^"]+" checked', text)
    assert make.items(attempt)[0].answer == {}
    assert "Dit typte je het laatst" not in client.get(url(attempt)).content.decode()  # given back once


def test_answers_that_wait_are_given_to_nobody_else_at_the_same_computer(attempt, learner, municipality):
    other = person_with(Role.LEARNER, municipality=municipality)
    client = Client()
    answer = client.post(url(attempt), fields(attempt, 1, RIGHT[ONE]) | {"kept": str(other.public_id)})
    page = client.post(answer.url, {"login": learner.email, "password": PASSWORD}, follow=True)
    assert "Dit typte je het laatst" not in page.content.decode()


def test_a_visitor_signs_in_first(attempt, quiz):
    client = Client()
    for address in (f"/toets/{quiz.code}/", url(attempt), f"/poging/{attempt.pk}/uitslag/", "/mijn-toetsen/"):
        assert client.get(address).url.startswith("/account/login/")
    for address in (f"/toets/{quiz.code}/beginnen/", f"/poging/{attempt.pk}/inleveren/"):
        assert client.post(address).url.startswith("/account/login/")
