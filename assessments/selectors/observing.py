"""Reads of observations: which of them somebody may see, whom somebody may observe, and who may rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from assessments.choices import ObservationState
from assessments.models import Observation, ObservationRater, ObservationShare
from people.api import Reach, everywhere, people_in, reach_into, reaches_if_shared, standing_of
from people.choices import DataKind, Role, Viewer
from people.models import Membership, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.api import Standing
    from people.models import Municipality

RATERS = (Role.TRAINER, Role.COACH)
NOT_YET_WITH_THE_CANDIDATE = Q(state=ObservationState.DRAFT)
READ_BY_THE_CANDIDATE = Q(seen_at__isnull=False)


def observations_visible_to(person: User) -> QuerySet[Observation]:
    """What was handed over to somebody, what they rate themselves, and what else the table of who sees what gives."""
    standing = standing_of(person)
    rated = ObservationRater.objects.filter(rater=person).values("observation_id")
    visible = Q(pk__in=rated) | (Q(candidate=person) & ~NOT_YET_WITH_THE_CANDIDATE)
    for municipality in standing.municipalities:
        visible |= _in_reach(standing, municipality) & ~NOT_YET_WITH_THE_CANDIDATE
    return Observation.objects.filter(visible).select_related(
        "candidate", "observer", "municipality", "rubric_version"
    )


def observations_of(candidate: User, municipality: Municipality) -> QuerySet[Observation]:
    """What was handed over to a candidate, the latest first; what was replaced is read from its successor."""
    mine = Observation.objects.filter(candidate=candidate, municipality=municipality)
    return (
        mine.exclude(NOT_YET_WITH_THE_CANDIDATE)
        .exclude(state=ObservationState.SUPERSEDED)
        .select_related("observer", "rubric_version")
    )


def observations_to_rate(rater: User, municipality: Municipality) -> QuerySet[ObservationRater]:
    """The observations that somebody rates in, the latest first, with what they still have to do. One query."""
    rows = ObservationRater.objects.filter(rater=rater, municipality=municipality)
    return (
        rows.exclude(observation__state=ObservationState.SUPERSEDED)
        .select_related("observation__candidate", "observation__observer")
        .order_by("-observation__occurred_on", "-observation_id")
    )


def observations_in_reach(person: User, municipality: Municipality) -> QuerySet[Observation]:
    """What others observed and somebody may read: of their own group, or because it was shared."""
    standing = standing_of(person)
    theirs = Observation.objects.filter(_in_reach(standing, municipality), municipality=municipality)
    return (
        theirs.exclude(NOT_YET_WITH_THE_CANDIDATE)
        .exclude(state=ObservationState.SUPERSEDED)
        .exclude(candidate=person)
        .exclude(raters__rater=person)
        .select_related("candidate", "observer")
    )


def unread_observations(candidate: User, municipality: Municipality) -> int:
    """How many observations wait for a candidate to be read. One query."""
    return observations_of(candidate, municipality).filter(seen_at__isnull=True).count()


def candidates_for(observer: User, municipality: Municipality) -> QuerySet[User]:
    """The people whom somebody may observe, without themselves: of the groups they train or coach, and the trainers there."""
    standing = standing_of(observer)
    reaches = [reach for role in RATERS if (reach := standing.reach(role, municipality.pk)) is not None]
    if not reaches:
        return User.objects.none()
    teams: frozenset[int] = frozenset().union(*(reach.team_ids for reach in reaches))
    together = Reach(teams, covers_all=any(reach.covers_all for reach in reaches))
    learning = people_in(municipality, teams=None if together.covers_all else together.team_ids)
    training = Membership.objects.filter(municipality=municipality, role=Role.TRAINER)
    people = User.objects.filter(
        Q(pk__in=learning.order_by().values("pk"))
        | Q(pk__in=training.on(timezone.localdate()).values("person_id")),
        is_active=True,
    )
    return people.exclude(pk=observer.pk).order_by("last_name", "first_name")


def raters_in(municipality: Municipality) -> QuerySet[User]:
    """The trainers and coaches of a municipality today, by name."""
    members = Membership.objects.filter(municipality=municipality, role__in=RATERS).on(timezone.localdate())
    return User.objects.filter(pk__in=members.values("person_id"), is_active=True).order_by(
        "last_name", "first_name"
    )


def capacity_to_see(person: User, observation: Observation) -> Viewer:
    """In what capacity somebody reads an observation of somebody else, for the log of who looked."""
    standing, municipality = standing_of(person), observation.municipality
    seen_anyway = reach_into(standing, municipality, DataKind.OBSERVATION)
    if seen_anyway is not None:
        return seen_anyway[1]
    return next(iter(reaches_if_shared(standing, municipality, DataKind.OBSERVATION)), Viewer.TRAINER)


def observation_counts() -> dict[str, int]:
    """How many observations there are, per state, over all municipalities."""
    with everywhere():
        rows = list(Observation.objects.order_by().values_list("state").annotate(Count("pk")))
    found = dict(rows)
    return {state.value: found.get(state.value, 0) for state in ObservationState}


def _in_reach(standing: Standing, municipality: Municipality) -> Q:
    """What the table of who sees what gives in one municipality, after who it is about has read it.

    What is shared, only to whom it was shared with.
    """
    found = Q(pk__in=[])
    seen_anyway = reach_into(standing, municipality, DataKind.OBSERVATION)
    if seen_anyway is not None:
        people = _people(municipality, seen_anyway[0])
        found |= READ_BY_THE_CANDIDATE & Q(municipality=municipality, candidate__in=people)
    reaches = reaches_if_shared(standing, municipality, DataKind.OBSERVATION)
    for capacity, reach in reaches.items():
        shares = ObservationShare.objects.filter(viewer=capacity, withdrawn_at__isnull=True)
        found |= Q(
            municipality=municipality,
            candidate__in=_people(municipality, reach),
            pk__in=shares.values("observation_id"),
        )
    return found


def _people(municipality: Municipality, reach: Reach) -> QuerySet[User]:
    return people_in(municipality, teams=None if reach.covers_all else reach.team_ids).order_by()


def row_of(observation: Observation, person: User) -> ObservationRater | None:
    """Somebody's own part in an observation."""
    rows = ObservationRater.objects.filter(observation=observation, rater=person)
    return rows.select_related("observation__municipality", "observation__rubric_version", "rater").first()
