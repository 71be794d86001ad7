"""An open answer in a test that somebody takes to learn: nobody marks it, so nothing waits for anybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assessments import api
from assessments.choices import CountsFor
from people import api as people
from records.models import Record
from tests.factories.marking import TEXT, answered, open_test
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_test_to_learn_from_is_done_although_nobody_marks_its_open_answer():
    member = MembershipFactory()
    quiz = open_test(counts_for=CountsFor.LEARNING, pass_percent=None)
    attempt = answered(member.person, member.municipality, quiz=quiz)
    assert attempt.result["waiting"] == 0
    with people.everywhere():
        assert Record.objects.filter(person=member.person).count() == 1
        assert api.attempt_differences() == []


def test_its_open_answer_is_called_neither_right_nor_wrong(client):
    member = MembershipFactory()
    quiz = open_test(counts_for=CountsFor.LEARNING, pass_percent=None)
    attempt = answered(member.person, member.municipality, quiz=quiz)
    client.force_login(member.person)
    page = client.get(reverse("assessments:result", args=[attempt.pk])).content.decode()
    assert TEXT in page
    assert "Nog niet helemaal." not in page
    assert "trainer" not in page.partition("<main")[2].partition("</main>")[0]
