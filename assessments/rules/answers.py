"""An answer as a form sends it, the answer that is right, and both in plain words. Pure.

The names of the fields of a form, whatever it looks like:
one_choice, true_false   choice
several_choices, mark    choices, as often as there are ticks
match, classify          target-<option>, with a target or nothing
order                    place-<option>, with a number from 1
fill_in, numeric, open   text
sjt                      best, worst
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assessments.choices import QuestionKind
from assessments.rules.given import in_order, number_of, one_of, option_keys, put_with, some_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from assessments.rules.items import Item

    Sent = Mapping[str, Sequence[str]]
    Answer = dict[str, Any]

LONGEST_TEXT = {QuestionKind.FILL_IN: 200, QuestionKind.NUMERIC: 40, QuestionKind.OPEN: 10_000}
TARGET, PLACE = "target-", "place-"


class AnswerProblem(StrEnum):
    """What can be wrong with an answer that was sent."""

    NOT_ON_OFFER = "not_on_offer"
    SAME_TWICE = "same_twice"
    NOT_A_NUMBER = "not_a_number"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An answer as it can be kept, with what is wrong; unfinished is not wrong."""

    answer: Answer
    problems: tuple[AnswerProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer in plain words: what was chosen or written, and what it was put with or chosen as."""

    text: str
    beside: str = ""  # match, classify: the text of the target
    role: str = ""  # sjt: best or worst


def clean(item: Item, sent: Sent) -> Cleaned:
    """The answer in what a form sent, and what is wrong with it."""
    return _CLEANERS[item.kind](item, sent)


def _first(sent: Sent, name: str) -> str:
    values = sent.get(name) or ("",)
    return values[0].replace("\x00", "")


def _check(item: Item, chosen: Sequence[str], answer: Answer) -> Cleaned:
    if option_keys(item).issuperset(chosen):
        return Cleaned(answer)
    return Cleaned({}, (AnswerProblem.NOT_ON_OFFER,))


def _clean_choice(item: Item, sent: Sent) -> Cleaned:
    chosen = _first(sent, "choice")
    return _check(item, [chosen], {"choice": chosen}) if chosen else Cleaned({})


def _clean_choices(item: Item, sent: Sent) -> Cleaned:
    chosen = list(dict.fromkeys(sent.get("choices") or ()))
    return _check(item, chosen, {"choices": chosen}) if chosen else Cleaned({})


def _clean_targets(item: Item, sent: Sent) -> Cleaned:
    given = {option.key: _first(sent, TARGET + option.key) for option in item.options}
    given = {option: target for option, target in given.items() if target}
    offered = {target.key for target in item.targets}
    kept = {option: target for option, target in given.items() if target in offered}
    problems = (AnswerProblem.NOT_ON_OFFER,) if kept != given else ()
    return Cleaned({"targets": kept} if kept else {}, problems)


def _clean_order(item: Item, sent: Sent) -> Cleaned:
    given = {option.key: _first(sent, PLACE + option.key).strip() for option in item.options}
    offered = {str(place): place for place in range(1, len(item.options) + 1)}
    places = {option: offered[place] for option, place in given.items() if place in offered}
    problems = []
    if any(place and place not in offered for place in given.values()):
        problems.append(AnswerProblem.NOT_ON_OFFER)
    if len(set(places.values())) != len(places):
        problems.append(AnswerProblem.SAME_TWICE)
    order = sorted(places, key=lambda option: places[option])
    return Cleaned({"order": order} if order else {}, tuple(problems))


def _clean_text(item: Item, sent: Sent) -> Cleaned:
    text = _first(sent, "text").strip()
    longest = LONGEST_TEXT[QuestionKind(item.kind)]
    problems = []
    if len(text) > longest:
        problems.append(AnswerProblem.TOO_LONG)
    elif item.kind == QuestionKind.NUMERIC and text and number_of(text, item.unit) is None:
        problems.append(AnswerProblem.NOT_A_NUMBER)
    return Cleaned({"text": text[:longest]} if text else {}, tuple(problems))


def _clean_situation(item: Item, sent: Sent) -> Cleaned:
    given = {role: _first(sent, role) for role in ("best", "worst")}
    chosen = {role: option for role, option in given.items() if option}
    cleaned = _check(item, list(chosen.values()), chosen)
    if len(set(cleaned.answer.values())) != len(cleaned.answer):
        return Cleaned(cleaned.answer, (AnswerProblem.SAME_TWICE,))
    return cleaned


_CLEANERS: dict[str, Callable[[Item, Sent], Cleaned]] = {
    QuestionKind.ONE_CHOICE: _clean_choice,
    QuestionKind.SEVERAL_CHOICES: _clean_choices,
    QuestionKind.TRUE_FALSE: _clean_choice,
    QuestionKind.MATCH: _clean_targets,
    QuestionKind.ORDER: _clean_order,
    QuestionKind.FILL_IN: _clean_text,
    QuestionKind.NUMERIC: _clean_text,
    QuestionKind.MARK: _clean_choices,
    QuestionKind.CLASSIFY: _clean_targets,
    QuestionKind.SJT: _clean_situation,
    QuestionKind.OPEN: _clean_text,
}


# --- The answer that is right ---------------------------------------------------------------------


def right_answer(item: Item) -> Answer:
    """An answer that gets all points; empty for an open question, which has none."""
    return _RIGHT[item.kind](item)


def _right_options(item: Item) -> list[str]:
    return [option.key for option in item.options if option.is_right]


def _only(name: str, values: Sequence[str]) -> Answer:
    return {name: values[0]} if values else {}


def _right_situation(item: Item) -> Answer:
    best = [("best", option.key) for option in item.options if option.is_best]
    return dict(best + [("worst", option.key) for option in item.options if option.is_worst])


def _dutch(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")


def _right_number(item: Item) -> Answer:
    return {} if item.number is None else {"text": f"{_dutch(item.number)} {item.unit}".strip()}


_RIGHT: dict[str, Callable[[Item], Answer]] = {
    QuestionKind.ONE_CHOICE: lambda item: _only("choice", _right_options(item)),
    QuestionKind.SEVERAL_CHOICES: lambda item: {"choices": _right_options(item)},
    QuestionKind.TRUE_FALSE: lambda item: _only("choice", _right_options(item)),
    QuestionKind.MATCH: lambda item: {"targets": {option.key: option.target for option in item.options}},
    QuestionKind.ORDER: lambda item: {"order": [option.key for option in item.options]},
    QuestionKind.FILL_IN: lambda item: _only("text", item.accepted),
    QuestionKind.NUMERIC: _right_number,
    QuestionKind.MARK: lambda item: {"choices": _right_options(item)},
    QuestionKind.CLASSIFY: lambda item: {"targets": {option.key: option.target for option in item.options}},
    QuestionKind.SJT: _right_situation,
    QuestionKind.OPEN: lambda item: {},
}


# --- In plain words ----------------------------------------------------------------------------------


def in_words(item: Item, answer: Any) -> tuple[Line, ...]:
    """An answer in the words of the question; nothing for what was not answered."""
    return tuple(_TELLERS[item.kind](item, answer))


def key_in_words(item: Item) -> tuple[Line, ...]:
    """What is right, in the words of the question; of a text to fill in, every answer that counts."""
    if item.kind == QuestionKind.FILL_IN:
        return tuple(Line(text) for text in item.accepted)
    return in_words(item, right_answer(item))


def _texts(item: Item) -> dict[str, str]:
    return {option.key: option.text for option in item.options}


def _tell_choice(item: Item, answer: Any) -> list[Line]:
    chosen = one_of(item, answer, "choice")
    return [Line(_texts(item)[chosen])] if chosen else []


def _tell_choices(item: Item, answer: Any) -> list[Line]:
    chosen = some_of(item, answer)
    return [Line(option.text) for option in item.options if option.key in chosen]


def _tell_targets(item: Item, answer: Any) -> list[Line]:
    given = put_with(item, answer)
    targets = {target.key: target.text for target in item.targets}
    return [
        Line(option.text, beside=targets[given[option.key]]) for option in item.options if option.key in given
    ]


def _tell_order(item: Item, answer: Any) -> list[Line]:
    return [Line(_texts(item)[key]) for key in in_order(item, answer)]


def _tell_text(item: Item, answer: Any) -> list[Line]:
    text = text_of(answer)
    return [Line(text)] if text else []


def _tell_situation(item: Item, answer: Any) -> list[Line]:
    chosen = {role: one_of(item, answer, role) for role in ("best", "worst")}
    return [Line(_texts(item)[key], role=role) for role, key in chosen.items() if key]


_TELLERS: dict[str, Callable[[Item, Any], list[Line]]] = {
    QuestionKind.ONE_CHOICE: _tell_choice,
    QuestionKind.SEVERAL_CHOICES: _tell_choices,
    QuestionKind.TRUE_FALSE: _tell_choice,
    QuestionKind.MATCH: _tell_targets,
    QuestionKind.ORDER: _tell_order,
    QuestionKind.FILL_IN: _tell_text,
    QuestionKind.NUMERIC: _tell_text,
    QuestionKind.MARK: _tell_choices,
    QuestionKind.CLASSIFY: _tell_targets,
    QuestionKind.SJT: _tell_situation,
    QuestionKind.OPEN: _tell_text,
}
