"""Reads about persons, their roles and who looked at them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.compiled import Compiled, Given
from people.choices import Role
from people.models import Look, Membership, Municipality, Team, User, WritingArea
from people.tenancy import everywhere

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet


LEARNING = (Role.LEARNER, Role.COACH)


@dataclass(frozen=True, slots=True)
class Reach:
    """For which people of a municipality a role holds: all of them, or those of some teams."""

    team_ids: frozenset[int]
    covers_all: bool


@dataclass(frozen=True)
class Standing:
    """What somebody is, today, in which municipality. Read once a request."""

    memberships: tuple[Membership, ...] = ()

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """The municipalities somebody belongs to, by name."""
        unique = {membership.municipality_id: membership.municipality for membership in self.memberships}
        return tuple(sorted(unique.values(), key=lambda municipality: municipality.name))

    @property
    def municipality_ids(self) -> list[int]:
        """Their keys, for the scope."""
        return [municipality.pk for municipality in self.municipalities]

    def has(self, role: Role, municipality_id: int) -> bool:
        """Whether somebody has a role in a municipality."""
        return any(m.role == role and m.municipality_id == municipality_id for m in self.memberships)

    def roles_in(self, municipality_id: int) -> frozenset[Role]:
        """All roles of somebody in a municipality."""
        return frozenset(Role(m.role) for m in self.memberships if m.municipality_id == municipality_id)

    def reach(self, role: Role, municipality_id: int) -> Reach | None:
        """For whom a role holds, or None without that role."""
        held = [m for m in self.memberships if m.role == role and m.municipality_id == municipality_id]
        if not held:
            return None
        return Reach(
            team_ids=frozenset(m.team_id for m in held if m.team_id),
            covers_all=any(m.team_id is None for m in held),
        )


NOBODY = Standing()


def standing_of(person: User, *, on: date | None = None) -> Standing:
    """What somebody is on a day (default today). One query, remembered on the person for today."""
    if on is None and person.standing_today is not None:
        return person.standing_today
    standing = Standing(tuple(_held_by(person.pk, on or timezone.localdate())))
    if on is None:
        person.standing_today = standing
    return standing


def person_today(pk: int) -> User | None:
    """Somebody, with what they are today: one query for who has a role somewhere, as each request asks this."""
    held = _held_by(pk, timezone.localdate())
    person = held[0].person if held else User.objects.filter(pk=pk).first()
    if person is not None:
        person.standing_today = Standing(tuple(held))
    return person


def _memberships_of_one() -> QuerySet[Membership]:
    with everywhere():
        rows = Membership.objects.filter(person_id=Given("person_id"), municipality__is_active=True)
    in_force: QuerySet[Membership] = rows.on(Given("day")).order_by("pk")
    return in_force.select_related("person", "municipality")


_MEMBERSHIPS_OF_ONE = Compiled(_memberships_of_one)  # every request asks (ADR 0014)


def _held_by(person_pk: int, day: date) -> list[Membership]:
    """The memberships of a person that are in force on a day, each with its person and municipality."""
    return _MEMBERSHIPS_OF_ONE.load(person_id=person_pk, day=day)


def teams_where_learning(person: User, *, municipality: Municipality) -> frozenset[int] | None:
    """The teams in which a person learns today, or None when they do not learn in this municipality. One query."""
    rows = (
        Membership.objects.filter(person=person, municipality=municipality, role__in=LEARNING)
        .on(timezone.localdate())
        .values_list("team_id", flat=True)
    )
    teams = list(rows)
    return frozenset(pk for pk in teams if pk is not None) if teams else None


def roles_around(
    person: User, *, municipality: Municipality, roles: Collection[Role]
) -> QuerySet[Membership]:
    """Who has one of some roles for a person who learns, by name: for their team, or the whole municipality."""
    teams = teams_where_learning(person, municipality=municipality)
    rows = Membership.objects.filter(municipality=municipality, role__in=roles, person__is_active=True)
    if teams is None:
        rows = rows.none()
    around: QuerySet[Membership] = rows.on(timezone.localdate()).filter(
        Q(team=None) | Q(team__in=teams or ())
    )
    return (
        around.exclude(person=person)
        .select_related("person")
        .order_by("person__last_name", "person__first_name")
    )


def teams_in_reach(reach: Reach, municipality: Municipality) -> QuerySet[Team]:
    """The teams that a reach covers, by name."""
    teams = Team.objects.filter(municipality=municipality)
    return teams if reach.covers_all else teams.filter(pk__in=reach.team_ids)


def people_in(
    municipality: Municipality, *, team: Team | None = None, teams: Collection[int] | None = None
) -> QuerySet[User]:
    """The people of a municipality, or of some teams of it, who learn there today, by name."""
    members = Membership.objects.filter(municipality=municipality, role__in=LEARNING).on(timezone.localdate())
    if team is not None:
        members = members.filter(team=team)
    if teams is not None:
        members = members.filter(team_id__in=teams)
    return User.objects.filter(pk__in=members.values("person_id"), is_active=True).order_by(
        "last_name", "first_name"
    )


def learning_on(day: date) -> QuerySet[Membership]:
    """The roles with which people learn somewhere on a day."""
    learning: QuerySet[Membership] = Membership.objects.filter(role__in=LEARNING).on(day)
    return learning


def looks_at(person: User) -> QuerySet[Look]:
    """Who looked at a person's data, the latest first; also in a municipality that the person has left."""
    with everywhere():
        looks = Look.objects.filter(person=person)
    return looks.select_related("viewer", "municipality").order_by("-looked_at")


def counts_per_role() -> dict[str, int]:
    """How many people have each role today, over all municipalities."""
    today = timezone.localdate()
    with everywhere():
        pairs = set(Membership.objects.on(today).values_list("role", "person_id"))
    return {role.value: sum(1 for held, _ in pairs if held == role) for role in Role}


@dataclass(frozen=True, slots=True)
class Ground:
    """For which municipalities somebody writes or reviews content; None among them stands for everybody."""

    writes_for: frozenset[int | None]
    reviews_for: frozenset[int | None]

    @property
    def works_for(self) -> frozenset[int | None]:
        """Both."""
        return self.writes_for | self.reviews_for


def ground_of(person: User) -> Ground:
    """Where somebody writes and reviews. One query, remembered on the person."""
    kept = person.__dict__.get("_ground")
    if kept is None:
        kept = person.__dict__["_ground"] = _ground_of(person)
    return cast("Ground", kept)


def _ground_of(person: User) -> Ground:
    mine = Group.objects.filter(user=person)
    rows = list(
        WritingArea.objects.annotate(
            writes=Exists(mine.filter(pk=OuterRef("authors"))),
            reviews=Exists(mine.filter(pk=OuterRef("reviewers"))),
        )
        .filter(Q(writes=True) | Q(reviews=True))
        .values_list("municipality_id", "writes", "reviews")
    )
    return Ground(
        writes_for=frozenset(pk for pk, writes, _ in rows if writes),
        reviews_for=frozenset(pk for pk, _, reviews in rows if reviews),
    )
