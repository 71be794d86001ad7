"""Handing an attempt in: scored once, put on record once, however often it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.choices import AttemptState
from assessments.models import Attempt, AttemptItem
from assessments.rules.results import result_as_json
from assessments.rules.scoring import score
from assessments.rules.terms import terms_from_json, weigh_by
from assessments.rules.timing import is_late
from assessments.selectors.asked import asked_in
from assessments.selectors.outcomes import outcome_of
from assessments.services.asking_markers import ask_markers
from assessments.services.result_record import key_of, statement_about
from assessments.services.telling import tell_upstairs
from core.newest import rewrite
from progression.api import consider
from records.api import record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from assessments.rules.items import Item
    from people.models import User

SCORED = ["points", "max_points", "min_points", "is_right", "red_flag"]


@transaction.atomic
def hand_in_attempt(*, person: User, attempt_id: int, now: datetime) -> Attempt:
    """Somebody's own attempt with its result. Twice is once: the first result stays."""
    attempt = _locked(pk=attempt_id, person=person)
    if not attempt.is_open:
        return attempt
    if is_late(attempt.deadline_at, now=now):
        return _settle(attempt, AttemptState.TIME_UP, attempt.deadline_at or now)
    return _settle(attempt, AttemptState.HANDED_IN, now)


@transaction.atomic
def close_attempt(attempt_id: int, *, now: datetime) -> Attempt:
    """The attempt, closed when its time is up; what was answered in time counts."""
    attempt = _locked(pk=attempt_id)
    if attempt.is_open and is_late(attempt.deadline_at, now=now):
        return _settle(attempt, AttemptState.TIME_UP, attempt.deadline_at or now)
    return attempt


@transaction.atomic
def settle_mark(*, item_id: int, points: Decimal, is_right: bool) -> Attempt:
    """The attempt, weighed again with the points that people gave to one of its answers."""
    attempt = _locked(pk=AttemptItem.objects.values_list("attempt", flat=True).get(pk=item_id))
    rows = list(attempt.items.select_for_update().order_by("position"))
    row = next(row for row in rows if row.pk == item_id)
    row.points, row.is_right = points, is_right
    row.save(update_fields=["points", "is_right"])
    return _weigh(attempt, rows)


def score_item(row: AttemptItem, item: Item) -> None:
    """Put the points of its answer on a question of an attempt, without saving it."""
    scored = score(item, row.answer)
    row.points, row.max_points, row.min_points = scored.points, scored.max_points, scored.min_points
    row.is_right = scored.is_right
    row.red_flag = next(iter(scored.red_flags), "")


def _locked(**which: Any) -> Attempt:
    rows = Attempt.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("quiz", "person", "municipality").get(**which)


def _settle(attempt: Attempt, state: AttemptState, handed_in_at: datetime) -> Attempt:
    # Locked, so that an answer that is on its way waits, and then finds that the question has its points.
    rows = list(attempt.items.select_for_update().order_by("position"))
    asked = asked_in([row.version_id for row in rows])
    for row in rows:
        score_item(row, asked[row.version_id].item)
    rewrite(rows, SCORED)
    attempt.state, attempt.handed_in_at = state, handed_in_at
    ask_markers(attempt, rows, now=handed_in_at)
    return _weigh(attempt, rows)


def _weigh(attempt: Attempt, rows: Sequence[AttemptItem]) -> Attempt:
    """Keep what the answers come to; on record once nobody has to mark anything any more."""
    result = weigh_by(terms_from_json(attempt.terms), [outcome_of(row) for row in rows])
    attempt.percent, attempt.is_passed = result.percent, result.is_passed
    attempt.result = result_as_json(result)
    attempt.save(update_fields=["state", "handed_in_at", "percent", "is_passed", "result"])
    if not result.waiting:
        moment = attempt.handed_in_at
        assert moment is not None  # noqa: S101 - what is weighed was handed in
        statement = statement_about(attempt, rows, result, now=moment, key=key_of(attempt))
        record(person=attempt.person, municipality=attempt.municipality, statement=statement)
        consider(person=attempt.person, municipality=attempt.municipality, statements=[statement])
        tell_upstairs(attempt)
    return attempt
