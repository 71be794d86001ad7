"""Reminder mails as rows, so that each is sent at most once and staff can see what waits."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from core.choices import MailState
from core.mail_once import MailOnce
from progression.choices import ReminderKind


class Reminder(MailOnce):
    """A mail to a person about something, for a day. The constraint makes it at most one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=ReminderKind.choices)
    about = models.CharField(_("about"), max_length=120)
    due_on = models.DateField(_("due on"))
    words = models.JSONField(_("words to fill in"), default=dict)

    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "kind", "about", "due_on"], name="reminder_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["planned_at"],
                name="reminder_waiting",
                condition=models.Q(state=MailState.PLANNED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.kind} · {self.due_on}"
