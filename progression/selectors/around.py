"""Who is who in a municipality on a day, and who may get a mail. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from people.choices import Role
from people.models import Membership
from progression.choices import CoreTask, MailWish, SignerRole, Stage
from progression.models import Departure, Guide, MailChoice, Pause, Trajectory
from progression.rules.signing import Signer
from progression.selectors.signers import SIGNS_AS
from progression.selectors.trajectories import signatures_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from people.models import Municipality, User

LEARNING = frozenset({Role.LEARNER, Role.COACH})


@dataclass(frozen=True)
class Around:
    """The people of one municipality on one day."""

    municipality: Municipality
    today: date

    @cached_property
    def members(self) -> list[Membership]:
        """Every role of who can sign in. One query."""
        rows = Membership.objects.filter(municipality=self.municipality, person__is_active=True)
        return list(rows.on(self.today).select_related("person").order_by("pk"))

    @cached_property
    def people(self) -> dict[int, User]:
        """Whoever has a role, by key."""
        return {each.person_id: each.person for each in self.members}

    @cached_property
    def choices(self) -> dict[int, str]:
        """How people want their mails. One query."""
        rows = MailChoice.objects.filter(municipality=self.municipality)
        return dict(rows.values_list("person_id", "wish"))

    @cached_property
    def paused(self) -> frozenset[int]:
        """For whom the clocks stand still. One query."""
        rows = Pause.objects.filter(municipality=self.municipality, begins_on__lte=self.today)
        return frozenset(
            rows.filter(Q(ends_on=None) | Q(ends_on__gt=self.today)).values_list("person_id", flat=True)
        )

    @cached_property
    def departed(self) -> frozenset[int]:
        """Who left. One query."""
        rows = Departure.objects.filter(municipality=self.municipality, left_on__lte=self.today)
        return frozenset(rows.values_list("person_id", flat=True))

    @cached_property
    def hears(self) -> frozenset[int]:
        """Who may get a mail: has a role, can sign in, is not paused, did not leave and did not switch mails off."""
        silent = {person for person, wish in self.choices.items() if wish == MailWish.NONE}
        return frozenset(self.people) - self.paused - self.departed - silent

    def holding(self, role: Role) -> tuple[int, ...]:
        """Who has a role for the whole municipality or for a team of it."""
        return tuple(dict.fromkeys(each.person_id for each in self.members if each.role == role))

    def managers_of(self, person: int) -> tuple[int, ...]:
        """Who manages somebody."""
        teams = {each.team_id for each in self.members if each.person_id == person and each.role in LEARNING}
        found = (
            each.person_id
            for each in self.members
            if each.role == Role.MANAGER
            and each.person_id != person
            and (each.team_id is None or each.team_id in teams)
        )
        return tuple(dict.fromkeys(found))

    @cached_property
    def educators(self) -> frozenset[int]:
        """Who trains others at S5. One query."""
        rows = Trajectory.objects.filter(
            municipality=self.municipality, core_task=CoreTask.KT8, stage__gte=Stage.EDUCATOR, left_on=None
        )
        return frozenset(rows.values_list("person_id", flat=True))

    def signers(self, roads: Sequence[Trajectory]) -> Mapping[int, dict[int, Signer]]:
        """As what everybody stands towards each trajectory. Two queries, whatever their number."""
        guides = set(
            Guide.objects.filter(trajectory__in=[each.pk for each in roads]).values_list(
                "trajectory_id", "person_id"
            )
        )
        signed = {(road, each.signer) for road, found in signatures_in(roads).items() for each in found}
        return {
            road.pk: {
                person: Signer(
                    roles=roles,
                    is_candidate=person == road.person_id,
                    has_guided=(road.pk, person) in guides,
                    has_signed=(road.pk, person) in signed,
                )
                for person, roles in self._roles_towards(road.person_id).items()
            }
            for road in roads
        }

    def _roles_towards(self, candidate: int) -> dict[int, frozenset[SignerRole]]:
        teams = self._teams.get(candidate, frozenset())
        found: dict[int, set[SignerRole]] = {person: set() for person in self.people}
        for each in self.members:
            if each.role in SIGNS_AS and (each.team_id is None or each.team_id in teams):
                found[each.person_id].add(SIGNS_AS[Role(each.role)])
        for person in self.educators & set(found):
            found[person].add(SignerRole.EDUCATOR)
        return {person: frozenset(roles) for person, roles in found.items()}

    @cached_property
    def _teams(self) -> dict[int, frozenset[int | None]]:
        found: dict[int, set[int | None]] = {}
        for each in self.members:
            if each.role in LEARNING:
                found.setdefault(each.person_id, set()).add(each.team_id)
        return {person: frozenset(teams) for person, teams in found.items()}
