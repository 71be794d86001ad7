"""Reads of live sessions: what each at the table sees, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from assessments.api import can_start_observing
from assessments.choices import ObservedRole
from people.api import standing_of
from roleplays.choices import EventKind, Phase, Seat
from roleplays.models import LiveSession, Participant, SessionEvent
from roleplays.rules.live import LONGEST, PLAYERS, read_code
from roleplays.selectors.scenarios import scenario_of_version
from trainings.choices import MeetingState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from people.api import Standing
    from people.models import Municipality, User
    from roleplays.rules.scenario import RoleCard, Scenario

REVISION_LASTS = 13 * 3600  # seconds; longer than a session
BELIEVED = 120  # seconds that a phone is taken to belong to somebody at the table
OBSERVED = frozenset({Phase.PLAYING, Phase.PAUSED, Phase.DEBRIEFING, Phase.CLOSED})
OBSERVED_SEATS = frozenset(PLAYERS) & frozenset(ObservedRole.values)
SHOWS_CARDS = frozenset({Phase.PREPARING, Phase.PLAYING, Phase.PAUSED, Phase.DEBRIEFING})


@dataclass(frozen=True)
class AtTheTable:
    """A live session as one person sees it."""

    session: LiveSession
    viewer: User

    @cached_property
    def scenario(self) -> Scenario:
        """What is played."""
        return scenario_of_version(self.session.version)

    @cached_property
    def participants(self) -> list[Participant]:
        """Who is here. One query."""
        return list(self.session.participants.filter(left_at=None).select_related("person"))

    @cached_property
    def me(self) -> Participant | None:
        """The viewer's own place; the facilitator has none."""
        return next((each for each in self.participants if each.person_id == self.viewer.pk), None)

    @property
    def is_facilitator(self) -> bool:
        """Whether the viewer leads."""
        return self.session.facilitator_id == self.viewer.pk

    @property
    def my_card(self) -> RoleCard | None:
        """The card of the viewer with its hidden part, once the cards are handed out."""
        if self.me is None or self.session.phase not in SHOWS_CARDS:
            return None
        return next((card for card in self.scenario.role_cards if card.role == self.me.seat), None)

    @property
    def hidden_cards(self) -> tuple[RoleCard, ...]:
        """All cards with their hidden parts: for who leads, and for everybody when looking back."""
        may_see = self.is_facilitator or self.session.phase == Phase.DEBRIEFING
        return self.scenario.role_cards if may_see else ()

    @cached_property
    def observable(self) -> list[Participant]:
        """Whom the viewer can fill in a form about: who plays a role for which there is one, and not themselves."""
        if self.session.phase not in OBSERVED or not self._observes:
            return []
        return [
            each
            for each in self.participants
            if each.seat in OBSERVED_SEATS and each.person_id != self.viewer.pk
        ]

    @property
    def _observes(self) -> bool:
        return bool(can_start_observing(standing_of(self.viewer), self.session.municipality))

    @property
    def is_observer(self) -> bool:
        """Whether the viewer watches."""
        return self.me is not None and self.me.seat == Seat.OBSERVER

    @cached_property
    def events(self) -> list[SessionEvent]:
        """The timeline: all of it when looking back; until then only one's own notes. One query."""
        events = self.session.events.select_related("author")
        if self.session.phase not in {Phase.DEBRIEFING, Phase.CLOSED}:
            events = events.filter(Q(author=self.viewer) | ~Q(kind__in=[EventKind.NOTE, EventKind.LOOK_FOR]))
        return list(events)

    @cached_property
    def was_rewound(self) -> bool:
        """Whether the table stands still because who leads rewound it. One query while it stands still."""
        if self.session.phase != Phase.PAUSED:
            return False
        steered = self.session.events.filter(kind__in=[EventKind.PHASE, EventKind.REWIND])
        return steered.order_by("happened_at", "pk").values_list("kind", flat=True).last() == EventKind.REWIND

    @cached_property
    def free_seats(self) -> list[str]:
        """Roles that nobody plays yet."""
        taken = {each.seat for each in self.participants}
        return [seat for seat in PLAYERS if seat not in taken]


def sessions_visible_to(person: User) -> QuerySet[LiveSession]:
    """The sessions that somebody leads or sits at."""
    mine = Participant.objects.filter(session=OuterRef("pk"), person=person, left_at=None)
    return _with_names(LiveSession.objects.filter(Q(facilitator=person) | Exists(mine)))


def _with_names(sessions: QuerySet[LiveSession]) -> QuerySet[LiveSession]:
    return sessions.select_related(
        "version", "version__scenario", "facilitator", "municipality", "team", "meeting"
    )


def sessions_for_teams_of(person: User, standing: Standing) -> QuerySet[LiveSession]:
    """The open sessions that are for a team of somebody who neither leads them nor sits there yet."""
    teams = [membership.team_id for membership in standing.memberships if membership.team_id]
    there = Participant.objects.filter(session=OuterRef("pk"), person=person, left_at=None)
    sessions = LiveSession.objects.filter(~Exists(there), team__in=teams, closed_at__isnull=True)
    called_off = Q(phase=Phase.GATHERING, meeting__state=MeetingState.CANCELLED)
    return _with_names(sessions.exclude(facilitator=person).exclude(called_off))


def forgotten_session_ids(*, now: datetime) -> list[int]:
    """The sessions that close by themselves. One query."""
    begins = Coalesce("meeting__begins_at", "planned_for", "opened_at")
    open_still = LiveSession.objects.filter(closed_at__isnull=True).annotate(begins=begins)
    return list(open_still.filter(begins__lt=now - LONGEST).values_list("pk", flat=True))


def session_with_code(typed: str, municipality: Municipality) -> LiveSession | None:
    """The open session of a municipality with this code. One query."""
    sessions = LiveSession.objects.filter(municipality=municipality, closed_at__isnull=True)
    return _with_names(sessions).filter(code=read_code(typed)).first()


def revision_key(public_id: UUID) -> str:
    """Where the shared cache keeps the revision of a session, so that asking for it costs no query."""
    return f"roleplays:live:{public_id}"


def place_key(public_id: UUID, person_id: int) -> str:
    """Where the shared cache keeps that somebody leads a session or sits at it."""
    return f"roleplays:live:{public_id}:{person_id}"


def revision_for(person: User, public_id: UUID) -> int | None:
    """How often a session changed, for who is there; None for anybody else.

    No query as long as the shared cache knows session and person.
    """
    keys = place_key(public_id, person.pk), revision_key(public_id)
    known = cache.get_many(keys)
    if len(known) == len(keys):
        return int(known[keys[1]])
    session = sessions_visible_to(person).filter(public_id=public_id).first()
    if session is None:
        return None
    cache.set(keys[0], 1, BELIEVED)
    cache.add(keys[1], session.revision, REVISION_LASTS)
    return session.revision
