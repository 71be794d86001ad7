"""Small parts of a QTI item: paragraphs, lines, outcomes and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.rules.exchange.texts import tidy
from assessments.rules.exchange.xmlwriting import Element, add

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RESPONSE = "RESPONSE"


def add_text(parent: Element, text: str) -> None:
    """Plain text as a paragraph for each."""
    for paragraph in filter(None, tidy(text).split("\n\n")):
        add_lines(add(parent, "p"), paragraph)


def add_words(parent: Element, text: str) -> None:
    """Plain text in a choice: as it is, or in paragraphs when there are several."""
    if "\n\n" in text:
        add_text(parent, text)
    else:
        add_lines(parent, text)


def add_lines(parent: Element, text: str) -> None:
    """Lines with a break between them."""
    parent.text, *others = text.split("\n")
    for line in others:
        add(parent, "br").tail = line


def add_response(root: Element, *, cardinality: str, base_type: str) -> Element:
    """The declaration of what comes back."""
    return add(root, "responseDeclaration", identifier=RESPONSE, cardinality=cardinality, baseType=base_type)


def add_correct(declared: Element, values: Iterable[str]) -> None:
    """What is right."""
    correct = add(declared, "correctResponse")
    for value in values:
        add(correct, "value", value)


def add_mapping(declared: Element, points: Mapping[str, str], **attributes: str) -> None:
    """What each answer brings."""
    mapping = add(declared, "mapping", defaultValue="0")
    for key, value in points.items():
        add(mapping, "mapEntry", mapKey=key, mappedValue=value, **attributes)


def add_outcome(
    root: Element, identifier: str, *, base_type: str = "identifier", cardinality: str = "single"
) -> None:
    """A declaration of what follows from an answer."""
    add(root, "outcomeDeclaration", identifier=identifier, cardinality=cardinality, baseType=base_type)
