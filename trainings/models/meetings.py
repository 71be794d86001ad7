"""A meeting, who does what at it, and that it was held."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import CoreTask, DeliveryMode
from trainings.choices import MeetingKind, MeetingState, Method, Part
from trainings.rules.hours import Stretch

if TYPE_CHECKING:
    from datetime import datetime

    from core.compiled import Given

LONGEST_ABOUT = 1000


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Ways to ask for meetings."""

    def not_over(self, now: datetime | Given) -> MeetingQuerySet:
        """Those that go on or are still to come, the next first."""
        return self.filter(ends_at__gt=now).order_by("begins_at", "pk")

    def over(self, now: datetime) -> MeetingQuerySet:
        """Those that have been, the latest first."""
        return self.filter(ends_at__lte=now).order_by("-begins_at", "-pk")

    def to_propose(self, now: datetime) -> MeetingQuerySet:
        """Those about a core task that did not begin: a candidate can be proposed to join them."""
        return self.going_on().filter(begins_at__gt=now).exclude(core_task="")

    def going_on(self) -> MeetingQuerySet:
        """Those that were not cancelled."""
        return self.exclude(state=MeetingState.CANCELLED)


class Meeting(models.Model):
    """People come together at a time and a place. In calendars it is known by its UID; SEQUENCE rises with each change."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind.choices)
    title = models.CharField(_("title"), max_length=120)
    about = models.CharField(_("what it is about"), max_length=LONGEST_ABOUT, blank=True)
    begins_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=400, blank=True)
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices, blank=True)
    method = models.CharField(_("method"), max_length=20, choices=Method.choices, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    team = models.ForeignKey(
        "people.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited team"),
    )
    uid = models.CharField(_("UID in calendars"), max_length=80, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("SEQUENCE in calendars"), default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(_("planned at"))

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(MeetingQuerySet)
    )
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["begins_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="meeting_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("begins_at") + timedelta(hours=24)),
                name="meeting_is_at_most_a_day",
            ),
            models.CheckConstraint(condition=~Q(place="", link=""), name="meeting_can_be_found"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="meeting_has_room"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "begins_at"], name="meeting_by_begin"),
            models.Index(fields=["municipality", "ends_at"], name="meeting_by_end"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new meeting the UID by which calendars will always know it."""
        self.uid = self.uid or f"bijeenkomst-{self.public_id}@leerplein"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Where people read about it."""
        return reverse("trainings:meeting", args=[self.public_id])

    @property
    def stretch(self) -> Stretch:
        """When it is, as the rules know it."""
        return Stretch(self.begins_at, self.ends_at, self.pk or 0)

    @property
    def told_as(self) -> str:
        """Under which name the ledger and progression know it."""
        return f"meeting:{self.public_id}"

    @property
    def method_slug(self) -> str:
        """The method as it stands in addresses."""
        return self.method.replace("_", "-")

    @property
    def where(self) -> str:
        """The place, or the link of an online meeting."""
        return self.place or self.link


class MeetingRole(models.Model):
    """Who leads, co-leads, looks along or can be reached. Whether somebody came from outside is kept as it was then."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roles")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(_("part"), max_length=10, choices=Part.choices)
    is_external = models.BooleanField(_("from outside"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("role at a meeting")
        verbose_name_plural = _("roles at a meeting")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_part_per_person_at_a_meeting"),
        ]
        indexes = [models.Index(fields=["person", "meeting"], name="meeting_role_by_person")]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.person_id} · {self.part}"


class Confirmation(models.Model):
    """Somebody who was there says that a meeting was held, for how long and in which way. Only then it counts."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="confirmation")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2)
    mode = models.CharField(_("way of delivery"), max_length=20, choices=DeliveryMode.choices)
    confirmed_at = models.DateTimeField(_("confirmed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gt=Decimal(0), hours__lte=Decimal(24)), name="hours_fit_in_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.hours}"
