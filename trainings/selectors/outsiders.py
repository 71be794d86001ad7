"""Who does something at meetings: the coaches, trainers and leads of a municipality, and who of them is from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from people.choices import Role
from people.models import Membership, User

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from people.models import Municipality

DOING = (Role.COACH, Role.TRAINER, Role.LEAD)


def people_who_lead(municipality: Municipality, *, also: Collection[int] = ()) -> QuerySet[User]:
    """Who may do something at a meeting of a municipality, by name; also who does already."""
    held = Membership.objects.filter(municipality=municipality, role__in=DOING).on(timezone.localdate())
    may = Q(pk__in=held.values("person_id"), is_active=True) | Q(pk__in=also)
    return User.objects.filter(may).order_by("last_name", "first_name")


def from_outside(people: Collection[int], municipality_id: int) -> frozenset[int]:
    """Who of some people is an external trainer in a municipality, and nothing else there. One query."""
    rows = (
        Membership.objects.filter(municipality_id=municipality_id, person__in=people, role__in=DOING)
        .on(timezone.localdate())
        .values_list("person_id", "role")
    )
    roles: dict[int, set[str]] = {}
    for person, role in rows:
        roles.setdefault(person, set()).add(role)
    return frozenset(person for person, held in roles.items() if held == {Role.TRAINER.value})
