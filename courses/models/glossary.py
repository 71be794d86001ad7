"""The fixed words of the model, explained."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index


class GlossaryTerm(
    WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, models.Model
):
    """A word with its meaning, shared by all municipalities."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    term = models.CharField(_("term"), max_length=80)
    plural = models.CharField(_("plural"), max_length=80, blank=True)
    definition = models.CharField(_("meaning in one or two sentences"), max_length=300)
    explanation = models.TextField(_("explanation"), blank=True)
    example = models.TextField(_("example"), blank=True)
    see_also = models.ManyToManyField("self", symmetrical=False, blank=True, verbose_name=_("see also"))

    panels: ClassVar[list] = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("plural"), FieldPanel("slug")]),
        FieldPanel("definition", widget=AdminAutoHeightTextInput),
        FieldPanel("explanation"),
        FieldPanel("example"),
    ]
    search_fields: ClassVar[list] = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]
        indexes = [GinIndex(fields=["term"], name="term_typos", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.term

    def get_absolute_url(self) -> str:
        """Address of its explanation."""
        return reverse("courses:term", args=[self.slug])

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """The template that the editor's preview shows."""
        return "courses/term_preview.html"
