"""A role-play that people play together: the table, who sits at it, and what happened when."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from roleplays.choices import EventKind, Phase, Seat
from roleplays.models.scenarios import ScenarioVersion
from roleplays.rules.live import PLAYERS, Clock, Table
from trainings.choices import MeetingState

if TYPE_CHECKING:
    from datetime import datetime


class LiveSession(models.Model):
    """A group plays a scenario, on phones or at one screen. `revision` rises with everything that others can see."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(_("code to join with"), max_length=10)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase.choices, default=Phase.GATHERING)
    ends_at = models.DateTimeField(_("the clock runs until"), null=True)
    seconds_left = models.PositiveIntegerField(_("seconds left on a clock that stands still"), null=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    opened_at = models.DateTimeField(_("opened at"))
    planned_for = models.DateTimeField(_("planned for"), null=True)
    team = models.ForeignKey("people.Team", models.SET_NULL, null=True, related_name="+")
    meeting = models.ForeignKey("trainings.Meeting", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed at"), null=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("live session")
        verbose_name_plural = _("live sessions")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(closed_at__isnull=True), name="one_open_session_per_code"
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.CLOSED, closed_at__isnull=False)
                | (~Q(phase=Phase.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_session_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.version_id}"

    @property
    def begins_at(self) -> datetime:
        """When it begins or began; at a meeting, when that begins."""
        if self.meeting is not None:
            return self.meeting.begins_at
        return self.planned_for or self.opened_at

    @property
    def is_called_off(self) -> bool:
        """Whether the meeting at which it was to be played does not go on."""
        called_off = self.meeting is not None and self.meeting.state == MeetingState.CANCELLED
        return called_off and self.phase == Phase.GATHERING

    @property
    def table(self) -> Table:
        """The phase and the clock, as the rules know them."""
        left = None if self.seconds_left is None else timedelta(seconds=self.seconds_left)
        return Table(self.phase, Clock(self.ends_at, left))


class Participant(models.Model):
    """Somebody at the table. Their card is for their eyes only."""

    session = models.ForeignKey(LiveSession, models.CASCADE, related_name="participants")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seat = models.CharField(_("role at the table"), max_length=15, choices=Seat.choices)
    joined_at = models.DateTimeField(_("joined at"))
    left_at = models.DateTimeField(_("left at"), null=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="participant_once"),
            models.UniqueConstraint(
                fields=["session", "seat"],
                condition=Q(seat__in=PLAYERS, left_at__isnull=True),
                name="one_player_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.person_id} · {self.seat}"


class SessionEvent(models.Model):
    """Something on the timeline of a session: a phase, a swap, or a note of somebody who watched."""

    session = models.ForeignKey(LiveSession, models.CASCADE, related_name="events")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=EventKind.choices)
    seat = models.CharField(_("about which role"), max_length=15, choices=Seat.choices, blank=True)
    text = models.CharField(_("text"), max_length=500, blank=True)
    client_key = models.UUIDField(_("key of the sender"), default=uuid.uuid4)
    happened_at = models.DateTimeField(_("happened at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("event in a session")
        verbose_name_plural = _("events in a session")
        ordering = ["happened_at", "pk"]
        constraints = [
            # A phone that sends a note again after a lost connection tells it once.
            models.UniqueConstraint(fields=["session", "client_key"], name="session_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.kind}"
