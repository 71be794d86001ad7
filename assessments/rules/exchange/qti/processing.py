"""The rules of a QTI item: which score and which feedback follow from an answer."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from assessments.rules.exchange.qti.parts import RESPONSE
from assessments.rules.exchange.qti.reading import EXPLANATION, PRINCIPLE
from assessments.rules.exchange.texts import number_words
from assessments.rules.exchange.xmlwriting import Element, add

if TYPE_CHECKING:
    from assessments.rules.items import Item


class Scoring(Enum):
    """How points follow from an answer."""

    ALL_OR_NOTHING = auto()
    MAPPED = auto()
    NEAR = auto()
    BY_HAND = auto()


def add_processing(root: Element, item: Item, scoring: Scoring) -> None:
    """The rules of an item."""
    rules = add(root, "responseProcessing")
    if scoring is Scoring.MAPPED:
        add(_set(rules, "SCORE"), "mapResponse", identifier=RESPONSE)
    elif scoring is not Scoring.BY_HAND:
        _add_condition(rules, item, scoring)
    if any(option.feedback for option in item.options):
        add(_set(rules, "FEEDBACK"), "variable", identifier=RESPONSE)
    for name, text in ((EXPLANATION, item.explanation), (PRINCIPLE, item.principle)):
        if text:
            add(_set(rules, name), "baseValue", name.lower(), baseType="identifier")


def _set(parent: Element, outcome: str) -> Element:
    return add(parent, "setOutcomeValue", identifier=outcome)


def _add_condition(rules: Element, item: Item, scoring: Scoring) -> None:
    when = add(add(rules, "responseCondition"), "responseIf")
    if scoring is Scoring.NEAR and item.tolerance:
        margin = number_words(item.tolerance)
        same = add(when, "equal", toleranceMode="absolute", tolerance=f"{margin} {margin}")
    elif scoring is Scoring.NEAR:
        same = add(when, "equal", toleranceMode="exact")
    else:
        same = add(when, "match")
    add(same, "variable", identifier=RESPONSE)
    add(same, "correct", identifier=RESPONSE)
    add(_set(when, "SCORE"), "baseValue", "1", baseType="float")
