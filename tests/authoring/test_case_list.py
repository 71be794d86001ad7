"""The list of cases in the admin: what is due, who keeps it up to date, and where it is used."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.choices import Context, Domain, Pitfall
from casestudies.rules.case import CasePerson, NamedPitfall
from tests.factories.cases import CaseFactory, case_page, changed
from tests.factories.courses import LessonPageFactory
from tests.factories.roleplays import ScenarioFactory
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
URL = "/beheer/casussen/"


def place(code: str) -> dict:
    value = {"kind": "case", "reference": code, "title": "De Lindestraat", "text": "<p>Lees.</p>"}
    return {"type": "place", "value": value, "id": str(uuid4())}


@pytest.fixture(scope="module", autouse=True)
def cases(django_db_setup, django_db_blocker):
    """Two cases that differ in everything that somebody can filter by."""
    with made_once(django_db_blocker):
        _make_cases()
        yield


def _make_cases() -> None:
    case_page(
        changed(code="CA", title="Plein", minutes=15), responsible="team wijken", review_due=date(2027, 2, 1)
    )
    kitchen = case_page(
        changed(
            code="CB",
            title="Keukentafel",
            domain=Domain.INDIVIDUAL,
            context=Context.WMO,
            minutes=45,
            people=(CasePerson("process_guide", "Bas", "Luistert."),),
            pitfalls=(NamedPitfall(Pitfall.NEGLECT, "Te laat."),),
        ),
        responsible="team Wmo",
        review_due=date(2027, 9, 1),
    )
    kitchen.refresh_from_db()
    kitchen.save_revision()
    LessonPageFactory(code="M4-L2", title="Grenzen", body=[place("CA")])
    ScenarioFactory(code="RP7", title="Het plein", case="CA")


def codes(answer) -> list[str]:
    return [page.code for page in answer.context["pages"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["CA", "CB"]),
        ("domain=individual", ["CB"]),
        ("context=neighbourhood", ["CA"]),
        ("pitfall=neglect", ["CB"]),
        ("role=resident", ["CA"]),
        ("role=process_guide", ["CB"]),
        ("length=short", ["CA"]),
        ("length=long", ["CB"]),
        ("responsible=wmo", ["CB"]),
        ("review_due_to=2027-03-01", ["CA"]),
        ("review_due_from=2027-03-01", ["CB"]),
        ("state=online", ["CA"]),
        ("state=newer_draft", ["CB"]),
        ("state=draft", []),
        ("state=under_review", []),
        ("used=somewhere", ["CA"]),
        ("used=nowhere", ["CB"]),
        ("q=keukentafel", ["CB"]),
        ("used=somewhere&pitfall=neglect", []),
    ],
)
def test_each_filter_finds_what_fits(author, signed_in, asked, found):
    assert codes(signed_in(author).get(f"{URL}?{asked}")) == found


@pytest.mark.parametrize("asked", ["pitfall=haast", "role=baas", "review_due_to=straks", "used=x&state=y"])
def test_a_filter_that_does_not_exist_is_explained(author, signed_in, asked):
    answer = signed_in(author).get(f"{URL}?{asked}")
    assert answer.status_code == 200
    assert answer.context["filters"].errors


def test_what_waits_for_review_is_found(author, signed_in):
    case = CaseFactory(code="CC")
    case.save_revision(user=author)
    case.get_workflow().start(case, author)
    assert codes(signed_in(author).get(f"{URL}?state=under_review")) == ["CC"]


def test_the_list_says_what_is_due_who_keeps_it_and_where_it_is_used(author, signed_in):
    told = signed_in(author).get(URL).content.decode()
    for words in ("team wijken", "team Wmo", "1 februari 2027", "M4-L2: Grenzen, RP7 Het plein"):
        assert words in told, words


def test_a_case_of_another_municipality_is_in_no_list(aaldorp, beekstad, own_author, signed_in):
    CaseFactory(code="C-AA", municipality=aaldorp)
    CaseFactory(code="C-BE", municipality=beekstad)
    browser = signed_in(own_author)
    for asked in ("", "?q=Casus", "?used=nowhere", "?state=online"):
        assert codes(browser.get(f"{URL}{asked}")) == ["C-AA"]


def test_only_who_writes_finds_the_list(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("lezer@example.nl"))
    assert client.get(URL).status_code == 403


def queries(browser) -> int:
    with CaptureQueriesContext(connection) as seen:
        browser.get(URL)
    return len(seen)


def test_the_list_takes_as_many_queries_for_twelve_cases_as_for_two(author, signed_in):
    browser = signed_in(author)
    browser.get(URL)
    few = queries(browser)
    CaseFactory.create_batch(10)
    assert queries(browser) == few <= 30
