"""What reaches people's calendars: mails, each at most once, and private feeds that can be revoked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from core.choices import MailState
from core.mail_once import MailOnce
from trainings.choices import CalendarMethod
from trainings.models.meetings import Meeting


class CalendarMail(MailOnce):
    """A mail that puts a meeting into somebody's calendar, moves it there or takes it out. The constraint makes it one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="mails")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    method = models.CharField(_("method"), max_length=10, choices=CalendarMethod.choices)
    sequence = models.PositiveIntegerField(_("sequence"))
    turn = models.PositiveSmallIntegerField(_("times that somebody's coming changed"), default=0)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("calendar mail")
        verbose_name_plural = _("calendar mails")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "method", "sequence", "turn"], name="calendar_mail_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_at"],
                name="calendar_mail_waiting",
                condition=Q(state=MailState.PLANNED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} · {self.person_id} · {self.method} {self.sequence}"


class FeedToken(models.Model):
    """The key of somebody's private feed. Only its hash is kept: who reads the table cannot read a calendar."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField(_("hash of the key"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("key of a calendar feed")
        verbose_name_plural = _("keys of calendar feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=Q(revoked_at__isnull=True),
                name="one_open_feed_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.made_at:%Y-%m-%d}"
