"""Leading and joining a live session. The row is the truth; phones ask whether its revision rose."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import IntegrityError, transaction

from core.access import require
from people.api import standing_of
from roleplays.choices import Command, EventKind, Phase, Seat
from roleplays.models import LiveSession, Participant, SessionEvent
from roleplays.permissions import can_do, can_move, can_open_session, can_steer
from roleplays.rules.live import PLAYERS, new_code, next_seat, steer, swapped
from roleplays.selectors.live import place_key
from roleplays.selectors.scenarios import scenario_of_version
from roleplays.services.closing import locked, rise, state_who_was_there
from roleplays.services.inviting import tell_it_is_off, tell_team

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import Municipality, Team, User
    from roleplays.models import ScenarioVersion
    from roleplays.rules.live import Table
    from trainings.models import Meeting

LONGEST_NOTE = 500
TRIES = 20
PRESSED_TWICE = timedelta(seconds=10)


class Closed(Exception):  # noqa: N818 - it says what happened
    """The session is over."""


@dataclass(frozen=True, slots=True)
class Planned:
    """When a session is, for which team, and at which meeting; all of it open for a session on the spot."""

    begins_at: datetime | None = None
    team: Team | None = None
    meeting: Meeting | None = None


ON_THE_SPOT = Planned()


@transaction.atomic
def open_session(
    *,
    facilitator: User,
    municipality: Municipality,
    version: ScenarioVersion,
    now: datetime,
    planned: Planned = ON_THE_SPOT,
) -> LiveSession:
    """A session that people can join, now or when it is planned, with a code that no other open session has."""
    require(can_open_session(standing_of(facilitator), municipality))
    fresh = LiveSession(
        municipality=municipality,
        version=version,
        facilitator=facilitator,
        opened_at=now,
        planned_for=planned.begins_at,
        team=planned.team,
        meeting=planned.meeting,
    )
    return _just_opened(fresh) or _opened(fresh)


def _just_opened(fresh: LiveSession) -> LiveSession | None:
    """The same session, opened a moment ago: the button was pressed twice."""
    get_user_model().objects.select_for_update().get(pk=fresh.facilitator_id)  # one of two at once waits here
    return LiveSession.objects.filter(
        municipality=fresh.municipality,
        version=fresh.version,
        facilitator=fresh.facilitator,
        planned_for=fresh.planned_for,
        team=fresh.team,
        meeting=fresh.meeting,
        phase=Phase.GATHERING,
        opened_at__gt=fresh.opened_at - PRESSED_TWICE,
    ).first()


def _opened(fresh: LiveSession) -> LiveSession:
    """The session with a code that no other open session has."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                fresh.code = new_code(secrets.SystemRandom())
                fresh.save(force_insert=True)
        except IntegrityError:
            continue
        tell_team(fresh, now=fresh.opened_at)
        return fresh
    message = "No free code was found."
    raise RuntimeError(message)


@transaction.atomic
def move_session(*, session_id: int, facilitator: User, planned: Planned, now: datetime) -> None:
    """Another moment for a session that did not begin; its code and who joined stay."""
    session = locked(session_id)
    require(can_steer(facilitator, session))
    require(can_move(session))
    session.planned_for, session.team, session.meeting = planned.begins_at, planned.team, planned.meeting
    session.save(update_fields=["planned_for", "team", "meeting"])
    rise(session)
    tell_team(session, now=now)


@transaction.atomic
def join(*, session_id: int, person: User, now: datetime) -> Participant:
    """Somebody's place at the table; who comes back after a lost connection has the same one."""
    session = locked(session_id)
    mine = Participant.objects.filter(session=session, person=person).first()
    if mine is not None and mine.left_at is None:
        return mine
    if session.phase == Phase.CLOSED:
        raise Closed
    seat = next_seat(_taken(session), cards=_cards(session))
    participant, _made = Participant.objects.update_or_create(
        session=session,
        person=person,
        defaults={"municipality": session.municipality, "seat": seat, "joined_at": now, "left_at": None},
    )
    rise(session)
    return participant


@transaction.atomic
def give_seat(*, session_id: int, facilitator: User, participant_id: int, seat: str) -> None:
    """Give somebody another role; who had it becomes what the other was."""
    session = locked(session_id)
    require(can_steer(facilitator, session))
    if session.phase == Phase.CLOSED:
        raise Closed
    here = Participant.objects.filter(session=session, left_at=None)
    participant = here.get(pk=participant_id)
    other = here.filter(seat=seat).exclude(pk=participant.pk).first() if seat in PLAYERS else None
    _seat({participant: seat, **({other: participant.seat} if other else {})})
    rise(session)


@transaction.atomic
def leave(*, session_id: int, person: User, now: datetime) -> None:
    """Make the place of somebody free."""
    session = locked(session_id)
    if Participant.objects.filter(session=session, person=person, left_at=None).update(left_at=now):
        rise(session)
    key = place_key(session.public_id, person.pk)
    transaction.on_commit(lambda: cache.delete(key))


@transaction.atomic
def command(
    *,
    session_id: int,
    facilitator: User,
    command: str,
    now: datetime,
    minutes: int | None = None,
    client_key: uuid.UUID | None = None,
) -> LiveSession:
    """Steer the session; pressed twice is one command. PermissionDenied for who may not, or not now."""
    session, key = locked(session_id), client_key or uuid.uuid4()
    require(can_steer(facilitator, session))
    if session.events.filter(client_key=key).exists():
        return session
    require(can_do(session, command))
    was_planned = session.phase == Phase.GATHERING
    _follow(session, steer(session.table, command, now=now, minutes=minutes), now)
    if session.closed_at is not None:
        _end(session, now, was_planned=was_planned)
    if command == Command.SWAP:
        _swap(session)
    _tell(session, command, key, now)
    rise(session)
    return session


def _end(session: LiveSession, now: datetime, *, was_planned: bool) -> None:
    state_who_was_there(session)
    if was_planned:
        tell_it_is_off(session, now=now)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody noted: a note or a look-for, about a role. `client_key` makes sending it twice one note."""

    kind: str
    text: str
    seat: str = ""
    client_key: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def note(*, session_id: int, author: User, seen: Seen, now: datetime) -> None:
    """Put a note on the timeline; the same one sent twice is one. Others read it when looking back."""
    session = locked(session_id)
    if session.phase == Phase.CLOSED:
        raise Closed
    event = SessionEvent(
        session=session,
        municipality=session.municipality,
        author=author,
        kind=seen.kind,
        seat=seen.seat,
        text=seen.text[:LONGEST_NOTE],
        client_key=seen.client_key,
        happened_at=now,
    )
    SessionEvent.objects.bulk_create([event], ignore_conflicts=True)
    if session.phase == Phase.DEBRIEFING:
        rise(session)


def _taken(session: LiveSession) -> list[str]:
    return list(Participant.objects.filter(session=session, left_at=None).values_list("seat", flat=True))


def _cards(session: LiveSession) -> list[str]:
    return [card.role for card in scenario_of_version(session.version).role_cards]


def _follow(session: LiveSession, table: Table, now: datetime) -> None:
    session.phase = table.phase
    session.ends_at = table.clock.ends_at
    session.seconds_left = None if table.clock.left is None else int(table.clock.left.total_seconds())
    session.closed_at = now if table.phase == Phase.CLOSED else None
    session.save(update_fields=["phase", "ends_at", "seconds_left", "closed_at"])


def _swap(session: LiveSession) -> None:
    here = {participant.pk: participant for participant in session.participants.filter(left_at=None)}
    seats = swapped({pk: participant.seat for pk, participant in here.items()})
    _seat({here[pk]: seat for pk, seat in seats.items() if here[pk].seat != seat})


def _seat(changes: dict[Participant, str]) -> None:
    """Move people at once: first away from the roles, because each is one person's."""
    Participant.objects.filter(pk__in=[participant.pk for participant in changes]).update(seat=Seat.OBSERVER)
    for participant, seat in changes.items():
        participant.seat = seat
    Participant.objects.bulk_update(changes, ["seat"])


def _tell(session: LiveSession, command: str, key: uuid.UUID, now: datetime) -> None:
    kind = {Command.REWIND: EventKind.REWIND, Command.SWAP: EventKind.SWAP}.get(
        Command(command), EventKind.PHASE
    )
    SessionEvent.objects.create(
        session=session,
        municipality=session.municipality,
        author=session.facilitator,
        kind=kind,
        text=command,
        client_key=key,
        happened_at=now,
    )
