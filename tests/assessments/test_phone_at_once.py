"""A phone that sends at the same moment from two tabs: the table keeps one of each form."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from assessments.api import phone as api
from assessments.models import Observation, ObservationNote, Rating
from tests.at_once import at_once
from tests.factories.phone import NOW, filled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def roster(group):
    return api.make_phone_roster(
        observer=group.trainer, municipality=group.municipality, candidates=[group.candidate], now=NOW
    )


@pytest.fixture
def send(group):
    """A function that sends a form as the trainer and gives the status of the answer."""
    client = Client()
    client.force_login(group.trainer)

    def post(form) -> int:
        tab = Client()
        tab.cookies = client.cookies
        address = reverse("assessments:phone_send")
        return tab.post(address, json.dumps(form), content_type="application/json").status_code

    return post


def test_the_same_form_many_times_at_once_is_one_observation(roster, send):
    form = filled(roster)
    told = at_once(*[lambda: send(form)] * 6)
    assert sorted(told) == [200] * 5 + [201]
    assert (Observation.objects.count(), Rating.objects.count(), ObservationNote.objects.count()) == (1, 9, 1)


def test_of_other_words_under_one_name_at_once_one_is_kept_and_the_other_told(roster, send):
    one = filled(roster)
    other = {**one, "strength": "Iets anders"}
    told = at_once(lambda: send(one), lambda: send(other))
    assert sorted(told) == [201, 409]
    assert Observation.objects.get().strength in {"Rust", "Iets anders"}
