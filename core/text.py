"""Plain words out of blocks and rich text."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import nh3
from wagtail.blocks import BaseStructBlock, ListBlock, RichTextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.blocks import Block, StreamValue

_BLOCK_ENDS = ("</p>", "</li>", "</h2>", "</h3>", "<br/>", "<br>")


def words_of_html(html: str) -> str:
    """Give the words of a piece of HTML, a line per paragraph."""
    for end in _BLOCK_ENDS:
        html = html.replace(end, f"{end}\n")
    return unescape(nh3.clean(html, tags=set())).strip()


def plain_text(stream: StreamValue | None) -> str:
    """Give all words of a stream of blocks, a line per paragraph."""
    if not stream:
        return ""
    texts = (text for child in stream for text in _texts_in(child.block, child.value))
    return "\n".join(words_of_html(str(text)) for text in texts)


def _texts_in(block: Block, value: Any) -> Iterable[Any]:
    """The texts of a block; rich text with its paragraphs, which Wagtail's own search text joins."""
    if isinstance(block, RichTextBlock):
        return [value.source]
    if isinstance(block, BaseStructBlock):
        return [
            text for name, child in block.child_blocks.items() for text in _texts_in(child, value.get(name))
        ]
    if isinstance(block, ListBlock):
        return [text for child in value for text in _texts_in(block.child_block, child)]
    return block.get_searchable_content(value)
