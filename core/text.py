"""Plain words out of blocks and rich text."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

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
    texts = (text for child in stream for text in child.block.get_searchable_content(child.value))
    return "\n".join(words_of_html(str(text)) for text in texts)
