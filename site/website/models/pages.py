"""The public pages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamBlock
from wagtail.models import Page

from core import blocks as kit
from core.fields import ContentField


class PublicBodyBlock(StreamBlock):
    """What a public page can hold."""

    intro = kit.IntroBlock()
    text = kit.TextBlock()
    callout = kit.CalloutBlock()
    quote = kit.QuoteBlock()
    image = kit.ImageBlock()
    diagram = kit.DiagramBlock()
    accordion = kit.AccordionBlock()
    comparison = kit.ComparisonBlock()
    video = kit.VideoBlock()
    download = kit.DownloadBlock()


class HomePage(Page):
    """The front door: the model explained, and the way to the open module."""

    lead = models.TextField(_("opening sentences"))
    body = ContentField(PublicBodyBlock(), verbose_name=_("page"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    private_page_options: ClassVar[list[str]] = []
    max_count = 1

    class Meta:
        verbose_name = _("home page")


class InformationPage(Page):
    """A page of information: help, accessibility, privacy."""

    lead = models.TextField(_("opening sentences"), blank=True)
    body = ContentField(PublicBodyBlock(), verbose_name=_("page"))

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
