"""Marking open answers: taking a turn, handing in what one thinks, marking again after a discussion."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from assessments.models import Mark, Marking, MarkingJob
from assessments.permissions.marking import can_mark
from assessments.rules.marking import LEASE, MARKERS, is_over, judge, last_said
from assessments.selectors.discussing import apart_for, discussions_of, handed_in_to
from assessments.selectors.marking import capacity_of, has_room, item_to_mark, jobs_for, turn_of
from assessments.services.handing_in import settle_mark
from core.access import require
from people.api import note_looks
from people.choices import DataKind
from people.models import User

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Handed(Enum):
    """What became of what a marker handed in."""

    IN = "in"
    ALREADY = "already"
    TAKEN_OVER = "taken_over"


@transaction.atomic
def take_turn(*, marker: User, now: datetime) -> Marking | None:
    """The answer that somebody marks now: the one they are busy with, or the next; None when nothing waits."""
    require(can_mark(marker, as_of=localdate(now)))
    # Two tabs of one marker wait for each other here, so that nobody holds two answers.
    User.objects.select_for_update(no_key=True).get(pk=marker.pk)
    busy_with = turn_of(marker, now=now)
    return busy_with or _next_turn(marker, now)


@transaction.atomic
def hand_in_marking(*, marking: Marking, levels: Mapping[str, int], now: datetime) -> Handed:
    """Keep what a marker thinks; what comes too late for the queue is kept as a draft."""
    job = MarkingJob.objects.select_for_update(of=("self",)).select_related("answer").get(pk=marking.job_id)
    locked = Marking.objects.select_for_update(of=("self",)).select_related("marker").get(pk=marking.pk)
    if locked.handed_in_at is not None:
        return Handed.ALREADY
    late = is_over(locked.lease_until, now=now)
    if job.decided_at is not None or (late and not has_room(job, locked.marker, now=now)):
        locked.draft = dict(levels)
        locked.save(update_fields=["draft"])
        return Handed.TAKEN_OVER
    _keep(locked, levels, now)
    _decide(job, now)
    return Handed.IN


@transaction.atomic
def mark_again(
    *, marking: Marking, levels: Mapping[str, int], notes: Mapping[str, str], now: datetime
) -> Handed:
    """Keep what a marker thinks after the discussion, beside what they thought before."""
    job = MarkingJob.objects.select_for_update(of=("self",)).select_related("answer").get(pk=marking.job_id)
    locked = (
        Marking.objects.select_for_update(of=("self",)).select_related("marker", "job").get(pk=marking.pk)
    )
    if locked.marked_again_at is not None:
        return Handed.ALREADY
    if not discussions_of(locked.marker).filter(pk=locked.pk).exists():
        return Handed.TAKEN_OVER
    asked = {key: levels[key] for key in apart_for(job)}
    _write(locked, asked, now, number=2, notes=notes)
    locked.marked_again_at = now
    locked.save(update_fields=["marked_again_at"])
    _decide(job, now)
    return Handed.IN


@transaction.atomic
def give_turn_back(*, marking: Marking, draft: Mapping[str, Any], now: datetime) -> None:
    """Let somebody else begin; what was filled in waits for when it comes back."""
    locked = Marking.objects.select_for_update().get(pk=marking.pk)
    if locked.handed_in_at is None:
        locked.draft, locked.lease_until = dict(draft), now
        locked.save(update_fields=["draft", "lease_until"])


def _next_turn(marker: User, now: datetime) -> Marking | None:
    tried: list[int] = []
    while job := _locked_job(marker, tried, now):
        # Asked again under the lock: whoever had it a moment ago may have taken the last place.
        if has_room(job, marker, now=now):
            return _seat(job, marker, now)
        tried.append(job.pk)
    return None


def _locked_job(marker: User, tried: list[int], now: datetime) -> MarkingJob | None:
    """The next answer that nobody is taking at this very moment."""
    jobs = jobs_for(marker, now=now).exclude(pk__in=tried)
    return jobs.select_for_update(of=("self",), skip_locked=True).first()


def _seat(job: MarkingJob, marker: User, now: datetime) -> Marking:
    turn, _ = Marking.objects.update_or_create(
        job=job,
        marker=marker,
        defaults={"municipality_id": job.municipality_id, "begun_at": now, "lease_until": now + LEASE},
    )
    note_looks(
        viewer=marker,
        people=[job.answer.attempt.person],
        municipality=job.municipality,
        data_kind=DataKind.TEST_RESULT,
        capacity=capacity_of(marker, job.municipality),
        now=now,
    )
    return turn


def _keep(marking: Marking, levels: Mapping[str, int], now: datetime) -> None:
    _write(marking, levels, now)
    marking.handed_in_at, marking.draft = now, {}
    marking.save(update_fields=["handed_in_at", "draft"])


def _write(
    marking: Marking,
    levels: Mapping[str, int],
    now: datetime,
    *,
    number: int = 1,
    notes: Mapping[str, str] | None = None,
) -> None:
    Mark.objects.bulk_create(
        Mark(
            municipality_id=marking.municipality_id,
            marking=marking,
            criterion=criterion,
            round=number,
            level=level,
            note=(notes or {}).get(criterion, ""),
            marked_at=now,
        )
        for criterion, level in levels.items()
    )


def _decide(job: MarkingJob, now: datetime) -> None:
    """Tell the attempt when the markers agree, let them discuss it, or ask one more."""
    done = list(handed_in_to(job))
    marked = [last_said((m.round, m.criterion, m.level) for m in turn.marks.all()) for turn in done]
    was_discussed = all(turn.marked_again_at for turn in done)
    if job.discussion_since is not None and len(done) == MARKERS and not was_discussed:
        return
    judgement = judge(item_to_mark(job).criteria, marked, was_discussed=was_discussed)
    if judgement.needs_discussion:
        job.discussion_since = job.discussion_since or now
        job.save(update_fields=["discussion_since"])
    elif judgement.needs_a_third:
        job.markers_needed = 3
        job.save(update_fields=["markers_needed"])
    elif judgement.points is not None:
        job.decided_at = now
        job.save(update_fields=["decided_at"])
        settle_mark(item_id=job.answer_id, points=judgement.points, is_right=judgement.is_right)
