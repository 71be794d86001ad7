"""Panels of the editor that help an author write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from core.rules.hints import Finding, Hint, about_descriptions, about_headings, about_links
from core.rules.markup import markup_of
from core.rules.readability import EASY_ENOUGH, Readability, readability_of
from core.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wagtail.blocks import StreamValue

MOST_SENTENCES = 8
WORDS = {
    Hint.HEADING_SKIPPED: _("This heading skips a level. Use a larger heading, or put one above it."),
    Hint.HEADING_EMPTY: _("There is a heading without words. Remove it."),
    Hint.LINK_VAGUE: _("These words do not say where the link goes. Name what somebody finds there."),
    Hint.LINK_ADDRESS: _("A web address is hard to read aloud. Name what somebody finds there."),
    Hint.LINK_EMPTY: _("There is a link without words."),
    Hint.DESCRIPTION_FILE_NAME: _("This description of a picture looks like the name of a file."),
    Hint.DESCRIPTION_OF: _("Leave out “picture of”: say at once what there is to see."),
    Hint.DESCRIPTION_LONG: _("This description is long. Put the explanation in the text."),
}


class ReadabilityPanel(Panel):
    """Shows what to look at again in the last saved version of a stream of blocks, and of fields beside it; no gate."""

    def __init__(self, field_name: str, *, also: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**{"heading": _("Hints for readable text"), "icon": "glasses", **options})
        self.field_name, self.also = field_name, tuple(also)

    def clone_kwargs(self) -> dict[str, Any]:
        """What a copy of this panel needs."""
        return {**super().clone_kwargs(), "field_name": self.field_name, "also": self.also}

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "core/panels/readability.html"

        @cached_property
        def stream(self) -> StreamValue:
            """What was saved."""
            return getattr(self.instance, self.panel.field_name)

        @cached_property
        def readability(self) -> Readability | None:
            """Figures about the text, or None for a new or very short one."""
            beside = [str(getattr(self.instance, name)) for name in self.panel.also]
            return readability_of("\n".join([*beside, plain_text(self.stream)]))

        @cached_property
        def findings(self) -> list[Finding]:
            """What there is to look at in headings, links and pictures."""
            markup = markup_of(str(self.stream))
            return [
                *about_headings(markup.headings),
                *about_links(markup.links),
                *about_descriptions(markup.descriptions),
            ]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Hints, figures and the longest sentences."""
            context = super().get_context_data(parent_context)
            found = self.readability
            return {
                **context,
                "is_new": not self.stream,
                "findings": [(WORDS[finding.hint], finding.words) for finding in self.findings],
                "readability": found,
                "is_easy": found is not None and found.flesch_douma >= EASY_ENOUGH,
                "long_sentences": found.long_sentences[:MOST_SENTENCES] if found else (),
            }
