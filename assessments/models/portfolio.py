"""What somebody writes and gathers about their own work. It is theirs; others read what they share, while they share it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.choices import Audience, ReflectionPrompt
from core.choices import PersonalDetail, WhyHarmless

# Wagtail would note down whom a row is about, for everybody who may look that up in the admin.
NOT_FOR_THE_ADMIN = True


class Reflection(models.Model):
    """What somebody wrote to learn from their own action, an answer per guiding question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    prompt = models.CharField(_("prompt"), max_length=20, choices=ReflectionPrompt.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    sequence = models.BigIntegerField(
        _("sequence"), default=0, help_text=_("Rises with each change; a lower one comes too late.")
    )
    begun_at = models.DateTimeField(_("begun at"))
    changed_at = models.DateTimeField(_("changed at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("reflection")
        verbose_name_plural = _("reflections")
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["person", "-changed_at"], name="reflections_of_a_person")]

    def __str__(self) -> str:
        return self.title or str(ReflectionPrompt(self.prompt).label)

    def get_absolute_url(self) -> str:
        """Where its own person reads and writes it."""
        return reverse("assessments:reflection", args=[self.pk])


class Share(models.Model):
    """Somebody let a coach or a trainer read something of theirs, from then until they took that back."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    # What is shared; empty once it was removed, when the title tells what it was.
    reflection = models.ForeignKey(Reflection, models.SET_NULL, null=True, blank=True, related_name="shares")
    title = models.CharField(_("title at the time"), max_length=160)
    audience = models.CharField(_("with whom"), max_length=10, choices=Audience.choices)
    shared_at = models.DateTimeField(_("shared at"))
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        ordering = ["-shared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "audience"],
                name="reflection_shared_once",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.audience}"

    @property
    def shared_url(self) -> str:
        """Where who it is shared with reads it."""
        return reverse("assessments:shared_reflection", args=[self.reflection_id])


class HarmlessDetail(models.Model):
    """Its writer said of something that looks like a personal detail why it is none. The words themselves are not kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    reflection = models.ForeignKey(
        Reflection, models.CASCADE, null=True, blank=True, related_name="harmless_details"
    )
    kind = models.CharField(_("looks like"), max_length=15, choices=PersonalDetail.choices)
    mark = models.CharField(_("mark of the words"), max_length=64)
    reason = models.CharField(_("why it is none"), max_length=20, choices=WhyHarmless.choices)
    confirmed_at = models.DateTimeField(_("confirmed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("harmless detail")
        verbose_name_plural = _("harmless details")
        constraints = [
            models.UniqueConstraint(fields=["reflection", "mark"], name="harmless_in_a_reflection_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
