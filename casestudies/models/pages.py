"""The pages of cases: content only, nothing about the visitor."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from casestudies import blocks
from casestudies.choices import Context, Domain, Pitfall, Source
from core.access import require_no_obstacles
from core.fields import ContentField
from core.forms.pages import CheckedPageForm
from core.models import FixedCode

CODE = RegexValidator(
    r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*\Z", _("Use capitals, digits and hyphens, for example C1.")
)


class CaseStudyIndexPage(Page):
    """The shelf of cases: the shared one, or a municipality's own."""

    municipality = models.OneToOneField(
        "people.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: for everybody. Otherwise only this municipality sees what is on this shelf."),
    )

    content_panels = [*Page.content_panels, FieldPanel("municipality", read_only=True)]
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["casestudies.CaseStudyPage"]
    private_page_options: ClassVar[list[str]] = []
    preview_modes: ClassVar[list] = []

    class Meta:
        verbose_name = _("shelf of cases")


def _frame_field(label: Any) -> models.TextField:
    return models.TextField(label, blank=True)


class CaseStudyPage(FixedCode, Page):
    """A case to learn from. What people do is a frozen version of it."""

    base_form_class = CheckedPageForm

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[CODE],
        help_text=_("Short and fixed, for example C1. People's work and links hang on it."),
    )
    domain = models.CharField(_("domain"), max_length=12, choices=Domain.choices)
    context = models.CharField(_("field of work"), max_length=20, choices=Context.choices)
    summary = models.CharField(_("in one sentence"), max_length=160)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=25, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    situation = models.TextField(_("situation"), help_text=_("A blank line begins a new paragraph."))
    wish = models.TextField(_("what residents wish"))
    frame_issue = _frame_field(_("issue"))
    frame_discretion = _frame_field(_("room: what is free"))
    frame_hard_limits = _frame_field(_("hard limits, in one sentence"))
    frame_resources = _frame_field(_("resources"))
    frame_timeframe = _frame_field(_("time"))
    frame_decision = _frame_field(_("who decides, who tests and when"))
    frame_responsibility = _frame_field(_("who is responsible for what"))
    frame_owner = models.CharField(_("who owns the frame"), max_length=200, blank=True)
    frame_translator = models.CharField(_("who translates the frame"), max_length=200, blank=True)
    frame_tester = models.CharField(_("who tests against the frame"), max_length=200, blank=True)
    hard_limits = ContentField(blocks.LimitsBlock(), verbose_name=_("hard limits, one by one"), blank=True)
    people = ContentField(blocks.PeopleBlock(), verbose_name=_("people"), blank=True)
    timeline = ContentField(blocks.TimelineBlock(), verbose_name=_("timeline"), blank=True)
    documents = ContentField(blocks.DocumentsBlock(), verbose_name=_("documents"), blank=True)
    dilemmas = ContentField(blocks.DilemmasBlock(), verbose_name=_("dilemmas"), blank=True)
    roles = ContentField(blocks.RolesBlock(), verbose_name=_("seen from each role"), blank=True)
    pitfalls = ContentField(blocks.PitfallsBlock(), verbose_name=_("pitfalls"), blank=True)
    first_version = ContentField(blocks.FirstVersionBlock(), verbose_name=_("first version"), blank=True)
    prediction = ContentField(blocks.PredictionsBlock(), verbose_name=_("prediction"), blank=True)
    second_version = ContentField(blocks.SecondVersionBlock(), verbose_name=_("second version"), blank=True)
    exercises = ContentField(
        blocks.ExercisesBlock(),
        verbose_name=_("interactive exercises"),
        blank=True,
        help_text=_("To practise with this case. They do not belong to the road through it."),
    )
    questions = ContentField(blocks.QuestionsBlock(), verbose_name=_("discussion questions"), blank=True)
    expert_answer = models.TextField(_("expert answer"), blank=True)
    facilitator_notes = ContentField(
        blocks.NotesBlock(),
        verbose_name=_("notes for facilitators"),
        blank=True,
        help_text=_("Learners never get these: they are for who leads a group."),
    )
    source = models.CharField(_("comes from"), max_length=10, choices=Source.choices, default=Source.INVENTED)
    responsible = models.CharField(
        _("who keeps it up to date"), max_length=120, blank=True, help_text=_("A function or a team.")
    )
    review_due = models.DateField(_("read again before"), null=True, blank=True)
    # Derived from the blocks, to filter by.
    pitfall_codes = ArrayField(
        models.CharField(max_length=20, choices=Pitfall.choices), default=list, editable=False
    )
    role_codes = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    source_hash = models.CharField(max_length=64, blank=True, editable=False)
    source_revision = models.BigIntegerField(null=True, editable=False)

    content_panels = [
        HelpPanel(template="casestudies/admin/_checks.html", heading=_("Before it is published")),
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("code"), FieldPanel("minutes")]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("domain"), FieldPanel("context")]),
            ],
            heading=_("About this case"),
        ),
        FieldPanel("situation"),
        FieldPanel("wish"),
        MultiFieldPanel(
            [
                *(FieldPanel(f"frame_{name}") for name in (
                    "issue", "discretion", "hard_limits", "resources", "timeframe", "decision", "responsibility",
                )),
                FieldPanel("hard_limits"),
                FieldRowPanel([FieldPanel("frame_owner"), FieldPanel("frame_translator"), FieldPanel("frame_tester")]),
            ],
            heading=_("The frame"),
        ),
        FieldPanel("people"),
        FieldPanel("timeline"),
        FieldPanel("documents"),
        FieldPanel("dilemmas"),
        FieldPanel("roles"),
        MultiFieldPanel(
            [
                FieldPanel("pitfalls"),
                FieldPanel("first_version"),
                FieldPanel("prediction"),
                FieldPanel("second_version"),
            ],
            heading=_("Diagnosis"),
        ),
        FieldPanel("questions"),
        FieldPanel("exercises"),
        FieldPanel("expert_answer"),
        FieldPanel("facilitator_notes"),
        MultiFieldPanel(
            [FieldPanel("source"), FieldRowPanel([FieldPanel("responsible"), FieldPanel("review_due")])],
            heading=_("Origin and upkeep"),
        ),
        HelpPanel(template="casestudies/admin/_used_in.html", heading=_("Used in")),
    ]  # fmt: skip
    # Neither the notes for facilitators nor the expert answer can be searched.
    search_fields: ClassVar[list] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("situation"),
        index.AutocompleteField("code"),
    ]
    parent_page_types: ClassVar[list[str]] = ["casestudies.CaseStudyIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []
    template = "casestudies/preview.html"

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def get_absolute_url(self) -> str:
        """Where people do it: the code never changes."""
        return reverse("casestudies:case", args=[self.code.lower()])

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep beside the blocks what lists filter by."""
        self.pitfall_codes = sorted(
            {str(child.value["code"]) for child in self.pitfalls if child.value["code"]}
        )
        self.role_codes = sorted({str(child.value["role"]) for child in self.people if child.value["role"]})
        return super().save(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish and freeze what people do, or neither; whatever way it comes, nothing may stand in the way."""
        require_no_obstacles(revision.as_object())
        with transaction.atomic():
            return super().publish(revision, *args, **kwargs)
