"""Straight quotation marks become real ones. Pure."""

from __future__ import annotations

from markdown_it import MarkdownIt

_TYPESETTER = MarkdownIt("zero", {"typographer": True, "quotes": "“”‘’"}).enable("smartquotes")


def typeset(words: str) -> str:
    """The same words with real quotation marks."""
    if '"' not in words and "'" not in words:
        return words
    return "".join(token.content for token in _TYPESETTER.parseInline(words)[0].children or ())
