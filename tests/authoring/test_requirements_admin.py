"""What stages ask, as the administrator of the platform changes it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from people.models import User
from progression.choices import EvidenceKind, Span, Stage
from progression.models import StageRequirement
from progression.services.trajectories import load_requirements

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_progression_stagerequirement:add"


@pytest.fixture
def administrator():
    load_requirements()
    client = Client()
    client.force_login(User.objects.create_superuser(email="beheer@example.nl", password="x"))
    return client


def sent(**changes):
    asked = {
        "stage": Stage.OBSERVING,
        "kind": EvidenceKind.INTAKE,
        "times": 2,
        "at_least": "",
        "within_months": "",
        "span": Span.TASK,
    }
    return asked | changes


def test_an_administrator_asks_something_more(administrator):
    answer = administrator.post(reverse(ADD), sent())
    assert answer.status_code == 302
    assert StageRequirement.objects.get(stage=Stage.OBSERVING, kind=EvidenceKind.INTAKE).times == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "toverspreuk"}, "Selecteer een geldige keuze."),
        ({"kind": EvidenceKind.KNOCK_OUT}, "Een ernstige fout vraag je niet."),
        ({"stage": Stage.APPLIED}, "Voor S0 wordt niets gevraagd."),
        ({"at_least": "2.5"}, "Alleen een observatie heeft een niveau."),
        ({"within_months": "0"}, "Binnen 0 maanden gebeurt niets."),
        ({"times": "0"}, "minstens 1 is"),
    ],
)
def test_a_requirement_that_nobody_could_meet_is_refused_in_words(administrator, changes, said):
    before = StageRequirement.objects.count()
    answer = administrator.post(reverse(ADD), sent(**changes))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert StageRequirement.objects.count() == before


def test_the_defaults_are_all_possible(administrator):
    for each in StageRequirement.objects.all():
        try:
            each.full_clean()
        except ValidationError as refused:
            pytest.fail(f"{each}: {refused}")
