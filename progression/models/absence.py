"""Times in which clocks stand still, and people who left."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class Pause(models.Model):
    """That the clocks of somebody stand still. Why is kept nowhere."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["begins_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality"],
                name="one_pause_goes_on",
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.begins_on}"


class Departure(models.Model):
    """That somebody left, and who took over the candidates they trained."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_on = models.DateField(_("left on"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "left_on"], name="departure_once"),
            models.CheckConstraint(condition=~Q(person=F("successor")), name="nobody_succeeds_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.left_on}"
