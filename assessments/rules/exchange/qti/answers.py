"""How each kind of question is answered in QTI: what comes back, and the interaction that asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange.qti.parts import (
    RESPONSE,
    add_correct,
    add_lines,
    add_mapping,
    add_response,
    add_words,
)
from assessments.rules.exchange.qti.processing import Scoring
from assessments.rules.exchange.shape import weights_of
from assessments.rules.exchange.texts import number_words
from assessments.rules.exchange.xmlwriting import Element, add

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.rules.items import Item


@dataclass(frozen=True, slots=True)
class Answers:
    """How one kind of question is declared, asked and scored."""

    declare: Callable[[Element, Item], None]
    ask: Callable[[Element, Item], None]
    scoring: Scoring
    cardinality: str = "single"
    has_inline_feedback: bool = False


def _declare_one(root: Element, item: Item) -> None:
    declared = add_response(root, cardinality="single", base_type="identifier")
    add_correct(declared, [option.key for option in item.options if option.is_right or option.is_best])
    if item.kind == QuestionKind.SJT:
        _add_weights(declared, item)


def _declare_several(root: Element, item: Item) -> None:
    declared = add_response(root, cardinality="multiple", base_type="identifier")
    add_correct(declared, [option.key for option in item.options if option.is_right])
    _add_weights(declared, item)


def _add_weights(declared: Element, item: Item) -> None:
    rows = zip(item.options, weights_of(item), strict=True)
    add_mapping(declared, {option.key: number_words(weight / 100) for option, weight in rows if weight})


def _declare_order(root: Element, item: Item) -> None:
    declared = add_response(root, cardinality="ordered", base_type="identifier")
    add_correct(declared, [option.key for option in item.options])


def _declare_pairs(root: Element, item: Item) -> None:
    declared = add_response(root, cardinality="multiple", base_type="directedPair")
    add_correct(declared, [f"left-{option.key} right-{option.target}" for option in item.options])


def _declare_words(root: Element, item: Item) -> None:
    declared = add_response(root, cardinality="single", base_type="string")
    add_correct(declared, item.accepted[:1])
    add_mapping(declared, dict.fromkeys(item.accepted, "1"), caseSensitive="false")


def _declare_number(root: Element, item: Item) -> None:
    declared = add_response(root, cardinality="single", base_type="float")
    add_correct(declared, [] if item.number is None else [number_words(item.number)])


def _declare_text(root: Element, _item: Item) -> None:
    add_response(root, cardinality="single", base_type="string")


def _ask_choices(body: Element, item: Item) -> None:
    is_single = item.kind != QuestionKind.SEVERAL_CHOICES
    choices = add(
        body,
        "choiceInteraction",
        responseIdentifier=RESPONSE,
        shuffle="false" if item.kind == QuestionKind.TRUE_FALSE else "true",
        maxChoices="1" if is_single else "0",
    )
    for option in item.options:
        choice = add(choices, "simpleChoice", identifier=option.key)
        add_words(choice, option.text)
        if option.feedback:
            inline = add(
                choice,
                "feedbackInline",
                outcomeIdentifier="FEEDBACK",
                identifier=option.key,
                showHide="show",
            )
            add_lines(inline, option.feedback)


def _ask_marks(body: Element, item: Item) -> None:
    passage = add(body, "hottextInteraction", responseIdentifier=RESPONSE, maxChoices="0")
    for option in item.options:
        add_lines(add(add(passage, "p"), "hottext", identifier=option.key), option.text)


def _ask_order(body: Element, item: Item) -> None:
    steps = add(body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true")
    for option in item.options:
        add_words(add(steps, "simpleChoice", identifier=option.key), option.text)


def _ask_pairs(body: Element, item: Item) -> None:
    table = add(
        body,
        "matchInteraction",
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations=str(len(item.options)),
    )
    left, right = add(table, "simpleMatchSet"), add(table, "simpleMatchSet")
    for option in item.options:
        choice = add(left, "simpleAssociableChoice", identifier=f"left-{option.key}", matchMax="1")
        add_words(choice, option.text)
    for target in item.targets:
        choice = add(right, "simpleAssociableChoice", identifier=f"right-{target.key}", matchMax="0")
        add_words(choice, target.text)


def _ask_words(body: Element, _item: Item) -> None:
    add(add(body, "p"), "textEntryInteraction", responseIdentifier=RESPONSE)


def _ask_text(body: Element, item: Item) -> None:
    if item.criteria:
        _add_rubric(body, item)
    add(body, "extendedTextInteraction", responseIdentifier=RESPONSE)


def _add_rubric(body: Element, item: Item) -> None:
    block = add(body, "rubricBlock", view="scorer")
    for criterion in item.criteria:
        add(block, "p", criterion.text)
        levels = add(block, "ol")
        for level in criterion.levels:
            add(levels, "li", level)


_one = Answers(_declare_one, _ask_choices, Scoring.ALL_OR_NOTHING, has_inline_feedback=True)
_several = Answers(_declare_several, _ask_choices, Scoring.MAPPED, "multiple", has_inline_feedback=True)
_pairs = Answers(_declare_pairs, _ask_pairs, Scoring.ALL_OR_NOTHING, "multiple")

ANSWERS: dict[QuestionKind, Answers] = {
    QuestionKind.ONE_CHOICE: _one,
    QuestionKind.TRUE_FALSE: _one,
    QuestionKind.SJT: _one,
    QuestionKind.SEVERAL_CHOICES: _several,
    QuestionKind.MARK: Answers(_declare_several, _ask_marks, Scoring.MAPPED, "multiple"),
    QuestionKind.MATCH: _pairs,
    QuestionKind.CLASSIFY: _pairs,
    QuestionKind.ORDER: Answers(_declare_order, _ask_order, Scoring.ALL_OR_NOTHING, "ordered"),
    QuestionKind.FILL_IN: Answers(_declare_words, _ask_words, Scoring.MAPPED),
    QuestionKind.NUMERIC: Answers(_declare_number, _ask_words, Scoring.NEAR),
    QuestionKind.OPEN: Answers(_declare_text, _ask_text, Scoring.BY_HAND),
}
