"""A test that waits for a person says so, and shows no score that is going to change."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import api
from assessments.choices import Feedback, QuestionKind
from people.api import within
from people.choices import Role
from tests.factories.marking import answered, marker_in, open_test
from tests.factories.people import person_with
from tests.factories.questions import ITEMS
from tests.factories.quizzes import (
    RIGHT,
    QuizFactory,
    answer,
    bank,
    begun,
    by_chance,
    handed_in,
    items,
    taken,
)

pytestmark = pytest.mark.django_db
WAITS = "Wordt nagekeken"


@pytest.fixture
def waiting(learner, municipality):
    """One question that is right, and an open answer that somebody still has to mark."""
    bank(1)
    quiz = open_test(blocks=[by_chance(1, "M1"), by_chance(1, "M9")], feedback=Feedback.PRINCIPLE)
    return half_marked(quiz, learner, municipality)


def half_marked(quiz, learner, municipality):
    attempt = begun(quiz, learner, municipality)
    for row in items(attempt):
        kind = QuestionKind.OPEN if row.module == "M9" else QuestionKind.ONE_CHOICE
        answer(
            attempt, row.position, {"text": "Ik vraag door."} if kind == QuestionKind.OPEN else RIGHT[kind]
        )
    return handed_in(attempt)


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def test_my_tests_say_that_it_is_being_marked_and_name_no_score(client, waiting):
    text = page(client, reverse("assessments:my_tests"))
    assert WAITS in text
    assert "Je trainer moet nog iets nakijken. Daarna zie je hier je uitslag." in text
    assert "Wat telt" not in text


def test_the_page_of_the_test_lists_it_without_a_score(client, waiting):
    text = page(client, waiting.quiz.get_absolute_url())
    assert "Nog niet bekend" in text
    assert "100%" not in text


def test_the_result_tells_what_is_sure_and_no_more(client, waiting):
    text = page(client, waiting.get_absolute_url())
    assert "Er is nog geen score. Eén vraag is nagekeken, daarvan heb je er 1 goed." in text
    assert "Per module, tot nu toe" in text
    assert ITEMS[QuestionKind.OPEN].principle not in text, "nobody found it wrong"


def test_in_points_there_is_no_score_at_all(client, learner, municipality):
    bank(1)
    quiz = open_test(blocks=[by_chance(1, "M1"), by_chance(1, "M9")], measure="points")
    text = page(client, half_marked(quiz, learner, municipality).get_absolute_url())
    assert "Er is nog geen score." in text
    assert "van 100" not in text


def test_the_trainer_reads_that_it_is_being_marked(client, waiting, municipality):
    client.force_login(person_with(Role.TRAINER, municipality=municipality))
    text = page(client, reverse("assessments:group_results"))
    assert WAITS in text
    assert "100%" not in text


def test_a_result_that_is_known_holds_until_the_next_one_is_marked(client, learner, municipality):
    bank(1)
    open_test(code="other")
    quiz = QuizFactory(counts_for="certificate", pass_percent=60, blocks=[by_chance(1, "M1")])
    taken(quiz, learner, municipality, right=0)
    quiz.draw = json.dumps([by_chance(1, "M1"), by_chance(1, "M9")])
    quiz.save()
    half_marked(quiz, learner, municipality)
    text = page(client, reverse("assessments:my_tests"))
    assert "Wat telt: 0%" in text
    assert WAITS in text


@pytest.mark.parametrize(
    ("feedback", "is_told"), [(Feedback.AFTER_HANDING_IN, True), (Feedback.PRINCIPLE, False)]
)
def test_what_markers_saw_is_told_where_the_test_tells_its_key(
    feedback, is_told, client, learner, municipality
):
    attempt = answered(learner, municipality, quiz=open_test(feedback=feedback))
    for level in (1, 2):
        with within(municipality):
            turn = api.take_turn(marker=marker_in(municipality), now=timezone.now())
            api.hand_in_marking(marking=turn, levels={"a": level}, now=timezone.now())
    text = page(client, attempt.get_absolute_url())
    assert ("<dt>Vraagt naar de wens</dt><dd>een beetje</dd><dd>helemaal</dd>" in text) is is_told
    assert "Geslaagd" in text
