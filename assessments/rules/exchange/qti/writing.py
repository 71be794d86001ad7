"""Writes a question as a QTI item, built in the names of 2.1."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange import assembling
from assessments.rules.exchange.qti.answers import ANSWERS
from assessments.rules.exchange.qti.parts import add_outcome, add_text
from assessments.rules.exchange.qti.processing import add_processing
from assessments.rules.exchange.qti.reading import EXPLANATION, PRINCIPLE
from assessments.rules.exchange.qti.versions import Version, named_for
from assessments.rules.exchange.texts import on_one_line
from assessments.rules.exchange.xmlwriting import Element, add, document

if TYPE_CHECKING:
    from assessments.rules.items import Item, Tagged

# Kinds that QTI has no interaction for, and what other systems show.
SHOWN_AS = {QuestionKind.CLASSIFY: QuestionKind.MATCH, QuestionKind.SJT: QuestionKind.ONE_CHOICE}
_WITHOUT_FEEDBACK = {QuestionKind.MATCH, QuestionKind.CLASSIFY, QuestionKind.ORDER}
_LONGEST_TITLE = 60


def held(tagged: Tagged) -> Tagged:
    """What QTI holds of a question."""
    return assembling.held(tagged, reduce=_reduced)


def _reduced(item: Item) -> Item:
    options = item.options
    if item.kind in _WITHOUT_FEEDBACK:
        options = tuple(replace(option, feedback="") for option in options)
    criteria = tuple(
        replace(c, text=on_one_line(c.text), levels=tuple(on_one_line(level) for level in c.levels))
        for c in item.criteria
    )
    accepted = tuple(on_one_line(text) for text in item.accepted)
    return replace(item, options=options, accepted=accepted, criteria=criteria)


def item_file(tagged: Tagged, version: Version) -> bytes:
    """The file of one item."""
    root = named_for(_item(tagged), version)
    root.set("xmlns", version.items)
    return document(root)


def _item(tagged: Tagged) -> Element:
    item = tagged.item
    answers = ANSWERS[QuestionKind(item.kind)]
    title = f"{tagged.identifier} {on_one_line(item.text)}"[:_LONGEST_TITLE]
    root = Element("assessmentItem", {"identifier": tagged.identifier, "title": title, "xml:lang": "nl"})
    root.attrib |= {"adaptive": "false", "timeDependent": "false"}
    answers.declare(root, item)
    add_outcome(root, "SCORE", base_type="float")
    has_feedback = any(option.feedback for option in item.options)
    if has_feedback:
        add_outcome(root, "FEEDBACK", cardinality=answers.cardinality)
    for name, text in ((EXPLANATION, item.explanation), (PRINCIPLE, item.principle)):
        if text:
            add_outcome(root, name)
    body = add(root, "itemBody")
    add_text(body, item.text)
    answers.ask(body, item)
    add_processing(root, item, answers.scoring)
    _add_modal_feedback(root, item, answers.has_inline_feedback)
    return root


def _add_modal_feedback(root: Element, item: Item, has_inline_feedback: bool) -> None:  # noqa: FBT001
    rows = [(EXPLANATION, "explanation", item.explanation), (PRINCIPLE, "principle", item.principle)]
    if not has_inline_feedback:
        rows = [*(("FEEDBACK", option.key, option.feedback) for option in item.options), *rows]
    for outcome, identifier, text in rows:
        if text:
            modal = add(
                root, "modalFeedback", outcomeIdentifier=outcome, identifier=identifier, showHide="show"
            )
            add_text(modal, text)
