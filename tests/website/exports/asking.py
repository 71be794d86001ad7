"""People who ask for files, and where those are."""

from __future__ import annotations

from datetime import date

from django.test import Client

from people.api import everywhere
from people.models import Membership
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.people import MembershipFactory, TeamFactory
from website.choices import ExportKind

PARTICIPANTS, PROGRESS, TAKEOVER, STAGES, SIGNATURES = ExportKind
ADDRESS = "/exporten/"


def team_of(municipality, size, path, *, name, **person):
    team = TeamFactory(municipality=municipality, name=name)
    for _ in range(size):
        member = MembershipFactory(
            municipality=municipality, team=team, **{f"person__{key}": value for key, value in person.items()}
        )
        EnrolmentFactory(
            person=member.person, municipality=municipality, path=path, team=team, deadline=date(2027, 3, 1)
        )
    return team


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def file_of(export) -> str:
    return f"{export.get_absolute_url()}bestand/"


def people_of(municipality):
    """Everybody who is there."""
    with everywhere():
        rows = Membership.objects.filter(municipality=municipality).select_related("person")
        return [row.person for row in rows]
