"""Reads of the marking queue: what somebody may mark, and whether there is room for another marker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from assessments.choices import CalibrationState
from assessments.models import CalibrationRun, Marking, MarkingJob
from assessments.rules.calibration import is_calibrated
from assessments.rules.marking import PATIENCE, WITH_A_THIRD
from assessments.selectors.asked import asked_in
from people.api import everywhere, people_in, standing_of
from people.choices import Role, Viewer

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from assessments.rules.items import Item
    from people.models import Municipality, User


def is_calibrated_marker(person: User, *, as_of: date) -> bool:
    """Whether somebody compared themselves with a reference lately enough to mark. One query."""
    with everywhere():
        days = CalibrationRun.objects.filter(
            person=person, state=CalibrationState.PASSED, completed_on__isnull=False
        ).values_list("completed_on", flat=True)
        return is_calibrated(filter(None, days), as_of=as_of)


def jobs_for(marker: User, *, now: datetime) -> QuerySet[MarkingJob]:
    """The answers that somebody could mark now, the longest waiting first; never their own, and each once."""
    answered_by_marker = Marking.objects.filter(job=OuterRef("pk"), marker=marker, handed_in_at__isnull=False)
    others = _busy(now).filter(job=OuterRef("pk")).exclude(marker=marker).order_by()
    how_many = others.values("job").annotate(number=Count("pk")).values("number")
    jobs: QuerySet[MarkingJob] = MarkingJob.objects.filter(_within_reach(marker), decided_at__isnull=True)
    return (
        jobs.exclude(answer__attempt__person=marker)
        .filter(~Exists(answered_by_marker))
        .alias(others=Coalesce(Subquery(how_many), 0), wanted=_wanted(now))
        .filter(others__lt=F("wanted"))
        .order_by("asked_at", "pk")
    )


def answers_to_mark(marker: User, *, now: datetime) -> int:
    """How many answers somebody may mark now, in all their municipalities; none before they compared themselves. Two queries."""
    if not is_calibrated_marker(marker, as_of=localdate(now)):
        return 0
    with everywhere():
        return jobs_for(marker, now=now).count()


def has_room(job: MarkingJob, marker: User, *, now: datetime) -> bool:
    """Whether an answer can have this marker beside the others who are busy or done. One query."""
    since = job.discussion_since
    waited = since is not None and since <= now - PATIENCE
    wanted = WITH_A_THIRD if waited else job.markers_needed
    return _busy(now).filter(job=job).exclude(marker=marker).count() < wanted


def turn_of(marker: User, *, now: datetime) -> Marking | None:
    """What somebody is marking now."""
    busy = turns_of(marker).filter(
        handed_in_at__isnull=True, lease_until__gt=now, job__decided_at__isnull=True
    )
    return busy.first()


def turns_of(marker: User) -> QuerySet[Marking]:
    """The turns of a marker where they mark now: who lost the role there sees no answer of it any more."""
    there = MarkingJob.objects.filter(_within_reach(marker))
    mine: QuerySet[Marking] = Marking.objects.filter(marker=marker, job__in=there)
    return mine.select_related("job__answer")


def item_to_mark(job: MarkingJob) -> Item:
    """What was asked, with the criteria."""
    version = job.answer.version_id
    return asked_in([version])[version].item


def capacity_of(marker: User, municipality: Municipality) -> Viewer:
    """In what capacity somebody marks."""
    is_trainer = standing_of(marker).has(Role.TRAINER, municipality.pk)
    return Viewer.TRAINER if is_trainer else Viewer.COACH


def _busy(now: datetime) -> QuerySet[Marking]:
    """The turns that take a place: handed in, or still running."""
    turns: QuerySet[Marking] = Marking.objects.filter(Q(handed_in_at__isnull=False) | Q(lease_until__gt=now))
    return turns


def _wanted(now: datetime) -> Case:
    """How many markers an answer needs: a third too when a discussion stays away."""
    waited = When(discussion_since__lte=now - PATIENCE, then=Value(WITH_A_THIRD))
    return Case(waited, default=F("markers_needed"), output_field=IntegerField())


def _within_reach(marker: User) -> Q:
    """Where somebody marks: a trainer everywhere in a municipality, a coach outside their own teams."""
    standing, within = standing_of(marker), Q(pk__in=[])
    for municipality in standing.municipalities:
        here = Q(municipality=municipality)
        coaching = standing.reach(Role.COACH, municipality.pk)
        if standing.has(Role.TRAINER, municipality.pk):
            within |= here
        elif coaching is not None and not coaching.covers_all:
            own = people_in(municipality, teams=coaching.team_ids)
            within |= here & ~Q(answer__attempt__person__in=own)
    return within
