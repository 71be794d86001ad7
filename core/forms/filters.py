"""Filters of lists in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.pages.listing import GenericPageFilterSet

# Those that list the names of everybody who ever wrote a page, wherever they work.
TELLING = frozenset({"owner", "edited_by"})


class PageFilters(GenericPageFilterSet):
    """The filters of a list of pages, without those that tell names."""

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """All of Wagtail's own but those."""
        return {name: each for name, each in super().get_filters().items() if name not in TELLING}
