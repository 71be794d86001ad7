"""Changes to municipalities, persons and roles, each in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from people.choices import DataKind, Role, Viewer
from people.models import Look, Membership, Municipality, Team, User, WritingArea

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.contrib.auth.models import Group
    from wagtail.models import Workflow


@transaction.atomic
def add_municipality(*, slug: str, name: str, **fields: Any) -> Municipality:
    """Put a municipality on the platform, or bring it up to date."""
    municipality, _ = Municipality.objects.update_or_create(slug=slug, defaults={"name": name, **fields})
    return municipality


@transaction.atomic
def add_team(*, municipality: Municipality, name: str) -> Team:
    """Make a team, once."""
    team, _ = Team.objects.get_or_create(municipality=municipality, name=name)
    return team


@transaction.atomic
def add_person(*, email: str, first_name: str, last_name: str, password: str | None = None) -> User:
    """Make a person who can sign in, once; an existing person keeps their password."""
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = User.objects.create_user(email, password, first_name=first_name, last_name=last_name)
    return person


@transaction.atomic
def make_platform_administrator(person: User) -> None:
    """Let a person set up municipalities and look after the platform; the visibility table gives them no personal data."""
    person.is_staff = person.is_superuser = True
    person.save(update_fields=["is_staff", "is_superuser"])


@transaction.atomic
def give_role(
    *,
    person: User,
    municipality: Municipality,
    role: Role,
    starts_on: date,
    team: Team | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person a role in a municipality for a period."""
    membership, _ = Membership.objects.update_or_create(
        person=person,
        municipality=municipality,
        role=role,
        team=team,
        defaults={"starts_on": starts_on, "ends_on": ends_on},
    )
    person.standing_today = None
    return membership


def note_looks(
    *,
    viewer: User,
    people: Iterable[User],
    municipality: Municipality,
    data_kind: DataKind,
    capacity: Viewer,
    now: datetime,
) -> None:
    """Write down who looked at whom. One query, whatever the number of people."""
    Look.objects.bulk_create(
        Look(
            person=person,
            viewer=viewer,
            municipality=municipality,
            data_kind=data_kind,
            capacity=capacity,
            looked_at=now,
        )
        for person in people
        if person.pk != viewer.pk
    )


def keep_writing_area(
    *, municipality: Municipality | None, authors: Group, reviewers: Group, review: Workflow
) -> WritingArea:
    """Remember who writes and who reviews for a municipality, or for everybody. One or two queries."""
    area, _ = WritingArea.objects.update_or_create(
        municipality=municipality,
        defaults={"authors": authors, "reviewers": reviewers, "review": review},
    )
    return area
