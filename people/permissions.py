"""Who may see what of whom. The table below is the whole policy; anything that is not in it is a no (ADR 0008)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy

from core.access import ALLOWED, Verdict, denied
from people import selectors
from people.choices import DataKind, Role, Sight, Viewer
from people.selectors import Reach

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from people.models import Municipality, User
    from people.selectors import Standing

_S = Sight

# Rows: kinds of data. Columns: in what capacity somebody looks. Later kinds of data add a row.
VISIBILITY: dict[DataKind, dict[Viewer, Sight]] = {
    DataKind.ACTIVITY: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.NO,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.NO,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.ENROLMENT: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.OWN_GROUP,
        Viewer.MANAGER: _S.OWN_GROUP,
        Viewer.LEAD: _S.MUNICIPALITY,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.TEST_RESULT: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.NO,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.OBSERVATION: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.IF_SHARED,
        Viewer.MANAGER: _S.IF_SHARED,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.PORTFOLIO: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.IF_SHARED,
        Viewer.COACH: _S.IF_SHARED,
        Viewer.MANAGER: _S.NO,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.PROEVE: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.NO,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.CERTIFICATE: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.OWN_GROUP,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.STAGE: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.OWN_GROUP,
        Viewer.LEAD: _S.MUNICIPALITY,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.STAGE_EVIDENCE: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.NO,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.ATTENDANCE: {
        Viewer.SELF: _S.YES,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.NO,
        Viewer.MANAGER: _S.OWN_GROUP,
        Viewer.LEAD: _S.NO,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
    DataKind.TEAM_TOTALS: {
        Viewer.SELF: _S.NOT_APPLICABLE,
        Viewer.TRAINER: _S.OWN_GROUP,
        Viewer.COACH: _S.OWN_GROUP,
        Viewer.MANAGER: _S.OWN_GROUP,
        Viewer.LEAD: _S.MUNICIPALITY,
        Viewer.ADMINISTRATOR: _S.NO,
        Viewer.PLATFORM: _S.NO,
    },
}
CAPACITIES: dict[Role, Viewer] = {
    Role.TRAINER: Viewer.TRAINER,
    Role.COACH: Viewer.COACH,
    Role.MANAGER: Viewer.MANAGER,
    Role.LEAD: Viewer.LEAD,
    Role.ADMINISTRATOR: Viewer.ADMINISTRATOR,
}
# Averages and counts about people are shown for groups of at least this size.
SMALLEST_GROUP = 5


def sight(data_kind: DataKind, capacity: Viewer) -> Sight:
    """How far somebody in this capacity sees this kind of data; unknown combinations see nothing."""
    return VISIBILITY.get(data_kind, {}).get(capacity, Sight.NO)


def can_see(
    viewer: User, person: User, data_kind: DataKind, *, municipality: Municipality, is_shared: bool = False
) -> Verdict:
    """Whether a viewer may see one kind of data of a person in a municipality; some only what was shared."""
    if viewer.pk == person.pk:
        return _verdict(sight(data_kind, Viewer.SELF), in_reach=True)
    standing = selectors.standing_of(viewer)
    teams_of_person = selectors.teams_where_learning(person, municipality=municipality)
    if teams_of_person is None:
        return denied(_("You may not see this about somebody else."))
    for role, capacity in CAPACITIES.items():
        reach = standing.reach(role, municipality.pk)
        if reach is None:
            continue
        how_far = _counting_what_is_shared(sight(data_kind, capacity), is_shared=is_shared)
        in_group = reach.covers_all or bool(reach.team_ids & teams_of_person)
        if _verdict(how_far, in_reach=in_group or how_far == Sight.MUNICIPALITY):
            return ALLOWED
    return denied(_("You may not see this about somebody else."))


def _counting_what_is_shared(how_far: Sight, *, is_shared: bool) -> Sight:
    """What a person shares, their own group sees; what they do not share, only who sees it anyway."""
    return Sight.OWN_GROUP if how_far == Sight.IF_SHARED and is_shared else how_far


def _verdict(how_far: Sight, *, in_reach: bool) -> Verdict:
    if how_far == Sight.YES or (how_far in {Sight.OWN_GROUP, Sight.MUNICIPALITY} and in_reach):
        return ALLOWED
    return denied(_("You may not see this about somebody else."))


def reach_into(
    standing: Standing, municipality: Municipality, data_kind: DataKind, *, is_shared: bool = False
) -> tuple[Reach, Viewer] | None:
    """For which people of a municipality somebody sees this kind of data, and in what capacity; None for nobody."""
    reaches = []
    for role, capacity in CAPACITIES.items():
        reach = standing.reach(role, municipality.pk)
        how_far = _counting_what_is_shared(sight(data_kind, capacity), is_shared=is_shared)
        if reach is not None and how_far == Sight.MUNICIPALITY:
            return Reach(frozenset(), covers_all=True), capacity
        if reach is not None and how_far == Sight.OWN_GROUP:
            reaches.append((reach, capacity))
    if not reaches:
        return None
    teams = frozenset().union(*(reach.team_ids for reach, _ in reaches))
    return Reach(teams, covers_all=any(reach.covers_all for reach, _ in reaches)), reaches[0][1]


def reaches_if_shared(
    standing: Standing, municipality: Municipality, data_kind: DataKind
) -> dict[Viewer, Reach]:
    """In what capacities somebody sees this kind of data once it is shared with them, and of which people."""
    reaches = {}
    for role, capacity in CAPACITIES.items():
        reach = standing.reach(role, municipality.pk)
        if reach is not None and sight(data_kind, capacity) == Sight.IF_SHARED:
            reaches[capacity] = reach
    return reaches


def readers_of(person: User, *, municipality: Municipality, data_kind: DataKind) -> dict[Viewer, list[User]]:
    """Who would see this kind of data of a person once it is shared, per capacity. Two queries."""
    roles = {role: c for role, c in CAPACITIES.items() if sight(data_kind, c) == Sight.IF_SHARED}
    readers: dict[Viewer, list[User]] = {capacity: [] for capacity in roles.values()}
    for membership in selectors.roles_around(person, municipality=municipality, roles=roles):
        found = readers[roles[Role(membership.role)]]
        if membership.person not in found:
            found.append(membership.person)
    return readers


def can_enrol(standing: Standing, municipality: Municipality) -> Verdict:
    """Whether somebody may enrol people of a municipality: the implementation lead's task."""
    if standing.has(Role.LEAD, municipality.pk):
        return ALLOWED
    return denied(_("Only the implementation lead of this municipality enrols people."))


def can_see_totals(standing: Standing, municipality: Municipality) -> Verdict:
    """Whether somebody may see numbers per team, which needs the works council's consent first."""
    capacities = [capacity for role, capacity in CAPACITIES.items() if standing.has(role, municipality.pk)]
    if not any(sight(DataKind.TEAM_TOTALS, c) in {Sight.OWN_GROUP, Sight.MUNICIPALITY} for c in capacities):
        return denied(_("Your role does not see numbers per team."))
    if municipality.works_council_agreed_on is None:
        return denied(_("The works council has not agreed yet. Until then nobody sees numbers about people."))
    return ALLOWED


# What everybody who writes may do with what is for everybody.
LOOKING = frozenset({"view", "choose"})


class OwnContentPolicy(ModelPermissionPolicy):
    """Who does what with content that is for everybody or for one municipality: its field is `municipality`.

    People work on what they write or review, and know of that and of what is for everybody (ADR 0004).
    """

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        """Whether somebody may do something with one of these."""
        if not self.user_has_permission(user, action):
            return False
        return user.is_superuser or instance.municipality_id in _ground_for(user, action)  # type: ignore[attr-defined]

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Model]:
        """Those with which somebody may do one of a few things."""
        allowed = [action for action in actions if self.user_has_permission(user, action)]
        instances: QuerySet[Model] = self.model._default_manager.all()
        if user.is_superuser:
            return instances
        ground = frozenset[int | None]().union(*(_ground_for(user, action) for action in allowed))
        own = Q(municipality__in=[pk for pk in ground if pk is not None])
        return instances.filter(own | Q(municipality=None) if None in ground else own)


def _ground_for(user: User, action: str) -> frozenset[int | None]:
    ground = selectors.ground_of(user)
    if action in LOOKING:
        return ground.works_for | {None}
    return ground.writes_for if action == "add" else ground.works_for
