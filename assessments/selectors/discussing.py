"""Reads of a discussion: answers on which two markers lie far apart, and what each of them said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from assessments.models import Marking
from assessments.rules.marking import MARKERS, far_apart
from assessments.selectors.marking import item_to_mark, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from assessments.models import MarkingJob
    from assessments.rules.items import Criterion
    from people.models import User


@dataclass(frozen=True, slots=True)
class Said:
    """What one marker chose for a criterion, round by round, and what they wrote about it."""

    marker: User
    levels: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A criterion on which two markers lie far apart."""

    criterion: Criterion
    said: tuple[Said, ...]


def discussions_of(marker: User) -> QuerySet[Marking]:
    """The turns of a marker that ask for a discussion and another look, until a third begins. No query yet."""
    later = Marking.objects.filter(job=OuterRef("job"), begun_at__gt=OuterRef("job__discussion_since"))
    open_turns: QuerySet[Marking] = turns_of(marker).filter(
        handed_in_at__isnull=False,
        marked_again_at__isnull=True,
        job__decided_at__isnull=True,
        job__discussion_since__isnull=False,
    )
    return open_turns.filter(~Exists(later)).order_by("job__discussion_since", "pk")


def handed_in_to(job: MarkingJob) -> QuerySet[Marking]:
    """The turns at an answer that count, in the order in which they came, with their marks. Two queries."""
    turns: QuerySet[Marking] = job.markings.filter(handed_in_at__isnull=False)
    return turns.order_by("handed_in_at", "pk").select_related("marker").prefetch_related("marks")


def apart_for(job: MarkingJob) -> tuple[str, ...]:
    """The criteria on which the first two markers lay far apart, whatever they said afterwards."""
    return _apart(handed_in_to(job)[:MARKERS])


def discussion_of(job: MarkingJob) -> tuple[Apart, ...]:
    """What there is to discuss about an answer, and what each of the two said. A fixed number of queries."""
    turns = list(handed_in_to(job)[:MARKERS])
    asked = _apart(turns)
    return tuple(
        Apart(criterion, tuple(_said(turn, criterion) for turn in turns))
        for criterion in item_to_mark(job).criteria
        if criterion.key in asked
    )


def _apart(turns: Iterable[Marking]) -> tuple[str, ...]:
    first = [{m.criterion: m.level for m in turn.marks.all() if m.round == 1} for turn in turns]
    return far_apart(*first)


def _said(turn: Marking, criterion: Criterion) -> Said:
    marks = [mark for mark in turn.marks.all() if mark.criterion == criterion.key]
    levels = tuple(criterion.levels[mark.level] for mark in marks)
    return Said(turn.marker, levels, marks[-1].note)
