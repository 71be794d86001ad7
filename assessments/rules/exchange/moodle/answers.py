"""What can be answered to a Moodle question, as an item without its text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.moodle.fields import text_of
from assessments.rules.exchange.moodle.gaps import read_cloze, read_gaps
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.rubrics import criteria_in
from assessments.rules.exchange.shape import FULL, Weighed, choice_of, in_order, paired, true_or_not
from assessments.rules.exchange.texts import number_in, on_one_line
from assessments.rules.items import Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.rules.exchange.assembling import Draft
    from assessments.rules.exchange.xmltree import Node

_YES = {"true", "1"}


def _weight(answer: Node) -> Decimal:
    return number_in(answer["fraction"]) or Decimal(0)


def _choices(node: Node, draft: Draft) -> Item:
    rows = [
        Weighed(text_of(answer, draft.notes), _weight(answer), text_of(answer.first("feedback"), draft.notes))
        for answer in node.each("answer")
    ]
    is_single = node.words_of("single") in _YES
    return choice_of(rows, is_single=is_single, kind=draft.labels.kind, notes=draft.notes)


def _statement(node: Node, draft: Draft) -> Item:
    answers = {answer.words_of("text").lower(): answer for answer in node.each("answer")}
    if not {"true", "false"} <= set(answers):
        raise RefusedError(Refusal.NO_KEY)
    true, false = answers["true"], answers["false"]
    return true_or_not(
        is_true=_weight(true) > _weight(false),
        feedback_true=text_of(true.first("feedback"), draft.notes),
        feedback_false=text_of(false.first("feedback"), draft.notes),
    )


def _fill_in(node: Node, draft: Draft) -> Item:
    if node.words_of("usecase") in _YES:
        draft.notes.lose(Loss.CASE)
    accepted = [words for answer in node.each("answer") if (words := _accepted(answer, draft))]
    return Item(QuestionKind.FILL_IN, "", accepted=tuple(dict.fromkeys(accepted)))


def _accepted(answer: Node, draft: Draft) -> str:
    if text_of(answer.first("feedback"), draft.notes):
        draft.notes.lose(Loss.FEEDBACK)
    weight = _weight(answer)
    if 0 < weight < FULL:
        draft.notes.lose(Loss.PARTIAL_CREDIT)
    if weight < FULL:
        return ""
    words = answer.words_of("text").replace("\\*", "\x00")
    if "*" in words:
        draft.notes.lose(Loss.WILDCARD, text=words.replace("\x00", "*"))
    return on_one_line(words.replace("*", " ").replace("\x00", "*"))


def _numeric(node: Node, draft: Draft) -> Item:
    answers = [answer for answer in node.each("answer") if _weight(answer) > 0]
    right = max(answers, key=_weight, default=None)
    number = number_in(right.words_of("text")) if right else None
    if right is None or number is None:
        raise RefusedError(Refusal.NO_NUMBER)
    if len(answers) > 1:
        draft.notes.lose(Loss.NUMBERS)
    if any(text_of(answer.first("feedback"), draft.notes) for answer in node.each("answer")):
        draft.notes.lose(Loss.FEEDBACK)
    tolerance = number_in(right.words_of("tolerance")) or Decimal(0)
    return Item(QuestionKind.NUMERIC, "", number=number, tolerance=abs(tolerance), unit=_unit(node, draft))


def _unit(node: Node, draft: Draft) -> str:
    units = [unit.words_of("unit_name") for group in node.each("units") for unit in group.each("unit")]
    if len(units) > 1:
        draft.notes.lose(Loss.UNIT)
    return units[0] if units else ""


def _pairs(node: Node, draft: Draft) -> Item:
    rows = [
        (text_of(pair, draft.notes), pair.words_of("answer", "text")) for pair in node.each("subquestion")
    ]
    pairs = [(left, right) for left, right in rows if left]
    extra = [right for left, right in rows if not left]
    return paired(pairs, extra=extra, kind=draft.labels.kind)


def _steps(node: Node, draft: Draft) -> Item:
    answers = sorted(node.each("answer"), key=_weight)
    if any(text_of(answer.first("feedback"), draft.notes) for answer in answers):
        draft.notes.lose(Loss.FEEDBACK)
    return in_order([text_of(answer, draft.notes) for answer in answers])


def _open(node: Node, draft: Draft) -> Item:
    if text_of(node.first("responsetemplate"), draft.notes):
        draft.notes.lose(Loss.TEMPLATE)
    rubric = text_of(node.first("graderinfo"), draft.notes)
    criteria = criteria_in(rubric)
    if rubric and not criteria:
        draft.notes.lose(Loss.RUBRIC)
        return Item(QuestionKind.OPEN, "", explanation=rubric)
    return Item(QuestionKind.OPEN, "", criteria=criteria)


READERS: dict[str, Callable[[Node, Draft], Item]] = {
    "multichoice": _choices,
    "multichoiceset": _choices,
    "truefalse": _statement,
    "shortanswer": _fill_in,
    "numerical": _numeric,
    "matching": _pairs,
    "match": _pairs,
    "ordering": _steps,
    "essay": _open,
    "gapselect": read_gaps,
    "ddwtos": read_gaps,
    "multianswer": read_cloze,
    "cloze": read_cloze,
}
