"""A StreamField whose blocks stay out of the migrations."""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class ContentField(StreamField):
    """Content in blocks; the table only holds JSON, so a change of blocks is no change of the table."""

    def __init__(self, block_types: Any = None, **options: Any) -> None:
        # A migration calls this without blocks.
        super().__init__([] if block_types is None else block_types, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Describe the field for a migration without its blocks."""
        name, path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, path, [], options
