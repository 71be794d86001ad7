"""Who comes to a meeting, and who was there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from trainings.choices import Presence, SignUpState
from trainings.models.meetings import Meeting


class SignUp(models.Model):
    """Somebody wants to come: a place, or one on the waiting list. `since` says in which order people came."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ups")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=SignUpState.choices)
    since = models.DateTimeField(_("since"))
    turn = models.PositiveSmallIntegerField(_("times that it changed"), default=0)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="sign_up_once"),
        ]
        indexes = [models.Index(fields=["person", "state"], name="sign_up_by_person")]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.person_id} · {self.state}"


class Attendance(models.Model):
    """Whether somebody was there, and for how long when it was not the whole meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    presence = models.CharField(_("presence"), max_length=10, choices=Presence.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("noted at"))
    # That somebody looked back, never with what: the answers are only counted, elsewhere.
    has_looked_back = models.BooleanField(_("has looked back"), default=False)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(
                    presence=Presence.PARTLY, minutes__isnull=False, minutes__gt=0, minutes__lt=24 * 60
                )
                | (~Q(presence=Presence.PARTLY) & Q(minutes__isnull=True)),
                name="a_part_has_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.person_id} · {self.presence}"
