"""What a municipality agreed about the takeover: the contract, the plan for a year, and with whom it shares coaches."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import CoreTask, Phase


class Takeover(models.Model):
    """The takeover of one municipality: its phase and its agreements."""

    municipality = models.OneToOneField("people.Municipality", models.PROTECT, related_name="+")
    phase = models.SmallIntegerField(_("phase"), choices=Phase.choices, default=Phase.INTRODUCTION)
    phase_since = models.DateField(_("phase since"), null=True, blank=True)
    # How many changes of phase there were: a signature under the gate counts for the entry it was given for.
    entry = models.PositiveIntegerField(_("number of changes"), default=0)
    contract_starts_on = models.DateField(_("contract from"), null=True, blank=True)
    contract_ends_on = models.DateField(_("contract until"), null=True, blank=True)
    contract_hours = models.DecimalField(
        _("hours of trainers in the contract"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    contract_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who looks after the contract at the trainers"),
    )
    window_days = models.PositiveSmallIntegerField(
        _("days that the degree looks back"),
        default=90,
        validators=[MinValueValidator(30), MaxValueValidator(180)],
    )
    trains_own_coaches = models.BooleanField(_("trains its own coaches (KT8)"), default=False)
    dpia_done_on = models.DateField(_("DPIA done on"), null=True, blank=True)
    certification_agreed_on = models.DateField(
        _("agreement about future certification signed on"), null=True, blank=True
    )
    aftercare_agreed_on = models.DateField(_("agreement about aftercare signed on"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("takeover")
        verbose_name_plural = _("takeovers")
        constraints = [
            models.CheckConstraint(
                condition=Q(contract_starts_on__isnull=True)
                | Q(contract_ends_on__isnull=True)
                | Q(contract_ends_on__gt=models.F("contract_starts_on")),
                name="contract_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(window_days__gte=30, window_days__lte=180), name="window_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} · F{self.phase}"


class PlannedTask(models.Model):
    """How much of one core task a municipality plans in a year, and how many coaches it wants for it at least."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices)
    hours = models.DecimalField(
        _("hours in the year"), max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    hours_per_coach = models.DecimalField(
        _("hours that one coach can give"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    minimum_coaches = models.PositiveSmallIntegerField(
        _("coaches at least"), default=2, validators=[MinValueValidator(2), MaxValueValidator(50)]
    )

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("core task in the year plan")
        verbose_name_plural = _("core tasks in the year plan")
        ordering = ["core_task"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year", "core_task"], name="planned_once_a_year"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours_per_coach__gt=0, minimum_coaches__gte=2),
                name="plan_asks_something_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.core_task} · {self.year}"


class TenantGroup(models.Model):
    """Small municipalities that share their coaches."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("group of municipalities")
        verbose_name_plural = _("groups of municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PoolMember(models.Model):
    """That a municipality shares its coaches with a group."""

    municipality = models.OneToOneField(
        "people.Municipality", models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    group = models.ForeignKey(
        TenantGroup, models.CASCADE, related_name="members", verbose_name=_("group of municipalities")
    )
    since = models.DateField(_("since"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("municipality that shares coaches")
        verbose_name_plural = _("municipalities that share coaches")

    def __str__(self) -> str:
        return f"{self.municipality} → {self.group}"
