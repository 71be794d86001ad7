"""Who shares what with whom: what somebody may read of others, and who would read what somebody shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from assessments.choices import Audience
from assessments.models import EvidenceItem, Share
from people.api import everywhere, people_in, reaches_if_shared, readers_of, standing_of
from people.choices import DataKind, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from people.models import Municipality, User


@dataclass(frozen=True, slots=True)
class Sharing:
    """Whether somebody shares something with one audience now, and who that is today."""

    audience: Audience
    readers: tuple[User, ...]
    share: Share | None = None

    @property
    def names(self) -> str:
        """Their names, for a sentence."""
        return ", ".join(str(reader) for reader in self.readers)


def shares_with(viewer: User) -> QuerySet[Share]:
    """What others let somebody read now, in every municipality where they work."""
    standing = standing_of(viewer)
    within_reach = Q(pk__in=[])
    for municipality in standing.municipalities:
        reaches = reaches_if_shared(standing, municipality, DataKind.PORTFOLIO)
        for capacity, reach in reaches.items():
            people = people_in(municipality, teams=None if reach.covers_all else reach.team_ids)
            within_reach |= Q(municipality=municipality, audience=capacity.value, person__in=people)
    shares: QuerySet[Share] = Share.objects.filter(within_reach, withdrawn_at__isnull=True)
    return shares.exclude(person=viewer)


def shared_things_with(viewer: User) -> QuerySet[Share]:
    """What somebody may read of others now, with whose it is; per person, the latest first."""
    readable = shares_with(viewer).filter(
        Q(reflection__finished_at__isnull=False) | Q(case__isnull=False) | Q(evidence__isnull=False)
    )
    return readable.select_related(
        "person", "municipality", "reflection", "case", "evidence__observation", "evidence__attempt"
    ).order_by("person__last_name", "person__first_name", "person_id", "-shared_at")


def evidence_shared_with(viewer: User, person: User) -> QuerySet[EvidenceItem]:
    """Of a person's portfolio, what somebody may see now: pieces that are shared, or that hold something shared."""
    shares = shared_things_with(viewer).filter(person=person).order_by()
    shared: QuerySet[EvidenceItem] = EvidenceItem.objects.filter(
        Q(pk__in=shares.values("evidence"))
        | Q(reflection__in=shares.values("reflection"))
        | Q(case__in=shares.values("case")),
        person=person,
    )
    return shared.select_related("reflection", "case", "observation", "attempt", "municipality")


def readers_around(person: User, municipality: Municipality | None) -> dict[Viewer, list[User]]:
    """Who would read what a person shares, per audience."""
    if municipality is None:
        return {}
    return readers_of(person, municipality=municipality, data_kind=DataKind.PORTFOLIO)


def sharing_of(shares: Iterable[Share], readers: dict[Viewer, list[User]]) -> list[Sharing]:
    """How something is shared now, for each audience."""
    in_force = {share.audience: share for share in shares if share.withdrawn_at is None}
    return [
        Sharing(audience, tuple(readers.get(Viewer(audience.value), ())), in_force.get(audience))
        for audience in Audience
    ]


def share_history(person: User) -> QuerySet[Share]:
    """Everything that a person ever shared, and when they took it back."""
    with everywhere():
        shares: QuerySet[Share] = Share.objects.filter(person=person)
    return shares.order_by("-shared_at")
