"""Telling the ledger anew what a meeting was after all: what was told is taken back, and what is so is a new fact (ADR 0027)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.timezone import get_current_timezone

from progression.rules.correcting import LED_AS, did_after, hours_after
from progression.services.trajectories import ask_for_evaluation
from records.api import Statement, record_again, revoke
from records.choices import ActivityKind, Verb
from records.models import Record

if TYPE_CHECKING:
    from people.models import User
    from progression.models import Delivery

NOON = time(12)


@dataclass(frozen=True, slots=True)
class Correction:
    """Work as it was counted and as it is counted now."""

    wrong: Delivery
    right: Delivery
    by: User
    now: datetime

    @property
    def activity(self) -> str:
        """Under which name the ledger knows it."""
        return self.right.key.partition("#")[0]


def tell_again(correction: Correction) -> None:
    """Bring the ledger in line with a correction, and let every road of whom it touches wait for an evaluation."""
    told = _told(correction)
    touched = {row.person for row in told if _tell_row_again(row, correction)}
    coach = correction.right.coach
    if coach is not None and not any(row.person_id == coach.pk and row.verb != Verb.ATTENDED for row in told):
        touched |= {coach} if _tell_who_led(correction, coach, told) else set()
    for person in touched:
        ask_for_evaluation(person=person, municipality=correction.right.municipality)


def _told(correction: Correction) -> list[Record]:
    """The last that was told of what each person did: what counts, and what the correction before this one took back."""
    rows = Record.objects.filter(
        Q(revoked_by=None) | Q(revoked_by__occurred_at=correction.wrong.recorded_at),
        activity=correction.activity,
        activity_kind=ActivityKind.MEETING,
        municipality=correction.right.municipality_id,
        revokes=None,
    )
    last: dict[tuple[int, bool], Record] = {}
    for row in rows.select_related("person", "municipality", "revoked_by").order_by("stored_at"):
        key = (row.person_id, row.verb == Verb.ATTENDED)
        if key not in last or not _is_taken_back(row):
            last[key] = row
    return list(last.values())


def _is_taken_back(row: Record) -> bool:
    return hasattr(row, "revoked_by")


def _tell_row_again(row: Record, correction: Correction) -> bool:
    """Tell one fact anew, and say whether anything is otherwise."""
    after = _after(row, correction)
    counted = not _is_taken_back(row)
    if counted and after is not None and _is_the_same(row, after):
        return False
    if counted:
        revoke(record_id=row.pk, person=correction.by, reason=correction.right.reason, now=correction.now)
    if after is not None:
        record_again(person=row.person, municipality=row.municipality, statement=after)
    return counted or after is not None


def _is_the_same(row: Record, after: Statement) -> bool:
    """Whether nothing changes for somebody; who attended is not touched by who led."""
    known, told = (row.verb, row.result), (after.verb, after.result)
    return told == known and (row.verb == Verb.ATTENDED or after.context == row.context)


def _after(row: Record, correction: Correction) -> Statement | None:
    wrong, right = correction.wrong, correction.right
    verb = did_after(
        row.verb,
        mode=right.mode,
        is_coach=row.person_id == right.coach_id,
        was_coach=row.person_id == wrong.coach_id,
    )
    if verb is None or not right.hours:
        return None
    hours = right.hours
    if verb == Verb.ATTENDED:
        before = Decimal(row.context["hours"])
        hours = hours_after(Decimal(row.result["hours"]), before=before, after=right.hours)
    return _statement(correction, Verb(verb), hours=hours, at=row.occurred_at, context=row.context)


def _tell_who_led(correction: Correction, coach: User, told: list[Record]) -> bool:
    """State that somebody led it of whom that was not told, and say whether there was anything to state."""
    right = correction.right
    if not right.hours or right.mode not in LED_AS:
        return False
    at = told[0].occurred_at if told else datetime.combine(right.held_on, NOON, get_current_timezone())
    context = told[0].context if told else {"core_task": right.core_task}
    statement = _statement(correction, LED_AS[right.mode], hours=right.hours, at=at, context=context)
    record_again(person=coach, municipality=right.municipality, statement=statement)
    return True


def _statement(
    correction: Correction, verb: Verb, *, hours: Decimal, at: datetime, context: dict[str, Any]
) -> Statement:
    right = correction.right
    return Statement(
        verb=verb,
        activity_kind=ActivityKind.MEETING,
        activity=correction.activity,
        occurred_at=at,
        title=right.title,
        result={"hours": f"{hours:.2f}"},
        context={**context, "mode": str(right.mode), "hours": f"{right.hours:.2f}"},
        shows=(right.core_task,),
    )
