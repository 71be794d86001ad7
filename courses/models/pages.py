"""The pages of the curriculum: content only, nothing about the visitor."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from core.blocks import PLAIN_FEATURES, WholeNumberBlock
from core.fields import ContentField
from core.forms.pages import CheckedPageForm
from core.models import FixedCode
from core.panels import ReadabilityPanel
from courses.blocks import LessonBodyBlock
from courses.choices import LessonForm

CODE_HELP = _("Short and fixed, for example M1-L2. A learner's work and links hang on it.")


class LearningPathIndexPage(Page):
    """The shelf of learning paths: the shared one, or a municipality's own."""

    municipality = models.OneToOneField(
        "people.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: for everybody. Otherwise only this municipality sees what is on this shelf."),
    )

    admin_default_ordering = "ord"
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["courses.LearningPathPage"]
    private_page_options: ClassVar[list[str]] = []
    preview_modes: ClassVar[list] = []
    content_panels = [*Page.content_panels, FieldPanel("municipality", read_only=True)]

    class Meta:
        verbose_name = _("shelf of learning paths")


class Prerequisite(Orderable):
    """What a module or lesson needs first. Rows with the same letter are alternatives: one of them is enough."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="prerequisites")
    required = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("first finish")
    )
    alternative = models.CharField(
        _("letter"), max_length=1, default="A", help_text=_("The same letter: one of them is enough.")
    )

    panels: ClassVar[list] = [
        PageChooserPanel("required", ["courses.ModulePage", "courses.LessonPage"]),
        FieldPanel("alternative"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("prerequisite")
        verbose_name_plural = _("prerequisites")
        constraints = [
            models.UniqueConstraint(fields=["page", "required"], name="prerequisite_once"),
            models.CheckConstraint(
                condition=~models.Q(page=models.F("required")), name="prerequisite_is_something_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} ← {self.required_id} ({self.alternative})"


def prerequisite_panels() -> MultiFieldPanel:
    """The part of the editor that says what comes first."""
    return MultiFieldPanel(
        [InlinePanel("prerequisites", label=_("First finish")), FieldPanel("is_locked")],
        heading=_("What comes first"),
    )


class LevelBlock(StructBlock):
    """A level of a learning path."""

    number = WholeNumberBlock(min_value=0, max_value=9, label=_("Number"))
    title = CharBlock(max_length=80, label=_("Title"))
    description = TextBlock(required=False, rows=2, label=_("For whom"))


class LearningPathPage(FixedCode, Page):
    """A road through modules, for a role."""

    base_form_class = CheckedPageForm
    code = models.CharField(_("code"), max_length=20, unique=True, help_text=CODE_HELP)
    description = models.TextField(_("what it is for"))
    levels = ContentField([("level", LevelBlock())], verbose_name=_("levels"), blank=True)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("description"),
        FieldPanel("levels"),
    ]
    admin_default_ordering = "ord"
    parent_page_types: ClassVar[list[str]] = ["courses.LearningPathIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.ModulePage"]
    private_page_options: ClassVar[list[str]] = []
    template = "courses/outline_preview.html"

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")


class ModulePage(FixedCode, Page):
    """A few lessons about one subject."""

    base_form_class = CheckedPageForm
    code = models.CharField(_("code"), max_length=20, unique=True, help_text=CODE_HELP)
    level = models.PositiveSmallIntegerField(_("level"), default=1, validators=[MaxValueValidator(9)])
    minutes = models.PositiveIntegerField(_("guide time in minutes"), validators=[MinValueValidator(1)])
    audience = models.CharField(_("for whom"), max_length=160, blank=True)
    intro = RichTextField(_("introduction"), features=PLAIN_FEATURES)
    is_open = models.BooleanField(
        _("open to visitors"), default=False, help_text=_("Anybody may read it, also without an account.")
    )
    is_locked = models.BooleanField(
        _("closed until then"),
        default=False,
        help_text=_("Otherwise what comes first is advice, and the lessons can be read."),
    )
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("minutes")]),
        FieldPanel("audience"),
        FieldPanel("intro"),
        FieldPanel("is_open"),
        prerequisite_panels(),
    ]
    admin_default_ordering = "ord"
    parent_page_types: ClassVar[list[str]] = ["courses.LearningPathPage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage"]
    private_page_options: ClassVar[list[str]] = []
    template = "courses/outline_preview.html"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class LessonPage(FixedCode, Page):
    """One idea, in five to fifteen minutes."""

    base_form_class = CheckedPageForm
    code = models.CharField(_("code"), max_length=20, unique=True, help_text=CODE_HELP)
    form = models.CharField(_("form"), max_length=12, choices=LessonForm.choices, default=LessonForm.LESSON)
    minutes = models.PositiveIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    description = models.CharField(_("in one sentence"), max_length=160)
    goals = ContentField([("goal", CharBlock(max_length=250, label=_("You can …")))], verbose_name=_("goals"))
    body = ContentField(LessonBodyBlock(), verbose_name=_("lesson"))
    is_required = models.BooleanField(
        _("required"), default=True, help_text=_("An optional lesson never holds a module up.")
    )
    is_locked = models.BooleanField(
        _("closed until then"),
        default=False,
        help_text=_("Otherwise what comes first is advice, and the lesson can be read."),
    )
    review_due = models.DateField(_("read again before"), null=True, blank=True)
    # Copied with the page: a lesson that is split off by copying knows where it came from.
    reading_key = models.UUIDField(default=uuid.uuid4, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("form"), FieldPanel("minutes")]),
        FieldPanel("description"),
        FieldPanel("goals"),
        FieldPanel("body"),
        ReadabilityPanel(field_name="body", also=["description"]),
        MultiFieldPanel([FieldPanel("is_required"), FieldPanel("review_due")], heading=_("Rules")),
        prerequisite_panels(),
    ]
    parent_page_types: ClassVar[list[str]] = ["courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    template = "courses/lesson_preview.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def reading_part_key(self) -> uuid.UUID:
        """The key of reading this lesson to its end; a copy has its own."""
        return uuid.uuid5(self.reading_key, self.code)

    def clean(self) -> None:
        """Say in which field the code is already taken."""
        super().clean()
        if self.code and LessonPage.objects.filter(code=self.code).exclude(pk=self.pk).exists():
            raise ValidationError({"code": _("Another lesson has this code already.")})
