"""What an author may want to look at again: headings, link texts, descriptions. Hints, never a gate. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LONGEST_DESCRIPTION = 150
_VAGUE = frozenset(
    {
        "deze link",
        "deze pagina",
        "download",
        "hier",
        "info",
        "klik",
        "klik hier",
        "lees hier",
        "lees meer",
        "lees verder",
        "link",
        "meer",
        "meer informatie",
        "meer lezen",
        "website",
    }
)
_ADDRESS = re.compile(r"^(https?://|www\.)|^[\w-]+(\.[\w-]+)+(/\S*)?$", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\.(avif|gif|jpe?g|png|webp)$|^(dsc|img|image|foto|schermafbeelding)[ _-]?\d+", re.IGNORECASE
)
_STARTS_LIKE = re.compile(r"^(afbeelding|foto|plaatje|illustratie) van\b", re.IGNORECASE)


class Hint(Enum):
    """What there is to look at."""

    HEADING_SKIPPED = "heading_skipped"
    HEADING_EMPTY = "heading_empty"
    LINK_VAGUE = "link_vague"
    LINK_ADDRESS = "link_address"
    LINK_EMPTY = "link_empty"
    DESCRIPTION_FILE_NAME = "description_file_name"
    DESCRIPTION_OF = "description_of"
    DESCRIPTION_LONG = "description_long"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, and the words it is about."""

    hint: Hint
    words: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level, 1 for the title of the page."""

    level: int
    text: str


def about_headings(headings: Sequence[Heading], *, after: int = 1) -> Iterator[Finding]:
    """Name each heading that is empty, or that skips a level after the one before it."""
    level = after
    for heading in headings:
        if not heading.text.strip():
            yield Finding(Hint.HEADING_EMPTY)
            continue
        if heading.level > level + 1:
            yield Finding(Hint.HEADING_SKIPPED, heading.text)
        level = heading.level


def about_links(texts: Iterable[str]) -> Iterator[Finding]:
    """Name each link whose words do not say where it goes."""
    for text in texts:
        words = " ".join(text.split())
        bare = words.strip(" .,:;!?»›>").lower()
        if not words:
            yield Finding(Hint.LINK_EMPTY)
        elif bare in _VAGUE:
            yield Finding(Hint.LINK_VAGUE, words)
        elif _ADDRESS.search(bare):
            yield Finding(Hint.LINK_ADDRESS, words)


def about_descriptions(texts: Iterable[str]) -> Iterator[Finding]:
    """Name each description of a picture that tells little to who does not see it."""
    for text in texts:
        words = text.strip()
        if _FILE_NAME.search(words):
            yield Finding(Hint.DESCRIPTION_FILE_NAME, words)
        elif _STARTS_LIKE.search(words):
            yield Finding(Hint.DESCRIPTION_OF, words)
        elif len(words) > LONGEST_DESCRIPTION:
            yield Finding(Hint.DESCRIPTION_LONG, words)
