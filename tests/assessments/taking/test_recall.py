"""The recall ladder: what was learnt comes back, calmly, and only for who learnt it."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from django.test import Client
from django.utils import timezone

from assessments import api
from assessments.choices import QuestionKind
from assessments.models import RecallCard
from assessments.selectors.asked import asked_in
from people.api import everywhere, within
from people.choices import Role
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.quizzes import RIGHT, WRONG

pytestmark = pytest.mark.django_db
ONE = QuestionKind.ONE_CHOICE


def make_cards(learner, municipality, *modules: str, days_ago: int = 3) -> int:
    with within(municipality):
        return api.make_recall_cards(
            person=learner,
            municipality=municipality,
            modules=modules or ("M1",),
            today=timezone.localdate() - timedelta(days=days_ago),
            chance=Random(1),
        )


def cards() -> list[RecallCard]:
    with everywhere():
        return list(RecallCard.objects.select_related("question").order_by("pk"))


def answer(client, card: RecallCard, given: dict, **changes: str):
    version = card.question.versions.order_by("-number").first()
    shown = asked_in([version.pk])[version.pk].mask(given)
    sent = {"step": str(card.step), "1-version": str(version.pk)}
    return client.post(
        f"/herhalen/{card.pk}/", {**sent, **{f"1-{name}": value for name, value in shown.items()}, **changes}
    )


def test_a_module_gives_a_few_cards_once(learner, municipality):
    make.bank(9)
    make.bank(2, kind=QuestionKind.OPEN)  # nobody is there to mark it
    assert make_cards(learner, municipality) == 6
    assert make_cards(learner, municipality) == 0
    assert {card.question.kind for card in cards()} == {ONE}
    assert {card.due_on for card in cards()} == {timezone.localdate()}


def test_cards_are_of_one_municipality(learner, municipality):
    make.bank(2, municipality=MunicipalityFactory())
    assert make_cards(learner, municipality) == 0


def test_what_is_known_comes_back_later_and_what_is_not_soon(client, learner, municipality):
    make.bank(2)
    make_cards(learner, municipality)
    known, forgotten = cards()
    page = client.get("/herhalen/").content.decode()
    assert "2 vragen over wat je eerder leerde" in page
    assert "Je vraagt naar de wens." not in page
    assert answer(client, known, RIGHT[ONE]).url == f"/herhalen/{known.pk}/"
    assert "Goed." in client.get(f"/herhalen/{known.pk}/").content.decode()
    answer(client, forgotten, WRONG[ONE])
    told = client.get(f"/herhalen/{forgotten.pk}/").content.decode()
    assert "Nog niet helemaal." in told
    assert "Eerst vraag je naar de wens." in told
    today = timezone.localdate()
    assert [(card.step, card.due_on - today) for card in cards()] == [
        (1, timedelta(days=10)),
        (0, timedelta(days=3)),
    ]
    assert "Vandaag komt er niets terug" in client.get("/herhalen/").content.decode()


def test_the_same_answer_sent_twice_counts_once(client, learner, municipality):
    make.bank(1)
    make_cards(learner, municipality)
    (card,) = cards()
    answer(client, card, RIGHT[ONE])
    answer(client, card, RIGHT[ONE])
    assert cards()[0].step == 1


def test_after_the_last_step_it_is_learnt(client, learner, municipality):
    make.bank(1)
    make_cards(learner, municipality)
    with everywhere():
        RecallCard.objects.update(step=3)
    answer(client, cards()[0], RIGHT[ONE])
    assert cards()[0].due_on is None
    assert "Dit ken je goed." in client.get(f"/herhalen/{cards()[0].pk}/").content.decode()


def test_no_more_than_five_a_day(client, learner, municipality):
    make.bank(6)
    make_cards(learner, municipality)
    with within(municipality):
        assert api.recall_left(learner, municipality, today=timezone.localdate()) == 5
    for card in cards()[:5]:
        answer(client, card, RIGHT[ONE])
    assert "Vandaag komt er niets terug" in client.get("/herhalen/").content.decode()
    with within(municipality):
        assert api.recall_left(learner, municipality, today=timezone.localdate()) == 0


def test_a_question_that_was_taken_off_line_does_not_come_back(client, learner, municipality):
    (question,) = make.bank(1)
    make_cards(learner, municipality)
    question.unpublish()
    assert "Vandaag komt er niets terug" in client.get("/herhalen/").content.decode()


@pytest.mark.parametrize(
    "changes", [{"1-choice": "zz"}, {"1-version": "1"}, {"step": "9"}, {"step": "x"}, {"1-version": ""}]
)
def test_a_strange_answer_changes_nothing_and_is_no_error_of_ours(changes, client, learner, municipality):
    make.bank(1)
    make_cards(learner, municipality)
    (card,) = cards()
    assert answer(client, card, RIGHT[ONE], **changes).status_code in {302, 422}
    assert cards()[0].answered_at is None


def test_somebody_elses_card_does_not_exist(learner, municipality):
    make.bank(1)
    make_cards(learner, municipality)
    other = Client()
    other.force_login(person_with(Role.TRAINER, municipality=municipality))
    (card,) = cards()
    assert other.get(f"/herhalen/{card.pk}/").status_code == 404
    assert answer(other, card, RIGHT[ONE]).status_code == 404


def test_a_card_before_it_was_answered_leads_to_the_cards_of_today(client, learner, municipality):
    make.bank(1)
    make_cards(learner, municipality)
    assert client.get(f"/herhalen/{cards()[0].pk}/").url == "/herhalen/"


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    client, learner, municipality, django_assert_max_num_queries
):
    make.bank(6)
    make_cards(learner, municipality)
    client.get("/herhalen/")
    with django_assert_max_num_queries(6):
        client.get("/herhalen/")
