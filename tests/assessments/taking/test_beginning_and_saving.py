"""Beginning a test and coming back to it; answers that the script saves, and what it cannot save."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from assessments.choices import QuestionKind
from people.choices import Role
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory
from tests.factories.taking import FETCH, KINDS, ONE, every_kind, fields, save, stored, url

pytestmark = pytest.mark.django_db


# --- Beginning and coming back -----------------------------------------------------------------------------


def test_somebody_reads_what_a_test_is_begins_and_comes_back(client, quiz):
    page = client.get("/toets/" + quiz.code + "/").content.decode()
    assert "Toets over de wens" in page
    assert "3 vragen" in page
    assert "Er is geen tijdsgrens" in page
    begun = client.post(f"/toets/{quiz.code}/beginnen/")
    assert re.fullmatch(r"/poging/\d+/", begun.url)
    assert client.post(f"/toets/{quiz.code}/beginnen/").url == begun.url
    assert "Ga verder met deze toets" in client.get(f"/toets/{quiz.code}/").content.decode()
    assert "Vraag 3 van 3" in client.get(begun.url).content.decode()


def test_who_may_not_begin_reads_why(client, learner, municipality):
    make.bank(3)
    quiz = QuizFactory(attempts_allowed=1)
    make.taken(quiz, learner, municipality)
    answer = client.post(f"/toets/{quiz.code}/beginnen/")
    assert answer.status_code == 403
    assert "Je hebt alle pogingen gebruikt" in answer.content.decode()
    assert "Je hebt alle pogingen gebruikt" in client.get(f"/toets/{quiz.code}/").content.decode()


def test_a_test_without_questions_says_so_before_somebody_begins(client):
    page = client.get(f"/toets/{QuizFactory(minutes=30).code}/").content.decode()
    assert "nog niet klaar" in page
    assert "0 vragen" not in page
    assert "/beginnen/" not in page


def test_a_test_of_another_municipality_does_not_exist(client):
    make.bank(3)
    quiz = QuizFactory(municipality=MunicipalityFactory())
    assert client.get(f"/toets/{quiz.code}/").status_code == 404
    assert client.post(f"/toets/{quiz.code}/beginnen/").status_code == 404


# --- The script ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("position", range(1, len(KINDS) + 1), ids=KINDS)
def test_an_answer_of_every_kind_is_saved_by_script(position, client, learner, municipality):
    attempt = every_kind(learner, municipality)
    kind = KINDS[position - 1]
    answer = save(client, attempt, position, RIGHT[kind])
    assert answer.status_code == 200
    assert answer.json() == {"status": "saved", "sequence": 1, "state": "whole", "message": ""}
    assert make.items(attempt)[position - 1].answer == RIGHT[kind]


def test_all_right_answers_together_are_all_points(client, learner, municipality):
    attempt = every_kind(learner, municipality, pass_percent=100)
    for position, kind in enumerate(KINDS, start=1):
        save(client, attempt, position, RIGHT[kind])
    client.post(f"/poging/{attempt.pk}/inleveren/")
    assert (stored(attempt).percent, stored(attempt).is_passed) == (100, True)


def test_a_flag_is_kept_with_the_answer(client, attempt):
    answer = save(client, attempt, 1, RIGHT[ONE], **{"1-flag": "on"})
    assert answer.json()["state"] == "later"
    assert make.items(attempt)[0].is_flagged


def test_a_late_request_is_told_that_something_newer_is_there(client, attempt):
    save(client, attempt, 1, RIGHT[ONE], sequence=5)
    answer = save(client, attempt, 1, WRONG[ONE], sequence=4)
    assert "nieuwer antwoord" in answer.json()["message"]
    assert make.items(attempt)[0].answer == RIGHT[ONE]


def test_who_goes_on_after_that_on_a_device_whose_clock_is_slow_is_not_refused_again(client, attempt):
    save(client, attempt, 1, RIGHT[ONE], sequence=5)
    told = save(client, attempt, 1, WRONG[ONE], sequence=2).json()
    assert told["sequence"] == 5
    save(client, attempt, 1, WRONG[ONE], sequence=told["sequence"] + 1)
    assert make.items(attempt)[0].answer == WRONG[ONE]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"1-choice": "b"}, "Dat antwoord hoort niet bij deze vraag"),
        ({"1-choice": "x" * 9}, "Dat antwoord hoort niet bij deze vraag"),
        ({"1-version": "99999999"}, "Deze vraag hoort niet bij deze toets"),
        ({"1-version": ""}, "Deze vraag hoort niet bij deze toets"),
        ({"1-version": "9" * 30}, "Deze vraag hoort niet bij deze toets"),
        ({"1-version": "²"}, "Deze vraag hoort niet bij deze toets"),
    ],
)
def test_a_wrong_key_is_refused_in_clear_words(changed, message, client, attempt):
    sent = {**fields(attempt, 1, RIGHT[ONE]), **changed, "sequence": "1"}
    answer = client.post(url(attempt, 1), sent, headers=FETCH)
    assert answer.status_code == 422
    assert message in answer.json()["message"]
    assert make.items(attempt)[0].answer == {}


def test_a_text_that_is_too_long_is_refused_and_not_cut_off(client, learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    attempt = make.begun(QuizFactory(), learner, municipality)
    answer = save(client, attempt, 1, {"text": "x" * 10_001})
    assert (answer.status_code, "te lang" in answer.json()["message"]) == (422, True)
    page = client.post(url(attempt), fields(attempt, 1, {"text": "y" * 10_001}))
    assert page.status_code == 422
    assert "y" * 10_001 in page.content.decode()


def test_something_odd_is_kept_with_a_word_about_it(client, learner, municipality):
    make.bank(1, kind=QuestionKind.NUMERIC)
    attempt = make.begun(QuizFactory(), learner, municipality)
    answer = save(client, attempt, 1, {"text": "anderhalf"})
    assert "Dit is geen getal" in answer.json()["message"]
    assert make.items(attempt)[0].answer == {"text": "anderhalf"}


def test_an_answer_with_a_null_character_is_kept_without_it(client, learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    attempt = make.begun(QuizFactory(), learner, municipality)
    assert save(client, attempt, 1, {"text": "een\x00 wens"}).status_code == 200
    assert make.items(attempt)[0].answer == {"text": "een wens"}


@pytest.mark.parametrize("sequence", ["", "abc", "-4", "9" * 40])
def test_a_strange_sequence_is_no_error_of_ours(sequence, client, attempt):
    answer = client.post(
        url(attempt, 1), {**fields(attempt, 1, RIGHT[ONE]), "sequence": sequence}, headers=FETCH
    )
    assert answer.status_code in {200, 422}


def test_a_question_that_is_not_there_is_not_there(client, attempt):
    sent = {name.replace("1-", "9-"): value for name, value in fields(attempt, 1, RIGHT[ONE]).items()}
    assert client.post(url(attempt, 9), sent, headers=FETCH).status_code == 404


def test_somebody_elses_attempt_does_not_exist(attempt, municipality):
    other = Client()
    other.force_login(person_with(Role.LEARNER, municipality=municipality))
    for address in ("", "vraag/1/", "inleveren/", "uitslag/"):
        assert other.get(url(attempt) + address).status_code in {404, 405}
    assert other.post(url(attempt, 1), fields(attempt, 1, RIGHT[ONE]), headers=FETCH).status_code == 404
    assert other.post(url(attempt, 1), fields(attempt, 1, {"choice": "zz"}), headers=FETCH).status_code == 404
    assert other.post(url(attempt), fields(attempt, 1, RIGHT[ONE])).status_code == 404
    assert other.post(f"/poging/{attempt.pk}/inleveren/").status_code == 404
