"""Keeping the newest of what arrives in any order."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from uuid import uuid4

import pytest

from assessments.api import keep_answer
from assessments.models import PracticeAnswer
from people.api import within
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
