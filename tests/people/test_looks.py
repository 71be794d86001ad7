"""Who looked at somebody's data is written down, and that person reads it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from people import api
from people.choices import DataKind, Viewer
from people.models import Look
from tests.factories.people import LONG_AGO, MembershipFactory, UserFactory
from tests.factories.records import A_DAY

pytestmark = pytest.mark.django_db


def _look(viewer, people, municipality):
    with api.within(municipality):
        api.note_looks(
            viewer=viewer,
            people=people,
            municipality=municipality,
            data_kind=DataKind.ENROLMENT,
            capacity=Viewer.LEAD,
            now=A_DAY,
        )


@pytest.fixture
def learner():
    """Somebody who learns."""
    return MembershipFactory().person


@pytest.fixture
def municipality(learner):
    """Their municipality."""
    return api.standing_of(learner).municipalities[0]


@pytest.fixture
def lead(municipality):
    """The lead there."""
    return MembershipFactory(municipality=municipality, lead=True, person__first_name="Loes").person


def test_looking_at_many_people_takes_one_query(lead, municipality, django_assert_num_queries):
    people = UserFactory.create_batch(40)
    with django_assert_num_queries(1):
        _look(lead, people, municipality)
    with api.within(municipality):
        assert Look.objects.count() == 40


def test_looking_at_oneself_is_not_written_down(lead, learner, municipality):
    _look(lead, [lead, learner], municipality)
    with api.within(municipality):
        assert [look.person for look in Look.objects.all()] == [learner]


def test_the_database_refuses_a_look_at_oneself(lead, municipality):
    row = Look(person=lead, viewer=lead, municipality=municipality, looked_at=A_DAY)
    with pytest.raises(IntegrityError, match="look_is_by_somebody_else"), transaction.atomic():
        row.save()


def test_a_person_reads_who_looked(client, lead, learner, municipality):
    _look(lead, [learner], municipality)
    client.force_login(learner)
    answer = client.get(reverse("people:who_sees_what"))
    assert "Loes" in answer.content.decode()


def test_nobody_else_reads_who_looked(client, lead, learner, municipality):
    colleague = MembershipFactory(municipality=municipality).person
    _look(lead, [learner], municipality)
    client.force_login(colleague)
    answer = client.get(reverse("people:who_sees_what"))
    assert "Loes" not in answer.content.decode()
    assert learner.last_name not in answer.content.decode()


def test_who_has_left_still_reads_who_looked_there(client, lead, learner, municipality):
    _look(lead, [learner], municipality)
    with api.within(municipality):
        learner.memberships.update(ends_on=LONG_AGO)
    client.force_login(learner)
    answer = client.get(reverse("people:who_sees_what"))
    assert "Loes" in answer.content.decode()


def test_the_page_takes_as_many_queries_for_many_looks(
    client, lead, learner, municipality, django_assert_max_num_queries
):
    _look(lead, [learner] * 60, municipality)
    client.force_login(learner)
    with django_assert_max_num_queries(12):
        client.get(reverse("people:who_sees_what"))


def test_a_visitor_signs_in_first(client):
    answer = client.get(reverse("people:who_sees_what"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url
