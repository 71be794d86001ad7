"""A test without scripts: one form, saved as a whole."""

from __future__ import annotations

import pytest

from assessments.choices import QuestionKind
from tests.factories import quizzes as make
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory
from tests.factories.taking import KINDS, ONE, every_kind, fields, save, url

pytestmark = pytest.mark.django_db


def test_the_whole_form_saves_every_answer_on_it(client, learner, municipality):
    attempt = every_kind(learner, municipality)
    sent = {}
    for position, kind in enumerate(KINDS, start=1):
        sent |= fields(attempt, position, RIGHT[kind])
    answer = client.post(url(attempt), {**sent, "go": "end"})
    assert answer.url == f"/poging/{attempt.pk}/inleveren/"
    assert [item.answer for item in make.items(attempt)] == [RIGHT[kind] for kind in KINDS]


def test_a_line_of_an_order_moves_without_scripts(client, learner, municipality):
    make.bank(1, kind=QuestionKind.ORDER)
    attempt = make.begun(QuizFactory(), learner, municipality)
    row = make.items(attempt)[0]
    sent = fields(attempt, 1, {"order": row.shown["options"]})
    second = list(sent)[-2].removeprefix("1-place-")
    answer = client.post(url(attempt), {**sent, "1-move": f"{second}:up"})
    assert answer.url.endswith("#vraag-1")
    first, other, last = row.shown["options"]
    assert make.items(attempt)[0].answer == {"order": [other, first, last]}


def test_an_order_that_nobody_touched_is_no_answer(client, learner, municipality):
    make.bank(1, kind=QuestionKind.ORDER)
    attempt = make.begun(QuizFactory(), learner, municipality)
    client.post(url(attempt), fields(attempt, 1, {"order": make.items(attempt)[0].shown["options"]}))
    assert make.items(attempt)[0].answer == {}


def test_a_form_that_was_posted_twice_is_saved_once(client, attempt):
    sent = fields(attempt, 1, RIGHT[ONE])
    client.post(url(attempt), sent)
    before = make.items(attempt)[0].sequence
    assert client.post(url(attempt), sent).status_code == 302
    assert make.items(attempt)[0].sequence == before


def test_an_old_form_does_not_overwrite_what_came_from_another_device(client, attempt):
    old_form = fields(attempt, 1, WRONG[ONE])
    save(client, attempt, 1, RIGHT[ONE], sequence=7)
    page = client.post(url(attempt), old_form)
    assert page.status_code == 409
    assert "nog niet bewaard" in page.content.decode()
    assert make.items(attempt)[0].answer == RIGHT[ONE]
    again = client.post(url(attempt), fields(attempt, 1, WRONG[ONE]))
    assert (again.status_code, make.items(attempt)[0].answer) == (302, WRONG[ONE])


def test_saving_the_whole_form_takes_few_queries(
    client, learner, municipality, django_assert_max_num_queries
):
    attempt = every_kind(learner, municipality)
    sent = {}
    for position, kind in enumerate(KINDS, start=1):
        sent |= fields(attempt, position, RIGHT[kind])
    client.get(url(attempt))
    with django_assert_max_num_queries(10):  # eight, and the save points that a test adds
        client.post(url(attempt), sent)
