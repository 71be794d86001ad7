"""Words and small choices for the pages of role-plays."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.choices import FrameField
from roleplays.choices import Command, EventKind, PlayerRole, Principle, Seat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from django_stubs_ext import StrOrPromise

    from roleplays.api import AtTheTable, PrincipleScore
    from roleplays.models import LiveSession, SessionEvent
    from roleplays.rules.scenario import RoleCard, Scenario

register = template.Library()
MOST_NAMED = 3
_DIRECTIONS = (
    gettext_lazy("Mostly with you."),
    gettext_lazy("More with you than with the other."),
    gettext_lazy("Shared."),
    gettext_lazy("More with the other than with you."),
    gettext_lazy("Mostly with the other."),
)


@register.filter
def player_word(role: str) -> str:
    """Who the player is, in words."""
    return str(PlayerRole(role).label)


@register.filter
def speaker_of_player(role: str) -> str:
    """As whom the player speaks: a coach speaks as a colleague."""
    return "colleague" if role == PlayerRole.COACH else role


@register.filter
def principle_word(principle: str) -> str:
    """The name of a principle."""
    return str(Principle(principle).label)


@register.filter
def frame_word(field: str) -> str:
    """The name of a field of the frame."""
    return str(FrameField(field).label)


@register.filter
def card_of_player(scenario: Scenario) -> RoleCard | None:
    """What the player knows."""
    return next((card for card in scenario.role_cards if card.role == scenario.player_role), None)


@register.filter
def other_cards(scenario: Scenario) -> list[RoleCard]:
    """Who else is at the table."""
    return [card for card in scenario.role_cards if card.role != scenario.player_role]


@register.filter
def dots(number: int) -> str:
    """As many dots, to see at a glance."""
    return "●" * number


@register.filter
def direction_words(level: int) -> str:
    """With whom the direction lies, in words."""
    return str(_DIRECTIONS[level - 1])


@register.filter
def profile_sentence(profile: Sequence[PrincipleScore]) -> str:
    """What stands out in a profile, in one or two sentences."""
    strong = _named([each for each in profile if each.held > each.broken])
    weak = _named([each for each in profile if each.broken > each.held])
    if strong and weak:
        words = _("What you held most: %(strong)s. What you let go most: %(weak)s.")
    elif strong:
        words = _("What you held most: %(strong)s.")
    elif weak:
        words = _("What you let go most: %(weak)s.")
    else:
        words = _("You held as much as you let go.")
    return words % {"strong": strong, "weak": weak}


def _named(scores: list[PrincipleScore]) -> str:
    most = sorted(scores, key=lambda each: -abs(each.held - each.broken))[:MOST_NAMED]
    return ", ".join(principle_word(each.principle).lower() for each in most)


@register.filter
def command_word(command: str) -> str:
    """What a command is called."""
    return str(Command(command).label)


@register.filter
def seats(table: AtTheTable) -> list[tuple[str, StrOrPromise]]:
    """The roles that can be given: those with a card, and observer."""
    cards = {card.role for card in table.scenario.role_cards}
    return [(seat.value, seat.label) for seat in Seat if seat in cards or seat == Seat.OBSERVER]


@register.filter
def own_notes(table: AtTheTable) -> list[SessionEvent]:
    """What the viewer noted so far."""
    kinds = {EventKind.NOTE, EventKind.LOOK_FOR}
    return [event for event in table.events if event.author_id == table.viewer.pk and event.kind in kinds]


@register.filter
def times_seen(table: AtTheTable, look_for: str) -> int:
    """How often the viewer said that they saw it."""
    return sum(event.kind == EventKind.LOOK_FOR and event.text == look_for for event in own_notes(table))


@register.filter
def time_left(session: LiveSession, now: datetime) -> timedelta | None:
    """How much time the shared clock gives, or None without a clock."""
    return session.table.clock.remaining(now)


@register.filter
def as_clock(left: timedelta) -> str:
    """Minutes and seconds."""
    minutes, seconds = divmod(int(left.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


@register.simple_tag
def new_key() -> str:
    """A key with which something that is sent twice is kept once."""
    return str(uuid.uuid4())
