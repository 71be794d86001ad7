"""Tests: what they ask, what they tell, how often and how long, and what it takes to pass."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from assessments.blocks.draws import DrawBlock
from assessments.choices import CountsFor, Feedback, Grading, Measure, Purpose
from core.fields import ContentField
from core.models import ReviewedSnippet
from people.models import ReviewedByOwner

CODE = RegexValidator(
    r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*\Z", _("Use letters, digits and hyphens, for example M1-T.")
)
PERCENT = (MinValueValidator(1), MaxValueValidator(100))


class Quiz(ReviewedByOwner, ReviewedSnippet):
    """A test of which the questions are drawn from the bank. An attempt keeps the terms with which it began."""

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[CODE],
        help_text=_("Short and fixed, for example M1-T. Results and lessons name the test by it."),
    )
    title = models.CharField(_("title"), max_length=160)
    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("What somebody reads before they begin.")
    )
    municipality = models.ForeignKey(
        "people.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: for everybody. Otherwise only this municipality uses this test."),
    )
    purpose = models.CharField(
        _("draws from"), max_length=20, choices=Purpose.choices, default=Purpose.MODULE_QUIZ
    )
    draw = ContentField(DrawBlock(), verbose_name=_("questions"))
    feedback = models.CharField(
        _("feedback"), max_length=20, choices=Feedback.choices, default=Feedback.AT_ONCE
    )
    counts_for = models.CharField(
        _("counts for"), max_length=20, choices=CountsFor.choices, default=CountsFor.LEARNING
    )
    needs = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first pass"),
        help_text=_("Somebody can only begin after this other test."),
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("number of attempts"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leave empty: as often as somebody likes."),
    )
    wait_days = models.PositiveSmallIntegerField(_("days between two attempts"), default=0)
    grading = models.CharField(
        _("which attempt counts"), max_length=10, choices=Grading.choices, default=Grading.HIGHEST
    )
    guide_minutes = models.PositiveSmallIntegerField(_("guide time in minutes"), default=10)
    minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leave empty: no limit. A limit keeps people out who read or type slowly."),
    )
    measure = models.CharField(_("score in"), max_length=10, choices=Measure.choices, default=Measure.RIGHT)
    pass_percent = models.PositiveSmallIntegerField(
        _("percent to pass"), null=True, blank=True, validators=PERCENT
    )
    module_percent = models.PositiveSmallIntegerField(
        _("percent in each module"), null=True, blank=True, validators=PERCENT
    )
    all_right = models.BooleanField(_("everything must be right"), default=False)
    all_right_in = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("everything must be right in"),
        default=list,
        blank=True,
        help_text=_("Modules with commas between them, for example M10."),
    )
    red_flags_allowed = models.PositiveSmallIntegerField(_("red flags allowed"), null=True, blank=True)
    red_flags_send_to = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("with more red flags, again"),
        default=list,
        blank=True,
        help_text=_("Modules with commas between them, for example M10."),
    )
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    panels: ClassVar[list] = [
        FieldPanel("title"),
        FieldPanel("municipality"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("purpose")]),
        FieldPanel("intro"),
        FieldPanel("draw"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("feedback"), FieldPanel("counts_for")]),
                FieldRowPanel(
                    [FieldPanel("attempts_allowed"), FieldPanel("wait_days"), FieldPanel("grading")]
                ),
                FieldRowPanel([FieldPanel("guide_minutes"), FieldPanel("minutes")]),
                FieldPanel("needs"),
            ],
            heading=_("How it goes"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("measure"), FieldPanel("pass_percent"), FieldPanel("module_percent")]
                ),
                FieldRowPanel([FieldPanel("all_right"), FieldPanel("all_right_in")]),
                FieldRowPanel([FieldPanel("red_flags_allowed"), FieldPanel("red_flags_send_to")]),
            ],
            heading=_("What it takes to pass"),
        ),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.FilterField("municipality_id"),
    ]

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(needs__isnull=True) | ~Q(needs=F("id")), name="quiz_does_not_need_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        """Where somebody begins."""
        return reverse("assessments:quiz", args=[self.code])

    def clean(self) -> None:
        """Keep the code once it was published, own codes apart from those of others, and refuse a circle."""
        super().clean()
        published = type(self).objects.filter(pk=self.pk, first_published_at__isnull=False)
        known_as = published.values_list("code", flat=True).first()
        if known_as not in {None, self.code}:
            message = _("This code is in use since it was published, so it stays %(known_as)s.")
            raise ValidationError({"code": ValidationError(message, params={"known_as": known_as})})
        if not self.code.startswith(self.own_beginning):
            message = _("A code of this municipality begins with %(beginning)s.")
            params = {"beginning": self.own_beginning}
            raise ValidationError({"code": ValidationError(message, params=params)})
        if self.needs_id is not None and self.needs_id == self.pk:
            raise ValidationError({"needs": _("A test cannot come before itself.")})

    @property
    def own_beginning(self) -> str:
        """What the codes of a municipality's own tests begin with, so that they tell others nothing."""
        return f"{self.municipality.slug}-" if self.municipality else ""

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "assessments/quiz_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """What the preview shows."""
        return {**super().get_preview_context(request, mode_name), "quiz": self}
