"""Around the holders of certificates: whether they are still there, and who manages them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from people.api import learning_on
from people.choices import Role
from people.models import Membership

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from certification.models import Certificate
    from people.models import Municipality, User


def still_there(*, on: date) -> Exists:
    """Whether the holder of a certificate works in its municipality on a day, as a condition."""
    return Exists(
        learning_on(on).filter(
            person=OuterRef("holder"), municipality=OuterRef("municipality"), person__is_active=True
        )
    )


def managers_of(certificates: Collection[Certificate], *, on: date) -> dict[int, list[User]]:
    """Who manages the holder of each certificate on a day. Two queries."""
    holders = [each.holder_id for each in certificates]
    teams: dict[tuple[int, int], set[int | None]] = defaultdict(set)
    for person, municipality, team in (
        learning_on(on).filter(person__in=holders).values_list("person_id", "municipality_id", "team_id")
    ):
        teams[person, municipality].add(team)
    bosses = list(
        Membership.objects.filter(
            municipality__in={each.municipality_id for each in certificates},
            role=Role.MANAGER,
            person__is_active=True,
        )
        .on(on)
        .select_related("person")
        .order_by("pk")
    )
    return {
        each.pk: _unique(
            boss.person
            for boss in bosses
            if boss.municipality_id == each.municipality_id
            and boss.person_id != each.holder_id
            and (boss.team_id is None or boss.team_id in teams[each.holder_id, each.municipality_id])
        )
        for each in certificates
    }


def managers_of_person(person: User, municipality: Municipality, *, on: date) -> list[User]:
    """Who manages somebody on a day. Two queries."""
    mine = learning_on(on).filter(person=person, municipality=municipality)
    teams = set(mine.values_list("team_id", flat=True))
    bosses = Membership.objects.filter(municipality=municipality, role=Role.MANAGER, person__is_active=True)
    return _unique(
        boss.person
        for boss in bosses.on(on).exclude(person=person).select_related("person").order_by("pk")
        if boss.team_id is None or boss.team_id in teams
    )


def _unique(people: Iterable[User]) -> list[User]:
    return list(dict.fromkeys(people))
