"""How many queries a test takes."""

from __future__ import annotations

import pytest

from assessments.models import Attempt
from people.api import everywhere
from tests.factories import quizzes as make
from tests.factories.quizzes import RIGHT, QuizFactory
from tests.factories.taking import FETCH, ONE, fields, save, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("questions", [3, 40])
def test_saving_an_answer_takes_few_queries_whatever_the_size_of_the_test(
    questions, client, learner, municipality, django_assert_max_num_queries
):
    make.bank(questions)
    attempt = make.begun(QuizFactory(blocks=[make.by_chance(questions, "M1")]), learner, municipality)
    save(client, attempt, 1, RIGHT[ONE])
    sent = fields(attempt, 2, RIGHT[ONE], sequence="1")
    with django_assert_max_num_queries(4):
        client.post(url(attempt, 2), sent, headers=FETCH)


def test_a_whole_test_takes_few_queries(client, learner, municipality, django_assert_max_num_queries):
    make.bank(30)
    quiz = QuizFactory(blocks=[make.by_chance(10, "M1")])
    make.taken(quiz, learner, municipality)  # so that there is something not to ask again
    with django_assert_max_num_queries(13):
        client.post(f"/toets/{quiz.code}/beginnen/")
    attempt = Attempt(
        pk=int(client.get(f"/toets/{quiz.code}/").content.decode().split("/poging/")[1].split("/")[0])
    )
    with everywhere():
        attempt = Attempt.objects.select_related("municipality").get(pk=attempt.pk)
    sent = [fields(attempt, position, RIGHT[ONE], sequence="1") for position in range(1, 11)]
    with django_assert_max_num_queries(47):
        for position, each in enumerate(sent, start=1):
            client.post(url(attempt, position), each, headers=FETCH)
        client.post(f"/poging/{attempt.pk}/inleveren/")
