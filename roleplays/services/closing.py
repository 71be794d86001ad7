"""The end of a live session: who was there becomes a fact, what they said and noted stays at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from records.api import Statement, record_for
from records.choices import ActivityKind, Verb
from roleplays.choices import Command, EventKind, Phase
from roleplays.models import LiveSession
from roleplays.rules.live import is_forgotten
from roleplays.selectors.live import REVISION_LASTS, revision_key

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def close_forgotten(session_id: int, *, now: datetime) -> None:
    """Close a session that nobody closed; one that somebody closed or planned anew meanwhile stays as it is."""
    session = locked(session_id)
    if not is_forgotten(session.begins_at, session.phase, now=now):
        return
    session.phase, session.closed_at = Phase.CLOSED, now
    session.ends_at = session.seconds_left = None
    session.save(update_fields=["phase", "closed_at", "ends_at", "seconds_left"])
    state_who_was_there(session)
    rise(session)


def state_who_was_there(session: LiveSession) -> None:
    """A fact for everybody who was at the table when it was played, and for who led. It shows no competency."""
    began = session.events.filter(kind=EventKind.PHASE, text=Command.PLAY).order_by("happened_at").first()
    if began is None:
        return
    there = session.participants.filter(Q(left_at=None) | Q(left_at__gt=began.happened_at))
    told = [(each.person, Verb.ATTENDED, each.seat) for each in there.select_related("person")]
    told.append((session.facilitator, Verb.LED, ""))
    record_for(
        (person, session.municipality, _statement(session, verb, seat, began.happened_at))
        for person, verb, seat in told
    )


def _statement(session: LiveSession, verb: Verb, seat: str, happened_at: datetime) -> Statement:
    scenario = session.version.scenario
    return Statement(
        verb=verb,
        activity_kind=ActivityKind.ROLE_PLAY,
        activity=f"live-role-play:{session.public_id}",
        occurred_at=happened_at,
        title=scenario.title,
        context={"code": scenario.code, "version": session.version.number, "seat": seat},
    )


def locked(session_id: int) -> LiveSession:
    """A session that nobody else changes in this transaction."""
    return (
        LiveSession.objects.select_for_update(of=("self",))
        .select_related("version__scenario", "municipality", "facilitator", "meeting")
        .get(pk=session_id)
    )


def rise(session: LiveSession) -> None:
    """Tell every phone at the table that something changed."""
    session.revision += 1
    session.save(update_fields=["revision"])
    key, revision = revision_key(session.public_id), session.revision
    transaction.on_commit(lambda: cache.set(key, revision, REVISION_LASTS))
