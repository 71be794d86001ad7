"""Keeping the newest, or the first, of what arrives in any order."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from assessments.api import keep_answer
from assessments.models import PracticeAnswer
from core.newest import keep_first, rewrite
from people.api import within
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.factories.people import MembershipFactory

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_whatever_the_order_the_newest_stays(order, django_assert_num_queries):
    membership = MembershipFactory()
    question = uuid4()
    with within(membership.municipality):
        for sequence in order:
            with django_assert_num_queries(1):
                keep_answer(
                    person=membership.person,
                    municipality=membership.municipality,
                    question=question,
                    answer={"text": f"versie {sequence}"},
                    sequence=sequence,
                    now=NOW,
                )

        assert PracticeAnswer.objects.get().answer == {"text": "versie 3"}


@pytest.mark.django_db
def test_of_facts_that_are_told_twice_the_first_stays(django_assert_num_queries):
    learner = MembershipFactory()

    def told(key, score):
        return Record(
            person=learner.person,
            municipality=learner.municipality,
            verb=Verb.COMPLETED,
            activity_kind=ActivityKind.LESSON,
            activity=key,
            key=key,
            result={"score": score},
            occurred_at=NOW,
        )

    with within(learner.municipality):
        keep_first([])
        with django_assert_num_queries(1):
            keep_first([told("a", 10), told("b", 20)])
        keep_first([told("a", 90), told("c", 30)])
        kept = {record.key: record for record in Record.objects.all()}

    assert {key: record.result for key, record in kept.items()} == {
        "a": {"score": 10},
        "b": {"score": 20},
        "c": {"score": 30},
    }
    assert all(record.stored_at for record in kept.values())


@pytest.mark.django_db
def test_some_fields_of_rows_are_stored_and_others_stay(django_assert_num_queries):
    learner = MembershipFactory()
    with within(learner.municipality):
        for number in (1, 2, 3):
            keep_answer(
                person=learner.person,
                municipality=learner.municipality,
                question=UUID(int=number),
                answer={"text": "eerst"},
                sequence=1,
                now=NOW,
            )
        rows = list(PracticeAnswer.objects.order_by("question")[:2])
        for row in rows:
            row.answer, row.sequence = {"text": f"daarna {row.question.int}"}, row.question.int + 1
        rewrite([], ["answer"])
        with django_assert_num_queries(1):
            rewrite(rows, ["answer"])
        stored = PracticeAnswer.objects.order_by("question").values_list("answer", "sequence")
        assert list(stored) == [({"text": "daarna 1"}, 1), ({"text": "daarna 2"}, 1), ({"text": "eerst"}, 1)]
