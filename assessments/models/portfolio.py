"""What somebody writes and gathers about their own work. It is theirs, until they share it and while they share it."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.choices import EvidenceKind, ReflectionPrompt
from assessments.models.attempts import Attempt
from assessments.models.observations import Observation
from progression.choices import CoreTask

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


class PracticeCase(models.Model):
    """A case from somebody's own practice, without anybody in it who can be recognised."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    situation = models.TextField(_("situation"))
    frame = models.JSONField(_("frame in seven fields"), default=dict, blank=True)
    action = models.TextField(_("what I did"))
    otherwise = models.TextField(_("what I would do differently"))
    version = models.PositiveIntegerField(
        _("version"), default=1, help_text=_("Rises with each change, to notice two windows at once.")
    )
    written_at = models.DateTimeField(_("written at"))
    changed_at = models.DateTimeField(_("changed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("own case")
        verbose_name_plural = _("own cases")
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["person", "-changed_at"], name="cases_of_a_person")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where its own person reads it."""
        return reverse("assessments:case", args=[self.pk])


def own_file(evidence: EvidenceItem, name: str) -> str:
    """Where an uploaded file is kept: under a name that nobody can guess, outside what the site serves."""
    return f"own-work/{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"


class EvidenceItem(models.Model):
    """Something that shows what somebody can do in a core task: a piece of own work, an observation or a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices)
    kind = models.CharField(_("kind"), max_length=15, choices=EvidenceKind.choices)
    title = models.CharField(_("title"), max_length=160)
    shows = models.TextField(_("what it shows"), max_length=2000, blank=True)
    reflection = models.ForeignKey(Reflection, models.CASCADE, null=True, blank=True, related_name="evidence")
    case = models.ForeignKey(PracticeCase, models.CASCADE, null=True, blank=True, related_name="evidence")
    observation = models.ForeignKey(Observation, models.CASCADE, null=True, blank=True, related_name="+")
    attempt = models.ForeignKey(Attempt, models.CASCADE, null=True, blank=True, related_name="+")
    file = models.FileField(_("file"), upload_to=own_file, blank=True)
    file_size = models.PositiveIntegerField(_("size of the file"), default=0)
    added_at = models.DateTimeField(_("added at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("pieces of evidence")
        ordering = ["core_task", "added_at"]
        indexes = [models.Index(fields=["person", "core_task"], name="evidence_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.REFLECTION, reflection__isnull=False)
                | Q(kind=EvidenceKind.CASE, case__isnull=False)
                | Q(kind=EvidenceKind.OBSERVATION, observation__isnull=False)
                | Q(kind=EvidenceKind.TEST_RESULT, attempt__isnull=False)
                | (Q(kind=EvidenceKind.UPLOAD) & ~Q(file="")),
                name="evidence_is_what_it_says",
            ),
            models.UniqueConstraint(fields=["core_task", "reflection"], name="reflection_once_per_core_task"),
            models.UniqueConstraint(fields=["core_task", "case"], name="case_once_per_core_task"),
            models.UniqueConstraint(
                fields=["core_task", "observation"], name="observation_once_per_core_task"
            ),
            models.UniqueConstraint(fields=["core_task", "attempt"], name="attempt_once_per_core_task"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where its own person sees it."""
        return reverse("assessments:evidence", args=[self.pk])

    @property
    def file_name(self) -> str:
        """Under what name somebody keeps the file: its title, so that a name in it can be taken out."""
        return f"{slugify(self.title) or 'bewijs'}{PurePath(str(self.file)).suffix}"

    @property
    def shared_subject(self) -> Reflection | PracticeCase | EvidenceItem:
        """What is shared when this is: a reflection or a case itself, or this piece of evidence."""
        return self.reflection or self.case or self
