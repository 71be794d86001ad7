"""Platform administrators put municipalities, teams and roles on the platform."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.api import everywhere
from people.choices import Role
from people.models import Membership, Municipality, Team
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
STYLE = {"primary_colour": "#17509b", "accent_colour": "#c2571a", "link_colour": "", "corners": "soft"}


@pytest.fixture
def staff(platform_administrator, signed_in):
    return signed_in(platform_administrator)


def test_a_municipality_is_put_on_the_platform(staff):
    sent = {"name": "Cerkdam", "slug": "cerkdam", "is_active": "on", "help_text": "Bel Els.", **STYLE}
    assert staff.post("/beheer/gemeenten/new/", sent).status_code == 302
    assert Municipality.objects.get(slug="cerkdam").help_text == "Bel Els."


def test_a_colour_that_is_none_is_refused_in_dutch(staff):
    sent = {"name": "Cerkdam", "slug": "cerkdam", **STYLE, "primary_colour": "blauw"}
    answer = staff.post("/beheer/gemeenten/new/", sent)
    assert answer.status_code == 200
    assert "#17509b" in answer.content.decode()
    assert not Municipality.objects.filter(slug="cerkdam").exists()


def test_the_short_name_of_a_municipality_stays(staff, aaldorp):
    staff.post(
        f"/beheer/gemeenten/edit/{aaldorp.pk}/", {"name": "Aaldorp aan Zee", "slug": "anders", **STYLE}
    )
    aaldorp.refresh_from_db()
    assert (aaldorp.name, aaldorp.slug) == ("Aaldorp aan Zee", "aaldorp")


def test_a_team_is_made_and_renamed(staff, aaldorp, beekstad):
    staff.post("/beheer/teams/new/", {"municipality": aaldorp.pk, "name": "Team Zuid"})
    with everywhere():
        team = Team.objects.get(name="Team Zuid")
        staff.post(f"/beheer/teams/edit/{team.pk}/", {"municipality": beekstad.pk, "name": "Team West"})
        team.refresh_from_db()
    assert (team.name, team.municipality_id) == ("Team West", aaldorp.pk)


def test_somebody_gets_a_role_by_e_mail_address(staff, aaldorp):
    person = UserFactory(email="els@example.nl")
    sent = {
        "email": "Els@Example.nl",
        "municipality": aaldorp.pk,
        "team": "",
        "role": Role.LEAD,
        "starts_on": "01-03-2026",
        "ends_on": "",
    }
    assert staff.post("/beheer/lidmaatschappen/new/", sent).status_code == 302
    with everywhere():
        held = Membership.objects.get(person=person)
    assert (held.role, held.municipality_id, held.starts_on) == (Role.LEAD, aaldorp.pk, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"email": "niemand@example.nl"}, "Niemand heeft een account", id="unknown"),
        pytest.param({"ends_on": "01-01-2020"}, "", id="ends before it begins"),
    ],
)
def test_a_role_that_cannot_be_is_refused(staff, aaldorp, changes, says):
    UserFactory(email="els@example.nl")
    sent = {
        "email": "els@example.nl",
        "municipality": aaldorp.pk,
        "team": "",
        "role": Role.LEAD,
        "starts_on": "01-03-2026",
        **changes,
    }
    answer = staff.post("/beheer/lidmaatschappen/new/", sent)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    with everywhere():
        assert not Membership.objects.filter(municipality=aaldorp).exists()


def test_a_team_of_another_municipality_is_refused(staff, aaldorp, beekstad):
    UserFactory(email="els@example.nl")
    with everywhere():
        team = TeamFactory(municipality=beekstad)
    sent = {
        "email": "els@example.nl",
        "municipality": aaldorp.pk,
        "team": team.pk,
        "role": Role.LEARNER,
        "starts_on": "01-03-2026",
    }
    assert (
        "Dit team is van een andere gemeente"
        in staff.post("/beheer/lidmaatschappen/new/", sent).content.decode()
    )


def test_a_role_ends_and_stays_known(staff):
    held = MembershipFactory(role=Role.COACH)
    url = f"/beheer/lidmaatschappen/edit/{held.pk}/"
    assert staff.post(url, {"starts_on": "01-01-2020", "ends_on": "31-12-2026"}).status_code == 302
    with everywhere():
        held.refresh_from_db()
    assert (held.role, held.ends_on) == (Role.COACH, date(2026, 12, 31))


@pytest.mark.parametrize("kind", ["gemeenten", "teams", "lidmaatschappen"])
def test_nobody_deletes_and_only_staff_looks(staff, author, own_author, signed_in, kind):
    held = MembershipFactory()
    with everywhere():
        team = TeamFactory(municipality=held.municipality)
    pk = {"gemeenten": held.municipality_id, "teams": team.pk, "lidmaatschappen": held.pk}[kind]
    assert staff.get(f"/beheer/{kind}/").status_code == 200
    assert staff.get(f"/beheer/{kind}/edit/{pk}/").status_code == 200
    staff.post(f"/beheer/{kind}/delete/{pk}/")
    with everywhere():
        assert Municipality.objects.filter(pk=held.municipality_id).exists()
        assert Team.objects.filter(pk=team.pk).exists()
        assert Membership.objects.filter(pk=held.pk).exists()
    for somebody in (author, own_author):
        for address in (f"/beheer/{kind}/", f"/beheer/{kind}/new/", f"/beheer/{kind}/edit/{pk}/"):
            assert signed_in(somebody).get(address).status_code == 302


@pytest.mark.parametrize("kind", ["lidmaatschappen", "teams"])
def test_a_list_takes_as_many_queries_for_one_row_as_for_many(staff, kind):
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert staff.get(f"/beheer/{kind}/").status_code == 200
        return len(counted)

    def add(number: int) -> None:
        with everywhere():
            for team in TeamFactory.create_batch(number):
                MembershipFactory(municipality=team.municipality, team=team)

    add(1)
    queries()
    few = queries()
    add(12)
    # The filter on municipality names them all in one query.
    assert queries() == few
