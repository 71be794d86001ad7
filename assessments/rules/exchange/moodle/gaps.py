"""Moodle's questions with gaps in the text; one gap is a question, several gaps are a list to put together."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.choices import QuestionKind
from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.moodle.fields import text_of
from assessments.rules.exchange.prose import plain_of_html
from assessments.rules.exchange.report import RefusedError
from assessments.rules.exchange.shape import FULL, Weighed, choice_of, paired
from assessments.rules.exchange.texts import number_in, on_one_line
from assessments.rules.items import Item

if TYPE_CHECKING:
    from assessments.rules.exchange.assembling import Draft
    from assessments.rules.exchange.xmltree import Node

BLANK = "_____"
_GAP = re.compile(r"\[\[(\d{1,3})\]\]")
_CLOZE = re.compile(r"(?<!\\)\{\d*:([A-Z_]+):((?:\\.|[^{}\\])*)\}", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BETWEEN_ANSWERS = re.compile(r"(?<!\\)~")
_BEFORE_FEEDBACK = re.compile(r"(?<!\\)#")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,7})?)%")
_ONE_OF_LIST = ("MULTICHOICE", "MC", "MULTIRESPONSE", "MR")
_WORDS = ("SHORTANSWER", "SA", "MW")
_NUMBERS = ("NUMERICAL", "NM")


def read_gaps(node: Node, draft: Draft) -> Item:
    """A text with gaps to which words of a list belong."""
    text = text_of(node.first("questiontext"), draft.notes)
    words = [
        (text_of(each, draft.notes), each.words_of("group")) for each in node.each("selectoption", "dragbox")
    ]
    numbers = [int(number) for number in _GAP.findall(text)]
    if not numbers or not all(1 <= number <= len(words) for number in numbers):
        raise RefusedError(Refusal.NO_KEY)
    if len(numbers) == 1:
        return _one_gap(text, words, numbers[0], draft)
    draft.notes.lose(Loss.READ_AS, kind=QuestionKind.MATCH.label)
    places = iter(range(1, len(numbers) + 1))
    pairs = [(f"({place})", words[number - 1][0]) for place, number in enumerate(numbers, start=1)]
    item = paired(pairs, extra=[word for word, _group in words])
    return _with_text(item, _GAP.sub(lambda _gap: f"({next(places)}) {BLANK}", text))


def _one_gap(text: str, words: list[tuple[str, str]], right: int, draft: Draft) -> Item:
    draft.notes.lose(Loss.READ_AS, kind=QuestionKind.ONE_CHOICE.label)
    group = words[right - 1][1]
    rows = [
        Weighed(word, FULL if number == right else Decimal(0))
        for number, (word, of_group) in enumerate(words, start=1)
        if of_group == group
    ]
    item = choice_of(rows, is_single=True, kind="", notes=draft.notes)
    return _with_text(item, _GAP.sub(BLANK, text))


def read_cloze(node: Node, draft: Draft) -> Item:
    """A text with one question in it; more than one is refused."""
    raw = node.words_of("questiontext", "text")
    found = _CLOZE.findall(raw)
    if len(found) != 1:
        raise RefusedError(Refusal.SEVERAL_QUESTIONS if found else Refusal.NO_KEY)
    kind, answers = found[0]
    kind = (
        kind.removesuffix("_VSC")
        .removesuffix("_HS")
        .removesuffix("_VS")
        .removesuffix("_H")
        .removesuffix("_V")
    )
    item = _cloze_item(kind.removesuffix("_S").removesuffix("_C"), answers, draft)
    draft.notes.lose(Loss.READ_AS, kind=QuestionKind(item.kind).label)
    return _with_text(item, plain_of_html(_CLOZE.sub(BLANK, raw), draft.notes))


def _cloze_item(kind: str, answers: str, draft: Draft) -> Item:
    rows = [_weighed(answer, draft) for answer in _BETWEEN_ANSWERS.split(answers) if answer.strip()]
    if kind in _ONE_OF_LIST:
        return choice_of(
            rows, is_single=not kind.startswith("MULTIR") and kind != "MR", kind="", notes=draft.notes
        )
    right = [row.text for row in rows if row.weight >= FULL]
    if kind in _WORDS:
        return Item(QuestionKind.FILL_IN, "", accepted=tuple(dict.fromkeys(filter(None, right))))
    if kind not in _NUMBERS:
        raise RefusedError(Refusal.UNKNOWN_KIND, kind=kind)
    number, tolerance = (number_in(part) for part in f"{right[0] if right else ''}:0".split(":")[:2])
    return Item(QuestionKind.NUMERIC, "", number=number, tolerance=abs(tolerance or Decimal(0)))


def _weighed(answer: str, draft: Draft) -> Weighed:
    answer = answer.strip()
    weight = FULL if answer.startswith("=") else Decimal(0)
    words = answer.removeprefix("=")
    found = _WEIGHT.match(words)
    if found:
        weight, words = Decimal(found[1]), words[found.end() :]
    text, *feedback = _BEFORE_FEEDBACK.split(words, maxsplit=1)
    plain = (
        on_one_line(plain_of_html(_ESCAPED.sub(r"\1", part), draft.notes)) for part in (text, *feedback, "")
    )
    return Weighed(next(plain), weight, next(plain))


def _with_text(item: Item, text: str) -> Item:
    return Item(item.kind, text, item.options, item.targets, item.accepted, item.number, item.tolerance)
