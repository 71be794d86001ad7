"""The pages of case studies."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from casestudies.choices import Domain
from core.blocks import PLAIN_FEATURES
from core.forms.pages import CheckedPageForm


class CaseStudyIndexPage(Page):
    """The list of cases."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["casestudies.CaseStudyPage"]
    private_page_options: ClassVar[list[str]] = []
    max_count = 1

    class Meta:
        verbose_name = _("list of cases")


class CaseStudyPage(Page):
    """A case: what is going on, and what residents wish."""

    base_form_class = CheckedPageForm

    code = models.CharField(_("code"), max_length=10, unique=True)
    domain = models.CharField(_("domain"), max_length=12, choices=Domain.choices)
    description = models.CharField(_("in one sentence"), max_length=160)
    situation = RichTextField(_("situation"), features=PLAIN_FEATURES)
    wish = models.TextField(_("what residents wish"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("domain"),
        FieldPanel("description"),
        FieldPanel("situation"),
        FieldPanel("wish"),
    ]
    parent_page_types: ClassVar[list[str]] = ["casestudies.CaseStudyIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
