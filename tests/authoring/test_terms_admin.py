"""How long stages take and hold, as the administrator of the platform changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.api import everywhere
from people.models import User
from progression import api
from progression.choices import Stage
from progression.models import StageTerm
from progression.rules.evidence import TARGET_WEEKS, VALID_MONTHS
from progression.selectors.picture import Picture
from progression.services.trajectories import load_terms
from tests.factories.people import MunicipalityFactory
from tests.factories.takeover import coach_at, takeover

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
EDIT = "wagtailsnippets_progression_stageterm:edit"


@pytest.fixture
def administrator():
    load_terms()
    client = Client()
    client.force_login(User.objects.create_superuser(email="beheer@example.nl", password="x"))
    return client


def change(client, stage, **terms):
    row = StageTerm.objects.get(stage=stage)
    return client.post(reverse(EDIT, args=[row.pk]), {"stage": stage, "weeks": "", "months": "", **terms})


def test_the_defaults_are_those_of_the_domain_text_and_what_was_changed_stays(administrator):
    assert {row.stage: row.weeks for row in StageTerm.objects.all() if row.weeks} == TARGET_WEEKS
    assert {row.stage: row.months for row in StageTerm.objects.all() if row.months} == VALID_MONTHS
    for row in StageTerm.objects.all():
        try:
            row.full_clean()
        except ValidationError as refused:
            pytest.fail(f"{row}: {refused}")
    StageTerm.objects.filter(stage=Stage.OBSERVING).update(weeks=10)
    load_terms()
    assert StageTerm.objects.get(stage=Stage.OBSERVING).weeks == 10


def test_expected_dates_and_what_stands_still_follow_the_weeks(administrator):
    municipality = MunicipalityFactory()
    with everywhere():
        takeover(municipality)
        coach = coach_at(Stage.OBSERVING, "KT2", municipality)
        [road] = api.own_roads(coach, municipality, today=TODAY())
        assert road.expected_on == TODAY() + timedelta(weeks=8)
        assert change(administrator, Stage.OBSERVING, weeks="2").status_code == 302
        later = TODAY() + timedelta(weeks=5)
        [road] = api.own_roads(coach, municipality, today=later)
        assert (road.expected_on, road.is_late) == (TODAY() + timedelta(weeks=2), True)
        assert len(Picture(municipality, later).stalled) == 1


def test_a_stage_ends_after_the_months_that_were_set(administrator):
    municipality = MunicipalityFactory()
    with everywhere():
        coach = coach_at(Stage.INDEPENDENT, "KT2", municipality)
        in_a_year = TODAY() + timedelta(days=366)
        assert api.own_roads(coach, municipality, today=in_a_year)[0].setbacks == ()
        assert change(administrator, Stage.INDEPENDENT, months="12").status_code == 302
        [road] = api.own_roads(coach, municipality, today=in_a_year)
        assert len(road.setbacks) == 1
        assert road.valid_until < in_a_year


@pytest.mark.parametrize(
    ("stage", "terms", "said"),
    [
        (Stage.INDEPENDENT, {"weeks": "4"}, "Hier wordt geen volgend stadium verwacht op een datum."),
        (Stage.OBSERVING, {"weeks": "8", "months": "24"}, "Alleen S4 en S5 eindigen."),
        (Stage.OBSERVING, {"weeks": "0"}, "minstens 1 is"),
        (Stage.OBSERVING, {"weeks": "900"}, "104"),
        (Stage.OBSERVING, {"weeks": "acht"}, "Vul een heel getal in."),
    ],
)
def test_a_term_that_cannot_be_is_refused_in_words(administrator, stage, terms, said):
    before = list(StageTerm.objects.values_list("stage", "weeks", "months"))
    answer = change(administrator, stage, **terms)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert list(StageTerm.objects.values_list("stage", "weeks", "months")) == before
