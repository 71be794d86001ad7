"""Finding a case as a learner: by words, domain, field of work, pitfall, role and length."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from casestudies.choices import Context, Domain, Length, Pitfall, WksRole
from casestudies.rules.case import CasePerson, NamedPitfall
from tests.factories.cases import WHOLE, case_page
from tests.factories.people import MembershipFactory, MunicipalityFactory
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
DEBT = replace(
    WHOLE,
    code="CY",
    title="De dichte enveloppen",
    domain=Domain.INDIVIDUAL,
    context=Context.DEBT,
    minutes=45,
    situation="Danny heeft een tas vol post.",
    people=(CasePerson(WksRole.PROCESS_GUIDE, "Joris", "Luistert."),),
    pitfalls=(NamedPitfall(Pitfall.NEGLECT, "De brief."),),
)
SQUARE, ENVELOPES = WHOLE.title, DEBT.title


@pytest.fixture(scope="module", autouse=True)
def _two_cases(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker):
        case_page(WHOLE)
        case_page(DEBT)
        yield


@pytest.fixture
def client():
    """The browser of somebody who learns, where there are two cases."""
    client = Client()
    client.force_login(MembershipFactory().person)
    return client


def titles(answer):
    return {title for title in (SQUARE, ENVELOPES) if title in answer.content.decode()}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {SQUARE, ENVELOPES}),
        (f"soort={Domain.AREA}", {SQUARE}),
        (f"soort={Domain.INDIVIDUAL}", {ENVELOPES}),
        (f"werkveld={Context.DEBT}", {ENVELOPES}),
        (f"valkuil={Pitfall.OFFERING_SOLUTION}", {SQUARE}),
        (f"valkuil={Pitfall.NEGLECT}", {ENVELOPES}),
        (f"rol={WksRole.CASE_STEWARD}", {SQUARE}),
        (f"rol={WksRole.PROCESS_GUIDE}", {ENVELOPES}),
        (f"duur={Length.MIDDLE}", {SQUARE}),
        (f"duur={Length.LONG}", {ENVELOPES}),
        (f"duur={Length.SHORT}", set()),
        ("q=posttas", set()),
        ("q=post", {ENVELOPES}),
        ("q=cx", {SQUARE}),
        (f"soort={Domain.AREA}&valkuil={Pitfall.NEGLECT}", set()),
        (f"q=tas&duur={Length.LONG}", {ENVELOPES}),
    ],
)
def test_words_and_filters_find_what_fits(client, asked, found):
    assert titles(client.get(f"/casussen/?{asked}")) == found


def test_nothing_that_fits_is_said_with_a_way_back(client):
    page = client.get(f"/casussen/?duur={Length.SHORT}").content.decode()
    assert 'href="/casussen/"' in page


@pytest.mark.parametrize("asked", ["soort=maan", "valkuil=x", "rol=koning", "duur=eeuwig", f"q={'a' * 101}"])
def test_a_filter_that_does_not_exist_is_explained_and_shows_the_rest(client, asked):
    answer = client.get(f"/casussen/?{asked}")
    assert answer.status_code == 400
    assert titles(answer) == {SQUARE, ENVELOPES}


def test_a_case_of_another_municipality_is_not_found(client):
    case_page(replace(DEBT, code="CZ", title="Van de buren"), municipality=MunicipalityFactory())
    assert "Van de buren" not in client.get("/casussen/?q=post").content.decode()
