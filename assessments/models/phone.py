"""Who is "participant 3" on a phone: the phone knows numbers only, the names stay here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.models.observations import ObservationRater

MOST_SEATS = 12


class PhoneRoster(models.Model):
    """The people whom an observer watches without internet, numbered."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("numbered group")
        verbose_name_plural = _("numbered groups")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.observer_id} · {self.made_at:%Y-%m-%d}"


class PhoneSeat(models.Model):
    """One of them; or a form that waits on the platform for this observer, such as that of a proeve."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    roster = models.ForeignKey(PhoneRoster, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField(_("number"))
    candidate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.ForeignKey(ObservationRater, models.CASCADE, null=True, related_name="+")

    wagtail_reference_index_ignore = True
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("number of a participant")
        verbose_name_plural = _("numbers of participants")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "number"], name="seat_once"),
            models.UniqueConstraint(
                fields=["roster", "candidate"], name="seated_once", condition=Q(form__isnull=True)
            ),
            models.UniqueConstraint(fields=["roster", "form"], name="form_seated_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_SEATS), name="one_to_twelve_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id} · {self.number}"
