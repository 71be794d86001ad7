"""Blocks of words."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.choices import CalloutKind, Diagram

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
BlockT = TypeVar("BlockT", bound=blocks.FieldBlock)
PLAIN_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class NamedChoiceBlock(blocks.ChoiceBlock):
    """A choice that reads as its name where versions are compared."""

    def render_basic(self, value: Any, context: Any = None) -> str:
        """The words that the author chose."""
        return str(dict(self.field.choices).get(value, value))


def named(block: BlockT) -> BlockT:
    """The same block, which says its label to who does not see it: in a list of one kind Wagtail draws no label."""
    block.field.widget.attrs["aria-label"] = block.meta.label
    return block


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": TEXT_FEATURES, **options})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings and lists.")
        template = "core/blocks/text.html"
        preview_value = (
            "<h2>Wat willen jullie bereiken?</h2><p>Vraag eerst naar de <b>wens</b>. Wacht dan even.</p>"
        )


class IntroBlock(blocks.TextBlock):
    """The opening lines in large type."""

    class Meta:
        icon = "title"
        label = _("Introduction")
        description = _("One to three sentences in large type: the example that opens the lesson.")
        template = "core/blocks/intro.html"
        preview_value = "Bewoners vragen om een speeltuin. Jij weet al een plek. Toch zeg je daar niets over."


class CalloutBlock(blocks.StructBlock):
    """Text that stands apart: to remember, an example, a warning, the law, safety."""

    kind = NamedChoiceBlock(choices=CalloutKind.choices, default=CalloutKind.REMEMBER, label=_("Kind"))
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A short piece of text that stands apart.")
        template = "core/blocks/callout.html"
        preview_value = {
            "kind": CalloutKind.REMEMBER,
            "title": "",
            "text": "<p>Kom je zelf met de oplossing? Dan wordt het jouw plan.</p>",
        }


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("What is said"))
    by = blocks.CharBlock(required=False, max_length=120, label=_("Who says it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's own words.")
        template = "core/blocks/quote.html"
        preview_value = {"text": "Ze vroegen eindelijk wat ík wilde.", "by": "Fatma, Lindestraat"}


class AccordionItemBlock(blocks.StructBlock):
    """One heading that opens."""

    title = blocks.CharBlock(max_length=160, label=_("Heading"))
    text = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Text"))

    class Meta:
        icon = "list-ul"
        label = _("Heading with text")


class AccordionBlock(blocks.StructBlock):
    """Headings that open one by one."""

    headings = blocks.ListBlock(AccordionItemBlock(), min_num=1, label=_("Headings"))

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Headings with text that opens.")
        template = "core/blocks/accordion.html"
        preview_value = {
            "headings": [{"title": "Wat doet de gemeente?", "text": "<p>Die geeft het kader.</p>"}]
        }


class ComparisonBlock(blocks.StructBlock):
    """What helps beside what does not."""

    title = blocks.CharBlock(required=False, max_length=160, label=_("Title"))
    helps = blocks.ListBlock(blocks.TextBlock(rows=2), min_num=1, label=_("Do"))
    hinders = blocks.ListBlock(blocks.TextBlock(rows=2), min_num=1, label=_("Do not"))

    class Meta:
        icon = "table"
        label = _("Comparison")
        description = _("What to do beside what not to do.")
        template = "core/blocks/comparison.html"
        preview_value = {
            "title": "Vragen naar de wens",
            "helps": ["“Wat zou er anders zijn?”"],
            "hinders": ["“Willen jullie een speeltuin?”"],
        }


class DiagramBlock(blocks.StructBlock):
    """A drawn figure of the house."""

    name = NamedChoiceBlock(choices=Diagram.choices, label=_("Figure"))
    caption = blocks.CharBlock(required=False, max_length=250, label=_("Caption"))

    class Meta:
        icon = "site"
        label = _("Figure")
        description = _("A drawn figure that reads well on a phone and aloud.")
        template = "core/blocks/diagram.html"
        preview_value = {"name": Diagram.ROLES, "caption": ""}


class SummaryBlock(blocks.StructBlock):
    """The lesson in a few sentences."""

    points = blocks.ListBlock(blocks.TextBlock(rows=2), min_num=1, label=_("Sentences"))

    class Meta:
        icon = "check"
        label = _("Summary")
        description = _("The lesson in two to five sentences.")
        template = "core/blocks/summary.html"
        preview_value = {
            "points": ["Vraag eerst naar de wens.", "Een oplossing is vaak een wens met een jas aan."]
        }
