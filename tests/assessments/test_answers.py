"""A learner's own answers: the newest counts, however late an older one arrives."""

from __future__ import annotations

from itertools import permutations
from uuid import UUID

import pytest

from assessments import api
from assessments.models import PracticeAnswer
from people.api import within
from tests.factories.people import MembershipFactory
from tests.factories.records import A_DAY

pytestmark = pytest.mark.django_db
QUESTION = UUID(int=7)


@pytest.fixture
def who():
    membership = MembershipFactory()
    with within(membership.municipality):
        yield {"person": membership.person, "municipality": membership.municipality}


def _answer(who, text, sequence):
    api.keep_answer(**who, question=QUESTION, answer={"text": text}, sequence=sequence, now=A_DAY)


@pytest.mark.parametrize("arrival", list(permutations([(1, "een"), (2, "twee"), (3, "drie")])))
def test_a_late_answer_never_overwrites_a_newer_one(who, arrival):
    for sequence, text in arrival:
        _answer(who, text, sequence)
    assert api.answers_of(**who, questions=[QUESTION]) == {QUESTION: {"text": "drie"}}
    assert PracticeAnswer.objects.count() == 1


def test_the_same_answer_that_is_sent_again_changes_nothing(who):
    _answer(who, "een", 1)
    _answer(who, "een, maar dan van een herhaald verzoek", 1)
    assert api.answers_of(**who, questions=[QUESTION]) == {QUESTION: {"text": "een"}}


def test_answers_are_kept_for_each_municipality_apart(who):
    elsewhere = MembershipFactory(person=who["person"]).municipality
    _answer(who, "hier", 1)
    with within(elsewhere):
        assert api.answers_of(person=who["person"], municipality=elsewhere, questions=[QUESTION]) == {}


def test_answers_take_one_query(who, django_assert_num_queries):
    _answer(who, "een", 1)
    with django_assert_num_queries(1):
        api.answers_of(**who, questions=[UUID(int=n) for n in range(50)])
