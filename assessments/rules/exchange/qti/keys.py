"""What a QTI item says about right answers: correct responses, a mapping, or simple rules of its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Loss
from assessments.rules.exchange.shape import FULL
from assessments.rules.exchange.texts import number_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessments.rules.exchange.report import Notes
    from assessments.rules.exchange.xmltree import Node

_SIMPLE = {
    "responsecondition", "responseif", "responseelseif", "responseelse", "match", "equal", "stringmatch", "not",
    "isnull", "variable", "correct", "basevalue", "mapresponse", "setoutcomevalue", "and", "or", "member",
    "containerequal",
}  # fmt: skip
_CONDITIONS = ("responseif", "responseelseif")
_HALF = FULL / 2


@dataclass(frozen=True, slots=True)
class Key:
    """What is right, in the order in which the item says so, and what each answer brings."""

    correct: tuple[str, ...]
    mapped: dict[str, Decimal]
    base_type: str
    is_single: bool
    tolerance: Decimal = Decimal(0)

    @property
    def right(self) -> tuple[str, ...]:
        """The answers that are right."""
        return self.correct or tuple(answer for answer, points in self.mapped.items() if points > 0)

    def weight(self, answer: str) -> Decimal:
        """How many percent an answer brings; the most that an answer brings is a hundred."""
        points = self.mapped.get(answer, Decimal(0))
        if self.correct:
            if answer in self.correct:
                return FULL
            return _HALF if points > 0 else -FULL if points < 0 else Decimal(0)
        most = max(self.mapped.values(), default=Decimal(0))
        return points / most * FULL if most > 0 else Decimal(0)


def key_of(item: Node, identifier: str, notes: Notes) -> Key:
    """The key of the response with that identifier."""
    declared = next((d for d in item.each("responsedeclaration") if d["identifier"] == identifier), None)
    rules = item.first("responseprocessing")
    correct = [
        value.text.strip() for part in _parts(declared, "correctresponse") for value in part.each("value")
    ]
    mapped = {
        entry["mapkey"].strip(): number_in(entry["mappedvalue"]) or Decimal(0)
        for part in _parts(declared, "mapping")
        for entry in part.each("mapentry")
    }
    if rules and any(rule.tag not in _SIMPLE for rule in _all_within(rules)):
        notes.lose(Loss.PROCESSING)
    return Key(
        correct=tuple(correct),
        mapped=mapped or (dict(_points_by_rules(rules, identifier)) if rules and not correct else {}),
        base_type=declared["basetype"].lower() if declared else "",
        is_single=declared["cardinality"] == "single" if declared else False,
        tolerance=_tolerance(rules, notes),
    )


def _parts(declared: Node | None, tag: str) -> Iterator[Node]:
    return declared.each(tag) if declared else iter(())


def _all_within(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _all_within(child)


def _points_by_rules(rules: Node, identifier: str) -> Iterator[tuple[str, Decimal]]:
    """Points for an answer where the rules say: if the response is this, the score is that."""
    for condition in rules.within(*_CONDITIONS):
        for match in condition.each("match", "stringmatch"):
            variable, value = match.first("variable"), match.first("basevalue")
            if variable and value and variable["identifier"] == identifier:
                yield value.text.strip(), _score_set_in(condition)


def _score_set_in(condition: Node) -> Decimal:
    for outcome in condition.each("setoutcomevalue"):
        if outcome["identifier"] == "SCORE":
            return number_in(outcome.words_of("basevalue")) or Decimal(0)
    return Decimal(0)


def _tolerance(rules: Node | None, notes: Notes) -> Decimal:
    equal = next(rules.within("equal"), None) if rules else None
    if equal is None or not equal["tolerance"]:
        return Decimal(0)
    if equal["tolerancemode"] != "absolute":
        notes.lose(Loss.PROCESSING)
        return Decimal(0)
    return abs(number_in(equal["tolerance"].split()[0]) or Decimal(0))
