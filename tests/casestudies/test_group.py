"""Setting one's own marks beside those of a group: from five people on, in words, and never by name."""

from __future__ import annotations

import pytest
from django.test import Client

from casestudies.choices import Pitfall
from casestudies.models import DiagnosisMark
from people.api import within
from people.choices import Role
from tests.factories.cases import CaseWorkFactory, case_page, version_of
from tests.factories.people import MembershipFactory, MunicipalityFactory, TeamFactory, person_with

pytestmark = pytest.mark.django_db
GROUP, LEADING = "/casussen/cx/stap/groep/", "/casussen/cx/begeleiden/"
TOO_SMALL = "Je groep is nog te klein"


@pytest.fixture
def here():
    """A municipality whose works council agreed."""
    return MunicipalityFactory(works_council_agreed_on="2026-01-01")


@pytest.fixture
def team(here):
    return TeamFactory(municipality=here, name="Wijk")


@pytest.fixture
def version():
    return version_of(case_page())


def finished(version, municipality, team, *, marks):
    """Somebody who finished the case and marked the first sentence, or nothing."""
    person = MembershipFactory(municipality=municipality, team=team).person
    with within(municipality):
        work = CaseWorkFactory(
            version=version, municipality=municipality, person=person, team=team, finished=True
        )
        if marks:
            DiagnosisMark.objects.create(
                work=work,
                municipality=municipality,
                sentence=version.content["first"][0]["key"],
                pitfall=Pitfall.JUDGING,
                sequence=1,
            )
    return person


def page_of(person, url=GROUP):
    client = Client()
    client.force_login(person)
    return client.get(url).content.decode()


def test_four_people_see_nothing_of_each_other(version, here, team):
    people = [finished(version, here, team, marks=True) for _ in range(4)]
    assert TOO_SMALL in page_of(people[0])


def test_five_people_see_in_words_how_their_group_marked(version, here, team):
    people = [finished(version, here, team, marks=place < 3) for place in range(5)]
    page = page_of(people[0])
    assert "Geteld over 5 mensen van je groep" in page
    assert "meer dan de helft" in page
    assert "minder dan de helft" in page
    assert not any(str(other) in page for other in people[1:])


def test_the_sixth_person_changes_nothing_until_the_tenth_is_there(version, here, team):
    first, *_others = [finished(version, here, team, marks=False) for _ in range(5)]
    before = page_of(first).count("minder dan de helft")
    for _ in range(4):
        finished(version, here, team, marks=True)
        assert page_of(first).count("minder dan de helft") == before
    finished(version, here, team, marks=True)
    assert "Geteld over 10 mensen" in page_of(first)


def test_people_of_another_municipality_do_not_make_a_group_larger(version, here, team):
    elsewhere = MunicipalityFactory(works_council_agreed_on="2026-01-01")
    people = [finished(version, here, team, marks=True) for _ in range(4)]
    for _ in range(5):
        finished(version, elsewhere, TeamFactory(municipality=elsewhere), marks=True)
    assert TOO_SMALL in page_of(people[0])


def test_who_leads_a_group_sees_it_from_five_on_and_without_names(version, here, team):
    trainer = person_with(Role.TRAINER, municipality=here)
    people = [finished(version, here, team, marks=True) for _ in range(4)]
    assert "meer dan de helft" not in page_of(trainer, LEADING)
    people.append(finished(version, here, team, marks=True))
    page = page_of(trainer, LEADING)
    assert "meer dan de helft" in page
    assert not any(str(person) in page for person in people)
