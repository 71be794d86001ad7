"""Writes Moodle XML, with what the bank knows of a question as tags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange import assembling
from assessments.rules.exchange.prose import html_of
from assessments.rules.exchange.report import Written
from assessments.rules.exchange.rubrics import rubric_html
from assessments.rules.exchange.shape import weights_of
from assessments.rules.exchange.texts import number_words, on_one_line
from assessments.rules.exchange.vocabulary import labels_of
from assessments.rules.exchange.xmlwriting import Element, add, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessments.rules.exchange.report import Remark
    from assessments.rules.items import Item, Tagged

# Kinds that Moodle does not have, and what it shows instead.
SHOWN_AS = {
    QuestionKind.MARK: QuestionKind.SEVERAL_CHOICES,
    QuestionKind.CLASSIFY: QuestionKind.MATCH,
    QuestionKind.SJT: QuestionKind.ONE_CHOICE,
}
_LONGEST_NAME = 60
_WITHOUT_FEEDBACK = {QuestionKind.MATCH, QuestionKind.CLASSIFY, QuestionKind.ORDER}


def held(tagged: Tagged) -> Tagged:
    """What Moodle XML holds of a question."""
    return assembling.held(tagged, reduce=_reduced)


def write(tagged: Iterable[Tagged]) -> Written:
    """A Moodle XML file, with what it could not hold."""
    root = Element("quiz")
    losses: list[Remark] = []
    category = None
    for each in tagged:
        kept = held(each)
        losses += assembling.losses_of(each, kept, shown_as=SHOWN_AS)
        if each.module != category:
            category = each.module
            question = add(root, "question", type="category")
            add(add(question, "category"), "text", f"$course$/top/{category}")
        _add_question(root, kept)
    return Written(document(root), tuple(losses))


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


def _add_question(root: Element, tagged: Tagged) -> None:
    item = tagged.item
    kind, add_answers = _WRITERS[QuestionKind(item.kind)]
    question = add(root, "question", type=kind)
    name = f"{tagged.identifier} {on_one_line(item.text)}"[:_LONGEST_NAME]
    add(add(question, "name"), "text", name)
    _add_html(question, "questiontext", item.text)
    _add_html(question, "generalfeedback", item.explanation)
    add(question, "defaultgrade", "1")
    add(question, "hidden", "0")
    add(question, "idnumber", tagged.identifier)
    add_answers(question, item)
    if item.principle:
        _add_html(question, "hint", item.principle)
    tags = add(question, "tags")
    for label in labels_of(tagged):
        add(add(tags, "tag"), "text", label)


def _add_html(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    element = add(parent, tag, format="html", **attributes)
    add(element, "text", html_of(text))
    return element


def _add_choices(question: Element, item: Item) -> None:
    is_single = item.kind in {QuestionKind.ONE_CHOICE, QuestionKind.SJT}
    add(question, "single", "true" if is_single else "false")
    add(question, "shuffleanswers", "false" if item.kind == QuestionKind.MARK else "true")
    add(question, "answernumbering", "abc")
    for option, weight in zip(item.options, weights_of(item), strict=True):
        answer = _add_html(question, "answer", option.text, fraction=number_words(weight))
        _add_html(answer, "feedback", option.feedback)


def _add_statement(question: Element, item: Item) -> None:
    for option in item.options:
        answer = add(
            question, "answer", fraction="100" if option.is_right else "0", format="moodle_auto_format"
        )
        add(answer, "text", option.key)
        _add_html(answer, "feedback", option.feedback)


def _add_pairs(question: Element, item: Item) -> None:
    texts = {target.key: target.text for target in item.targets}
    used = {option.target for option in item.options}
    add(question, "shuffleanswers", "true")
    for option in item.options:
        pair = _add_html(question, "subquestion", option.text)
        add(add(pair, "answer"), "text", texts[option.target])
    for target in item.targets:
        if target.key not in used:
            pair = _add_html(question, "subquestion", "")
            add(add(pair, "answer"), "text", target.text)


def _add_steps(question: Element, item: Item) -> None:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "0",
        "gradingtype": "ABSOLUTE_POSITION",
    }
    for name, value in {**settings, "showgrading": "SHOW", "numberingstyle": "none"}.items():
        add(question, name, value)
    for place, option in enumerate(item.options, start=1):
        answer = _add_html(question, "answer", option.text, fraction=str(place))
        _add_html(answer, "feedback", "")


def _add_fill_in(question: Element, item: Item) -> None:
    add(question, "usecase", "0")
    for text in item.accepted:
        answer = add(question, "answer", fraction="100", format="moodle_auto_format")
        add(answer, "text", text.replace("*", "\\*"))
        _add_html(answer, "feedback", "")


def _add_number(question: Element, item: Item) -> None:
    answer = add(question, "answer", fraction="100", format="moodle_auto_format")
    add(answer, "text", "" if item.number is None else number_words(item.number))
    _add_html(answer, "feedback", "")
    add(answer, "tolerance", number_words(item.tolerance))
    if item.unit:
        unit = add(add(question, "units"), "unit")
        add(unit, "multiplier", "1")
        add(unit, "unit_name", item.unit)
        add(question, "unitgradingtype", "0")
        add(question, "showunits", "2")


def _add_open(question: Element, item: Item) -> None:
    add(question, "responseformat", "editor")
    add(question, "responserequired", "1")
    add(question, "responsefieldlines", "10")
    add(question, "attachments", "0")
    add(add(question, "graderinfo", format="html"), "text", rubric_html(item.criteria))


_WRITERS: dict[QuestionKind, tuple[str, Callable[[Element, Item], None]]] = {
    QuestionKind.ONE_CHOICE: ("multichoice", _add_choices),
    QuestionKind.SEVERAL_CHOICES: ("multichoice", _add_choices),
    QuestionKind.TRUE_FALSE: ("truefalse", _add_statement),
    QuestionKind.MATCH: ("matching", _add_pairs),
    QuestionKind.ORDER: ("ordering", _add_steps),
    QuestionKind.FILL_IN: ("shortanswer", _add_fill_in),
    QuestionKind.NUMERIC: ("numerical", _add_number),
    QuestionKind.MARK: ("multichoice", _add_choices),
    QuestionKind.CLASSIFY: ("matching", _add_pairs),
    QuestionKind.SJT: ("multichoice", _add_choices),
    QuestionKind.OPEN: ("essay", _add_open),
}
