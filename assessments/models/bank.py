"""The question bank: learning goals, questions with their drafts, and the frozen versions that people were asked."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from assessments.blocks import QuestionBodyBlock, item_of_body
from assessments.choices import Competency, Difficulty, Purpose, QuestionKind
from core.fields import ContentField
from core.models import ReviewedSnippet
from people.models import ReviewedByOwner

CODE = RegexValidator(
    r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*\Z", _("Use letters, digits and hyphens, for example M1-Q01.")
)
# Data that authors see, so in Dutch.
FIRST_IDENTIFIER = "CONCEPT"
IDENTIFIER_HELP = _("Short and fixed, for example M1-Q01. Answers and figures hang on it.")


class LearningGoal(index.Indexed, models.Model):
    """What somebody can do after a lesson; questions test it. Shared by all municipalities."""

    code = models.CharField(_("code"), max_length=20, unique=True, validators=[CODE])
    module = models.CharField(_("module"), max_length=20, validators=[CODE])
    text = models.CharField(_("what somebody can do"), max_length=250)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("module")]),
        FieldPanel("text"),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.SearchField("text"),
        index.AutocompleteField("text"),
    ]

    class Meta:
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Question(ReviewedByOwner, ReviewedSnippet):
    """A question of the bank: shared, or a municipality's own. What people are asked is a frozen version of it."""

    identifier = models.CharField(
        _("identifier"), max_length=40, unique=True, validators=[CODE], help_text=IDENTIFIER_HELP
    )
    municipality = models.ForeignKey(
        "people.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: for everybody. Otherwise only this municipality uses this question."),
    )
    purpose = models.CharField(pgettext_lazy("question", "purpose"), max_length=20, choices=Purpose.choices)
    module = models.CharField(
        _("module"), max_length=20, db_index=True, validators=[CODE], help_text=_("For example M4.")
    )
    goal = models.ForeignKey(
        LearningGoal, models.PROTECT, null=True, related_name="questions", verbose_name=_("learning goal")
    )
    competency = models.CharField(_("criterion"), max_length=2, choices=Competency.choices)
    difficulty = models.CharField(
        _("difficulty"), max_length=10, choices=Difficulty.choices, default=Difficulty.MEDIUM
    )
    body = ContentField(QuestionBodyBlock(), verbose_name=_("question"))
    kind = models.CharField(
        _("kind"), max_length=20, choices=QuestionKind.choices, blank=True, editable=False
    )
    text = models.TextField(_("text"), blank=True, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    # It refers to nothing that is not a column with a constraint of its own.
    wagtail_reference_index_ignore = True
    panels: ClassVar[list] = [
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("municipality"),
                FieldRowPanel([FieldPanel("identifier"), FieldPanel("purpose")]),
                FieldRowPanel([FieldPanel("module"), FieldPanel("goal")]),
                FieldRowPanel([FieldPanel("competency"), FieldPanel("difficulty")]),
            ],
            heading=_("Place in the bank"),
        ),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("identifier"),
        index.AutocompleteField("identifier"),
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.FilterField("municipality_id"),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["identifier"]
        indexes = [models.Index(fields=["purpose", "module"], name="question_by_bank")]

    def __str__(self) -> str:
        return self.identifier

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep kind and words beside the body, and give a draft an identifier until its author chooses one."""
        self.note_body()
        if not self.identifier:
            self.identifier = f"{self.own_beginning}{FIRST_IDENTIFIER}-{secrets.token_hex(3).upper()}"
        super().save(*args, **kwargs)

    def note_body(self) -> None:
        """Bring what stands beside the body in line with it."""
        item = item_of_body(self.body)
        self.kind, self.text = (item.kind, item.text) if item else ("", "")

    def clean(self) -> None:
        """Keep the identifier once it was published, and own identifiers apart from those of others."""
        super().clean()
        published = type(self).objects.filter(pk=self.pk, first_published_at__isnull=False)
        known_as = published.values_list("identifier", flat=True).first()
        if known_as not in {None, self.identifier}:
            message = _("This identifier is in use since it was published, so it stays %(known_as)s.")
            raise ValidationError({"identifier": ValidationError(message, params={"known_as": known_as})})
        beginning = self.own_beginning
        if self.identifier and not self.identifier.startswith(beginning):
            message = _("An identifier of this municipality begins with %(beginning)s.")
            raise ValidationError({"identifier": ValidationError(message, params={"beginning": beginning})})

    @property
    def own_beginning(self) -> str:
        """What the identifiers of a municipality's own questions begin with, so that they tell others nothing."""
        return f"{self.municipality.slug.upper()}-" if self.municipality else ""

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "assessments/bank/preview.html"

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish, and freeze what people will be asked, or neither."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)


class QuestionVersion(models.Model):
    """A question as people are asked it. Never changed and never deleted: the database refuses it (migration 0003)."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    key_hash = models.CharField(_("hash of the key"), max_length=64)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} · {self.number}"
