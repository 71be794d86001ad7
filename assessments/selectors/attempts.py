"""Reads of attempts: one's own, how they went, and what one question of them asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from assessments.choices import AttemptState
from assessments.models import Attempt, AttemptItem, ExtraTime
from assessments.rules.attempts import Try, that_counts
from assessments.rules.terms import terms_from_json
from assessments.rules.timing import ON_ITS_WAY
from assessments.selectors.asked import asked_in
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from assessments.rules.masking import Asked
    from people.models import Municipality, User


def attempts_of(person: User, municipality: Municipality | None) -> QuerySet[Attempt]:
    """Somebody's own attempts in a municipality, the latest first."""
    if municipality is None:
        return Attempt.objects.none()
    return Attempt.objects.filter(person=person, municipality=municipality).select_related("quiz")


def tries(attempts: Iterable[Attempt]) -> list[Try]:
    """Those that were handed in, as the rules compare them."""
    return [
        Try(attempt.number, attempt.handed_in_at, attempt.percent, attempt.is_passed, attempt.waits)
        for attempt in attempts
        if attempt.handed_in_at is not None and attempt.percent is not None
    ]


def is_done(attempts: Collection[Attempt], *, grading: str) -> bool:
    """Whether a test is behind somebody: passed where it has to be passed, else handed in."""
    best = that_counts(tries(attempts), grading=grading)
    if best is None:
        return False
    return is_behind(next(each for each in attempts if each.number == best.number))


def is_behind(attempt: Attempt) -> bool:
    """Whether this attempt puts its test behind somebody: passed where it has to be passed, else handed in."""
    if attempt.is_open:
        return False
    return bool(attempt.is_passed) or not terms_from_json(attempt.terms).must_be_passed


def finished_codes(*, person: User, municipality: Municipality, codes: Collection[str]) -> set[str]:
    """Which of these tests are behind somebody. One query."""
    rows = Attempt.objects.filter(
        person=person, municipality=municipality, quiz__code__in=codes, handed_in_at__isnull=False
    ).select_related("quiz")
    by_code: dict[str, list[Attempt]] = {}
    for attempt in rows:
        by_code.setdefault(attempt.quiz.code, []).append(attempt)
    return {code for code, attempts in by_code.items() if is_done(attempts, grading=attempts[0].quiz.grading)}


def questions_of(attempt: Attempt) -> list[tuple[AttemptItem, Asked]]:
    """The questions of an attempt in order, each with what it asks, by the key that counts. Two queries at most."""
    rows = list(attempt.items.order_by("position"))
    asked = asked_in([row.regraded_with_id or row.version_id for row in rows])
    return [(row, asked[row.regraded_with_id or row.version_id]) for row in rows]


def questions_seen(attempts: Iterable[Attempt]) -> set[str]:
    """The questions that somebody had in these attempts. One query, or none."""
    pks = [attempt.pk for attempt in attempts]
    if not pks:
        return set()
    return set(AttemptItem.objects.filter(attempt_id__in=pks).values_list("question", flat=True))


def extra_percent(person: User, municipality: Municipality) -> int:
    """How much longer somebody gets today. One query."""
    given = ExtraTime.objects.filter(person=person, municipality=municipality).first()
    if given is None or (given.until is not None and given.until < timezone.localdate()):
        return 0
    return given.percent


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Why an answer found no place: what is there instead."""

    state: str
    sequence: int
    is_checked: bool

    @property
    def is_handed_in(self) -> bool:
        """Whether nothing can be answered any more."""
        return self.state != AttemptState.OPEN


def whereabouts(*, person: User, attempt_id: int, position: int, version_id: int) -> Whereabouts | None:
    """How a question of somebody's own attempt stands, or None when there is no such question. One query."""
    row = (
        AttemptItem.objects.filter(
            attempt_id=attempt_id,
            position=position,
            version_id=version_id,
            attempt__person=person,
        )
        .values_list("attempt__state", "sequence", "checked_at")
        .first()
    )
    return Whereabouts(row[0], row[1], row[2] is not None) if row else None


def attempts_to_close(*, now: datetime) -> list[int]:
    """The attempts of which the time is up. One query."""
    late = Attempt.objects.filter(state=AttemptState.OPEN, deadline_at__lt=now - ON_ITS_WAY)
    return list(late.order_by("deadline_at").values_list("pk", flat=True))


def attempt_count() -> int:
    """How many attempts the installation holds."""
    with everywhere():
        return Attempt.objects.count()
