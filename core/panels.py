"""Panels of the editor that help an author write."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from core.rules.readability import Readability, readability_of
from core.text import plain_text

MOST_SENTENCES = 8


class ReadabilityPanel(Panel):
    """Shows how readable the last saved version of a stream of blocks is: a hint, never a gate."""

    def __init__(self, field_name: str, **options: Any) -> None:
        super().__init__(**options)
        self.field_name = field_name

    def clone_kwargs(self) -> dict[str, Any]:
        """What a copy of this panel needs."""
        return {**super().clone_kwargs(), "field_name": self.field_name}

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "core/panels/readability.html"

        @cached_property
        def readability(self) -> Readability | None:
            """Figures about the text, or None for a new or very short one."""
            return readability_of(plain_text(getattr(self.instance, self.panel.field_name)))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Figures and the longest sentences."""
            context = super().get_context_data(parent_context)
            found = self.readability
            context["readability"] = found
            context["long_sentences"] = found.long_sentences[:MOST_SENTENCES] if found else ()
            return context
