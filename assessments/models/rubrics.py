"""Rubrics with their drafts, the frozen versions that observations keep, and the standard recordings to calibrate on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.search import index

from assessments.blocks.rubrics import (
    CriteriaBlock,
    ReferencesBlock,
    TurnsBlock,
    criteria_of,
    references_of,
    turns_of,
    weights_of,
)
from assessments.choices import ObservedRole
from assessments.rules import rubrics as rules
from assessments.rules.recordings import Recording
from core.fields import ContentField
from core.models import ReviewedSnippet

LEVEL = (MinValueValidator(Decimal(rules.LOWEST)), MaxValueValidator(Decimal(rules.HIGHEST)))
WORDS = {
    rules.RubricProblem.NO_CRITERIA: _("Add at least one criterion."),
    rules.RubricProblem.CODE_TWICE: _("The code %(what)s stands here twice."),
    rules.RubricProblem.NO_WEIGHTS: _("Give weights for at least one role."),
    rules.RubricProblem.WEIGHT_MISSING: _("A weight is missing: %(what)s."),
    rules.RubricProblem.WEIGHT_UNKNOWN: _("This weight belongs to no criterion: %(what)s."),
    rules.RubricProblem.WEIGHT_NEGATIVE: _("A weight cannot be below zero: %(what)s."),
    rules.RubricProblem.NOTHING_WEIGHS: _("At least one criterion has to weigh something: %(what)s."),
    rules.RubricProblem.THRESHOLDS: _("The levels asked have to rise: per criterion, sufficient, good."),
}


def _threshold(label: Any, default: str) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=3, decimal_places=2, default=Decimal(default), validators=LEVEL
    )


class Rubric(ReviewedSnippet):
    """What observers look at, shared by all municipalities. Observations keep a frozen version of it."""

    code = models.SlugField(_("short name"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    criteria = ContentField(CriteriaBlock(), verbose_name=_("criteria"))
    raters = models.PositiveSmallIntegerField(
        _("raters for evidence"), default=2, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    most_not_seen = models.PositiveSmallIntegerField(_("most “not to be seen” per form"), default=2)
    sufficient = _threshold(_("sufficient from"), "2.50")
    good = _threshold(_("good from"), "3.00")
    least_per_criterion = _threshold(_("no criterion below"), "2.00")

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code")]),
        FieldPanel("introduction"),
        FieldPanel("criteria"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("raters"), FieldPanel("most_not_seen")]),
                FieldRowPanel(
                    [FieldPanel("sufficient"), FieldPanel("good"), FieldPanel("least_per_criterion")]
                ),
            ],
            heading=_("What counts"),
        ),
    ]
    search_fields: ClassVar[list] = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("observation rubric")
        verbose_name_plural = _("observation rubrics")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a rubric with which nobody could work."""
        super().clean()
        found = rules.problems(self.as_rule())
        if found:
            raise ValidationError(
                [ValidationError(WORDS[problem], params={"what": what}) for problem, what in found]
            )

    def as_rule(self) -> rules.Rubric:
        """The rubric as plain data."""
        return rules.Rubric(
            code=self.code,
            title=self.title,
            criteria=criteria_of(self.criteria),
            weights=weights_of(self.criteria),
            raters=self.raters,
            most_not_seen=self.most_not_seen,
            sufficient=self.sufficient,
            good=self.good,
            least_per_criterion=self.least_per_criterion,
        )

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish, and freeze what observers will fill in, or neither."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "assessments/rubrics/preview.html"


class RubricVersion(models.Model):
    """A rubric as observers filled it in. Never changed and never deleted: the database refuses it."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a rubric")
        verbose_name_plural = _("versions of rubrics")
        ordering = ["rubric", "number"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content['title']} ({self.number})"

    def as_rule(self) -> rules.Rubric:
        """The rubric as plain data."""
        return rules.from_json(self.content)


class CalibrationRecording(ReviewedSnippet):
    """A standard conversation that raters rate to compare themselves with the reference. Invented, never real."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="recordings")
    role = models.CharField(_("role that is observed"), max_length=20, choices=ObservedRole.choices)
    situation = models.TextField(_("situation"))
    turns = ContentField(TurnsBlock(), verbose_name=_("conversation"))
    document = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    video_url = models.URLField(_("address of a film"), blank=True)
    references = ContentField(ReferencesBlock(), verbose_name=_("reference"))

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("rubric"), FieldPanel("role")]),
        FieldPanel("situation"),
        FieldPanel("turns"),
        FieldRowPanel([FieldPanel("document"), FieldPanel("video_url")]),
        FieldPanel("references"),
    ]
    search_fields: ClassVar[list] = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("standard recording")
        verbose_name_plural = _("standard recordings")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a reference that leaves a criterion out: raters could never agree with it."""
        super().clean()
        if self.rubric_id is None:
            return
        wanted, given = set(self.rubric.as_rule().codes), set(references_of(self.references))
        if wanted != given:
            different = ", ".join(sorted(wanted ^ given))
            raise ValidationError(
                _("Give a reference for each criterion of the rubric: %(codes)s."),
                params={"codes": different},
            )

    def as_rule(self) -> Recording:
        """The recording as plain data."""
        return Recording(
            slug=self.slug,
            title=self.title,
            rubric=self.rubric.code,
            role=self.role,
            situation=self.situation,
            turns=turns_of(self.turns),
            references=references_of(self.references),
        )

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "assessments/rubrics/recording_preview.html"
