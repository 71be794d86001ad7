"""What people are to hear about the takeover, how a municipality and a person want it, and since when something is so."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import MailWish, WorkingDay

MOST_DAYS = 365


class ReminderSettings(models.Model):
    """How a municipality wants its messages. The row is also the lock under which they are looked after, one at a time."""

    municipality = models.OneToOneField("people.Municipality", models.CASCADE, related_name="+")
    is_on = models.BooleanField(_("send messages about the takeover"), default=True)
    weekly_digest = models.BooleanField(
        _("what can wait in one mail a week"),
        default=True,
        help_text=_("If not, each message goes out on its own day."),
    )
    digest_day = models.PositiveSmallIntegerField(
        _("day of the weekly mail"), choices=WorkingDay.choices, default=WorkingDay.MONDAY
    )
    opens_at = models.TimeField(_("mails go out from"), default=time(8))
    closes_at = models.TimeField(_("mails go out until"), default=time(18))
    looked_on = models.DateField(_("last day that was looked at"), null=True, blank=True, editable=False)
    digest_on = models.DateField(_("day of the last weekly mail"), null=True, blank=True, editable=False)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("settings of messages")
        verbose_name_plural = _("settings of messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="mails_go_out_before_they_stop",
                violation_error_message=_("The hours end after they begin."),
            ),
            models.CheckConstraint(condition=Q(digest_day__lte=4), name="weekly_mail_on_a_working_day"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}"


class ReminderRule(models.Model):
    """How a municipality wants one message of the table; without a row it is as usual."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    step = models.CharField(_("message"), max_length=20)
    is_on = models.BooleanField(_("is sent"), default=True)
    days = models.PositiveSmallIntegerField(_("days"), validators=[MaxValueValidator(MOST_DAYS)])
    at_once = models.BooleanField(_("does not wait for the weekly mail"), default=False)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("setting of one message")
        verbose_name_plural = _("settings of each message")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "step"], name="one_setting_per_message"),
            models.CheckConstraint(condition=Q(days__lte=MOST_DAYS), name="message_within_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} · {self.step}"


class MailChoice(models.Model):
    """How one person wants the messages of a municipality; without a row as the municipality set it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    wish = models.CharField(_("how"), max_length=10, choices=MailWish.choices, default=MailWish.USUAL)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("choice about mails")
        verbose_name_plural = _("choices about mails")
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality"], name="one_choice_about_mails"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.wish}"


class Concern(models.Model):
    """Since when something in a municipality is so that people are told about, and until when it was."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    clock = models.CharField(_("clock"), max_length=20)
    about = models.CharField(_("about"), max_length=60)
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "clock", "about"],
                name="one_open_concern",
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="concern_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} · {self.about} · {self.since}"


class Notice(models.Model):
    """That a person is to hear something: in which mail it went, or that it waits, or was withdrawn before it left."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    step = models.CharField(_("message"), max_length=20)
    to = models.CharField(_("as what"), max_length=20)
    about = models.CharField(_("about"), max_length=60)
    anchor = models.DateField(_("day of the clock"))
    due_on = models.DateField(_("due on"))
    words = models.JSONField(_("words to fill in"), default=dict)
    mail = models.ForeignKey(
        "progression.Reminder", models.RESTRICT, related_name="notices", null=True, blank=True
    )
    planned_at = models.DateTimeField(_("planned at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "step", "about", "anchor"], name="notice_once"
            ),
            models.CheckConstraint(
                condition=Q(mail__isnull=True) | Q(withdrawn_at__isnull=True),
                name="what_is_in_a_mail_is_not_withdrawn",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality"],
                name="notice_waiting",
                condition=Q(mail__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.step} · {self.due_on}"
