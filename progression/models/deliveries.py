"""Work that was done with people, and how far the municipality did it itself. The handover degree is counted from it."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import CoreTask, DeliveryMode


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Ways to ask for deliveries."""

    def in_force(self) -> DeliveryQuerySet:
        """Those that count: not corrected, and not corrected to nothing."""
        return self.filter(corrected_by__isnull=True, hours__gt=0)


class Delivery(models.Model):
    """Hours of one core task, given on a day in some way. Written once; a correction is a new row that points at it."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    key = models.CharField(_("natural key"), max_length=160)
    title = models.CharField(_("title at the time"), max_length=120)
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices)
    mode = models.CharField(_("way of delivery"), max_length=20, choices=DeliveryMode.choices)
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2)
    held_on = models.DateField(_("held on"))
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who led it for the municipality"),
    )
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(_("why it was corrected"), max_length=300, blank=True)
    corrector = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("corrected by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(DeliveryQuerySet)
    )
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            # A meeting may tell twice that it was held; the table keeps one.
            models.UniqueConstraint(fields=["municipality", "key"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(hours__lte=Decimal(24))
                & (Q(hours__gt=Decimal(0)) | Q(hours=Decimal(0), corrects__isnull=False)),
                name="delivered_hours_fit_in_a_day",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="")
                | (Q(corrects__isnull=False) & ~Q(reason="") & Q(corrector__isnull=False)),
                name="correction_says_why",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "held_on"], name="delivery_by_day")]

    def __str__(self) -> str:
        return f"{self.core_task} · {self.held_on} · {self.hours}"


class SessionAhead(models.Model):
    """A meeting to come about a core task, as who plans it tells: a candidate can be proposed to join it."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    key = models.CharField(_("natural key"), max_length=160)
    title = models.CharField(_("title"), max_length=120)
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices)
    begins_at = models.DateTimeField(_("begins at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("session to come")
        verbose_name_plural = _("sessions to come")
        ordering = ["begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="session_ahead_once"),
        ]

    def __str__(self) -> str:
        return f"{self.core_task} · {self.begins_at}"
