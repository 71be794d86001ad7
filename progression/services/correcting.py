"""Telling the ledger anew what a meeting was after all: what was told is taken back, and what is so is a new fact (ADR 0027)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.timezone import get_current_timezone

from progression.models import Delivery
from progression.rules.correcting import LED_AS, did_after, hours_after
from progression.services.trajectories import ask_for_evaluation
from records.api import Statement, record_again, revoke
from records.choices import ActivityKind, Verb
from records.models import Record

if TYPE_CHECKING:
    from people.models import User

NOON = time(12)


@dataclass(frozen=True)
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

    @cached_property
    def thought_to_lead(self) -> frozenset[int | None]:
        """Who led it in what was told before, the first time and in earlier corrections. One query."""
        rows = Delivery.objects.filter(municipality=self.right.municipality_id).exclude(pk=self.right.pk)
        same = Q(key=self.activity) | Q(key__startswith=f"{self.activity}#")
        return frozenset(rows.filter(same).values_list("coach_id", flat=True))


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
    """The last that was told of what each person did: what counts, and what an earlier correction of this work took back."""
    rows = Record.objects.filter(
        activity=correction.activity,
        activity_kind=ActivityKind.MEETING,
        municipality=correction.right.municipality_id,
        revokes=None,
    )
    last: dict[tuple[int, bool], Record] = {}
    for row in rows.select_related("person", "municipality", "revoked_by").order_by("stored_at"):
        last[row.person_id, row.verb == Verb.ATTENDED] = row
    return [row for row in last.values() if not _is_taken_back(row) or _is_corrected(row)]


def _is_taken_back(row: Record) -> bool:
    return hasattr(row, "revoked_by")


def _is_corrected(row: Record) -> bool:
    """Whether a correction of the work took it back, and nothing else that was told about somebody."""
    because = row.revoked_by.context.get("because", "")
    return str(because).startswith(f"{row.activity}#")


def _tell_row_again(row: Record, correction: Correction) -> bool:
    """Tell one fact anew, and say whether anything is otherwise."""
    after = _after(row, correction)
    counted = not _is_taken_back(row)
    if counted and after is not None and _is_the_same(row, after):
        return False
    if counted:
        revoke(
            record_id=row.pk,
            person=correction.by,
            reason=correction.right.reason,
            now=correction.now,
            because=correction.right.key,
        )
    if after is not None:
        record_again(person=row.person, municipality=row.municipality, statement=after)
    return counted or after is not None


def _is_the_same(row: Record, after: Statement) -> bool:
    """Whether nothing changes for somebody; who attended is not touched by who led."""
    known, told = (row.verb, row.result), (after.verb, after.result)
    return told == known and (row.verb == Verb.ATTENDED or after.context == row.context)


def _after(row: Record, correction: Correction) -> Statement | None:
    right = correction.right
    verb = did_after(
        row.verb,
        mode=right.mode,
        is_coach=row.person_id == right.coach_id,
        was_coach=row.person_id in correction.thought_to_lead,
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
