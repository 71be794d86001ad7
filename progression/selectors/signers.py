"""As what somebody stands towards candidates: their roles, whom they guided, what they signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.api import people_in, standing_of
from people.choices import Role
from progression.choices import CoreTask, SignerRole, Stage
from progression.models import Guide, Trajectory
from progression.rules.signing import Signer
from progression.selectors.trajectories import signatures_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import User

SIGNS_AS = {
    Role.TRAINER: SignerRole.TRAINER,
    Role.MANAGER: SignerRole.MANAGER,
    Role.LEAD: SignerRole.LEAD,
}


def signer_of(person: User, trajectory: Trajectory) -> Signer:
    """As what somebody stands towards a candidate's trajectory."""
    return signers_of(person, [trajectory])[trajectory.pk]


def signers_of(person: User, roads: Sequence[Trajectory]) -> dict[int, Signer]:
    """The same for many trajectories. As many queries as for one, and one for each role that holds for teams."""
    guided = set(
        Guide.objects.filter(person=person, trajectory__in=[road.pk for road in roads]).values_list(
            "trajectory_id", flat=True
        )
    )
    signatures, roles = signatures_in(roads), _roles_towards(person, roads)
    return {
        road.pk: Signer(
            roles=roles[road.pk],
            is_candidate=person.pk == road.person_id,
            has_guided=road.pk in guided,
            has_signed=any(each.signer == person.pk for each in signatures[road.pk]),
        )
        for road in roads
    }


def roles_towards(person: User, trajectory: Trajectory) -> frozenset[SignerRole]:
    """In which roles somebody can have a say in a trajectory; a role for a team holds for who learns in it."""
    return _roles_towards(person, [trajectory])[trajectory.pk]


def where_training_others(person: User) -> frozenset[int]:
    """In which municipalities somebody is at S5 in the training of coaches. One query."""
    rows = Trajectory.objects.filter(
        person=person, core_task=CoreTask.KT8, stage__gte=Stage.EDUCATOR, left_on=None
    )
    return frozenset(rows.values_list("municipality_id", flat=True))


def _roles_towards(person: User, roads: Sequence[Trajectory]) -> dict[int, frozenset[SignerRole]]:
    training = where_training_others(person)
    covered = {
        (municipality, role): _covered(person, role, municipality)
        for municipality in {road.municipality_id for road in roads}
        for role in SIGNS_AS
    }
    return {
        road.pk: frozenset(
            signs_as
            for role, signs_as in SIGNS_AS.items()
            if (people := covered[road.municipality_id, role]) is None or road.person_id in people
        )
        | ({SignerRole.EDUCATOR} if road.municipality_id in training else frozenset())
        for road in roads
    }


def _covered(person: User, role: Role, municipality_id: int) -> set[int] | None:
    """Whom somebody's role holds for; None for everybody."""
    standing = standing_of(person)
    reach = standing.reach(role, municipality_id)
    if reach is None:
        return set()
    if reach.covers_all:
        return None
    municipality = next(each for each in standing.municipalities if each.pk == municipality_id)
    return set(people_in(municipality, teams=reach.team_ids).values_list("pk", flat=True))
