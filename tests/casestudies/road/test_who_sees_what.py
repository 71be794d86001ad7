"""Who sees what of a case, and how much asking that takes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.choices import Pitfall
from people.choices import Role
from tests.casestudies.road.steps import URL, finish, marks, step, to_diagnosis, to_second, words
from tests.factories.cases import NOTES, CaseFactory
from tests.factories.people import MembershipFactory, MunicipalityFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", list(Role))
def test_nobody_sees_what_somebody_else_does(client, case, membership, role):
    finish(client, case, "Mijn eigen geheime antwoord.")
    stranger = Client()
    stranger.force_login(person_with(role, municipality=membership.municipality))
    assert stranger.get(step("antwoord")).status_code == 404
    stranger.post(URL)
    told = "".join(
        words(stranger.get(url, follow=True))
        for url in (URL, step("situatie"), step("groep"), f"{URL}begeleiden/")
    )
    assert "Mijn eigen geheime antwoord." not in told


def test_a_case_of_ones_own_municipality_exists_only_there(client, membership):
    CaseFactory(code="CA", municipality=MunicipalityFactory())
    CaseFactory(code="CB", municipality=membership.municipality, title="Onze eigen casus")
    assert client.get("/casussen/ca/").status_code == 404
    assert client.get("/casussen/cb/").status_code == 200
    assert "Onze eigen casus" in words(client.get("/casussen/"))


def test_without_a_municipality_nothing_can_begin(case):
    stranger = Client()
    stranger.force_login(MembershipFactory(ends_on="2021-01-01").person)
    assert "niets bewaren" in words(stranger.get(URL))
    assert stranger.post(URL).status_code == 404
    assert stranger.get(step("situatie")).status_code == 404


def test_a_visitor_signs_in_first(case):
    for url in ("/casussen/", URL, step("situatie"), f"{URL}begeleiden/"):
        assert "/account/login/" in Client().get(url).url


def test_learners_get_the_notes_for_facilitators_nowhere(client, case):
    finish(client, case)
    names = ("situatie", "feiten", "verwachting", "diagnose", "tweede-versie", "antwoord", "groep")
    urls = [
        "/casussen/",
        "/casussen/?q=begeleidt",
        "/zoeken/?q=begeleidt",
        URL,
        *(step(name) for name in names),
    ]
    for url in urls:
        assert NOTES[0] not in words(client.get(url)), url
    assert client.get(f"{URL}begeleiden/").status_code == 404
    assert case.title not in words(client.get("/casussen/?q=begeleidt"))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COACH])
def test_who_leads_a_group_reads_the_notes(case, membership, role):
    browser = Client()
    browser.force_login(person_with(role, municipality=membership.municipality))
    assert NOTES[0] in words(browser.get(f"{URL}begeleiden/"))
    assert "Begeleid een groep" in words(browser.get(URL))


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_for_others_the_notes_do_not_exist(case, membership, role):
    browser = Client()
    browser.force_login(person_with(role, municipality=membership.municipality))
    assert browser.get(f"{URL}begeleiden/").status_code == 404


def test_the_addresses_of_wagtail_lead_to_ours(client, case):
    assert client.get(case.url).url == URL
    assert client.get(case.get_parent().url).url == "/casussen/"
    case.get_parent().specific.unpublish()
    own = CaseFactory(municipality=MunicipalityFactory())
    assert client.get(own.url).status_code == 404


def queries(client, url, data=None):
    with CaptureQueriesContext(connection) as seen:
        client.post(url, data) if data is not None else client.get(url)
    return len(seen)


def test_a_step_takes_a_flat_number_of_queries(client, case, django_assert_max_num_queries):
    to_second(client, case)
    for name in ("situatie", "feiten", "verwachting", "diagnose", "tweede-versie"):
        with django_assert_max_num_queries(7):
            client.get(step(name))


def test_the_list_takes_as_many_queries_for_twelve_cases_as_for_two(client, membership):
    CaseFactory.create_batch(2)
    client.get("/casussen/")
    before = queries(client, "/casussen/")
    CaseFactory.create_batch(10)
    assert queries(client, "/casussen/") == before <= 10


def test_marking_more_sentences_takes_only_what_changed(client, case):
    to_diagnosis(client)
    url = f"{URL}markeringen/"
    two = queries(client, url, marks(case, Pitfall.JUDGING, Pitfall.NEGLECT))
    none = queries(client, url, marks(case, Pitfall.JUDGING, Pitfall.NEGLECT))
    assert two == none + 2


def test_reverse_gives_the_address_of_a_case(case):
    assert case.get_absolute_url() == reverse("casestudies:case", args=["cx"]) == URL
