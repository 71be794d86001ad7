"""Interactive exercises that are played behind glass (H5P), and what somebody did in them: practice, never a test."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.search import index

from assessments.models.quizzes import CODE
from core.models import ReviewedSnippet
from h5p.choices import Verb
from h5p.models import Package, PackageVersion
from people.models import ReviewedByOwner


class InteractiveExercise(ReviewedByOwner, ReviewedSnippet):
    """An exercise in a lesson or a case. Its file is a package, which has versions of its own."""

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[CODE],
        help_text=_("Short and fixed, for example I1. Results and lessons name the exercise by it."),
    )
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(
        _("what it is about"),
        help_text=_("For who cannot play it: on paper, without scripts, or when the exercise breaks."),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=5, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    municipality = models.ForeignKey(
        "people.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: for everybody. Otherwise only this municipality uses this exercise."),
    )
    package = models.OneToOneField(
        Package, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    panels: ClassVar[list] = [
        FieldPanel("title"),
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("minutes")]),
        FieldPanel("text"),
        HelpPanel(template="assessments/interactive/_file_panel.html", heading=_("File")),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.FilterField("municipality_id"),
    ]

    class Meta:
        verbose_name = _("interactive exercise")
        verbose_name_plural = _("interactive exercises")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """Where somebody begins."""
        return reverse("assessments:exercise", args=[self.code.lower()])

    def clean(self) -> None:
        """Keep the code once it was published, and own codes apart from those of others."""
        super().clean()
        published = type(self).objects.filter(pk=self.pk, first_published_at__isnull=False)
        known_as = published.values_list("code", flat=True).first()
        if known_as not in {None, self.code}:
            message = _("This code is in use since it was published, so it stays %(known_as)s.")
            raise ValidationError({"code": ValidationError(message, params={"known_as": known_as})})
        beginning = f"{self.municipality.slug}-" if self.municipality else ""
        if not self.code.lower().startswith(beginning):
            message = _("A code of this municipality begins with %(beginning)s.")
            raise ValidationError({"code": ValidationError(message, params={"beginning": beginning})})

    def with_content_json(self, content: Any) -> InteractiveExercise:
        """A revision as it was, with the file of now: that has versions of its own."""
        found: InteractiveExercise = super().with_content_json(content)
        found.package_id = self.package_id
        return found

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "assessments/interactive/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """What the preview shows."""
        return {**super().get_preview_context(request, mode_name), "exercise": self}


class InteractivePlay(models.Model):
    """Somebody does an exercise, once: in which version, where they are, and how it went by what the package says."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    exercise = models.ForeignKey(InteractiveExercise, models.PROTECT, related_name="plays")
    version = models.ForeignKey(PackageVersion, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title at the time"), max_length=160)
    state = models.JSONField(_("where somebody was"), default=dict, blank=True)
    sequence = models.BigIntegerField(_("sequence"), default=0)
    told = models.PositiveIntegerField(_("statements"), default=0)
    raw = models.FloatField(_("score"), null=True, blank=True)
    best = models.FloatField(_("highest score"), null=True, blank=True)
    percent = models.FloatField(_("percent"), null=True, blank=True)
    is_success = models.BooleanField(_("success"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    played_at = models.DateTimeField(_("played at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    needs_telling = models.BooleanField(_("still to be told"), default=False)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("exercise that was done")
        verbose_name_plural = _("exercises that were done")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "exercise", "number"], name="interactive_play_once"
            ),
            models.UniqueConstraint(
                fields=["person", "municipality", "exercise"],
                condition=Q(finished_at__isnull=True),
                name="one_open_interactive_play",
            ),
            models.CheckConstraint(
                condition=Q(raw__isnull=True) | Q(raw__gte=0, raw__lte=models.F("best")),
                name="score_within_what_can_be",
            ),
        ]
        indexes = [
            models.Index(fields=["finished_at"], name="plays_to_tell", condition=Q(needs_telling=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.exercise_id} · {self.number}"

    def get_absolute_url(self) -> str:
        """Where it is played, or looked back at."""
        return reverse("assessments:exercise_play", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether it is not behind somebody yet."""
        return self.finished_at is None


class InteractiveStatement(models.Model):
    """One thing that a package said, kept once."""

    play = models.ForeignKey(InteractivePlay, models.CASCADE, related_name="statements")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    statement_id = models.UUIDField(_("id of the statement"))
    verb = models.CharField(_("what was done"), max_length=12, choices=Verb.choices)
    part = models.CharField(_("part"), max_length=64, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    said_at = models.DateTimeField(_("said at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("statement of an exercise")
        verbose_name_plural = _("statements of exercises")
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["play", "statement_id"], name="statement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.play_id} · {self.verb}"
