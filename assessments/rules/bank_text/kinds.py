"""How each kind of question is written: what it has beside the common fields, and what that makes of an Item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.choices import QuestionKind, RedFlag
from assessments.rules.bank_text.problems import BankProblem
from assessments.rules.bank_text.values import LONGEST_OPTION, LONGEST_TEXT, several_words, words
from assessments.rules.items import Criterion, Option, Panel, Target
from assessments.rules.making import letters, mixed_letters, paired, partner_of, true_or_not
from core.rules.entries import (
    Entry,
    Rule,
    choice,
    day,
    decimal,
    entries,
    entries_in,
    entry_in,
    flag,
    mapping,
    number,
    values_of,
)
from core.rules.problems import Findings

Values = dict[str, Any]
Rules = Mapping[str, Rule]

_TEXT = Rule(words, longest=LONGEST_OPTION)
_MARK = Rule(flag, is_required=False, default=False)
_FLAG = Rule(choice, is_required=False, one_of=tuple(RedFlag.values))
_SHARE = Rule(number, least=0, most=100)
_ROWS = Rule(entries)
_TEXTS = Rule(several_words, longest=LONGEST_OPTION)
_CHOICE: Rules = {"text": _TEXT, "feedback": _TEXT, "right": _MARK}
_PAIR: Rules = {"left": _TEXT, "right": _TEXT}
_STATEMENT: Rules = {"text": _TEXT, "category": _TEXT, "feedback": _TEXT}
_ACTION: Rules = {"text": _TEXT, "feedback": _TEXT, "best": _MARK, "worst": _MARK, "red_flag": _FLAG}
_CRITERION: Rules = {"text": _TEXT, "levels": _TEXTS}
_PANEL: Rules = {
    "experts": Rule(number, least=1, most=99),
    "best_agreement": _SHARE,
    "worst_agreement": _SHARE,
    "met_on": Rule(day, is_required=False, default=None),
    "example": _MARK,
}


@dataclass(frozen=True, slots=True)
class Written:
    """How a kind of question is written; `names` says under which key a part of the question stands."""

    rules: Rules
    make: Callable[[Entry, Values, Findings], Values]
    names: Mapping[str, str] = field(default_factory=dict)


def _rows(entry: Entry, name: str, rules: Rules, found: Findings) -> list[Values]:
    """The rows of a list; only the sound ones, the others are noted."""
    read = (values_of(row, rules, found) for row in entries_in(entry, name, found))
    return [row for row in read if row is not None]


def _choices(name: str) -> Callable[[Entry, Values, Findings], Values]:
    def make(entry: Entry, values: Values, found: Findings) -> Values:
        rows = _rows(entry, name, _CHOICE, found)
        return {
            "options": tuple(
                Option(key, row["text"], row["feedback"], is_right=row["right"])
                for key, row in zip(letters(len(rows)), rows, strict=True)
            )
        }

    return make


def _true_false(entry: Entry, values: Values, found: Findings) -> Values:
    options = true_or_not(
        is_true=values["answer"],
        feedback_true=values["feedback_true"],
        feedback_false=values["feedback_false"],
    )
    return {"options": options}


def _match(entry: Entry, values: Values, found: Findings) -> Values:
    rows = _rows(entry, "pairs", _PAIR, found)
    keys = letters(len(rows) + len(values["extra"]))
    pairs = [(key, row["left"], row["right"]) for key, row in zip(keys, rows, strict=False)]
    extra = [
        Target(partner_of(key), text) for key, text in zip(keys[len(rows) :], values["extra"], strict=True)
    ]
    options, targets = paired(pairs, extra)
    return {"options": options, "targets": targets}


def _order(entry: Entry, values: Values, found: Findings) -> Values:
    keys = mixed_letters(values["id"], len(values["steps"]))
    return {"options": tuple(Option(key, text) for key, text in zip(keys, values["steps"], strict=True))}


def _fill_in(entry: Entry, values: Values, found: Findings) -> Values:
    return {"accepted": values["accepted"]}


def _numeric(entry: Entry, values: Values, found: Findings) -> Values:
    return {name: values[name] for name in ("number", "tolerance", "unit")}


def _classify(entry: Entry, values: Values, found: Findings) -> Values:
    """Statements stand with their category, as in the editor; their letters follow the file."""
    rows = _rows(entry, "statements", _STATEMENT, found)
    categories = values["categories"]
    keys = dict(zip(categories, letters(len(categories)), strict=True))
    for row in rows:
        if row["category"] not in keys:
            found.add(entry.line_of("statements"), BankProblem.CATEGORY_UNKNOWN, name=row["category"])
    options = [
        Option(key, row["text"], row["feedback"], target=keys[row["category"]])
        for key, row in zip(letters(len(rows)), rows, strict=True)
        if row["category"] in keys
    ]
    return {
        "targets": tuple(Target(key, text) for text, key in keys.items()),
        "options": tuple(sorted(options, key=lambda option: option.target)),
    }


def _situation(entry: Entry, values: Values, found: Findings) -> Values:
    rows = _rows(entry, "actions", _ACTION, found)
    options = tuple(
        Option(
            key,
            row["text"],
            row["feedback"],
            is_best=row["best"],
            is_worst=row["worst"],
            red_flag=row["red_flag"],
        )
        for key, row in zip(letters(len(rows)), rows, strict=True)
    )
    inside = entry_in(entry, "panel", found)
    panel = values_of(inside, _PANEL, found) if inside else None
    return {"options": options, "panel": _panel(panel) if panel else None}


def _panel(values: Values) -> Panel:
    said = {name: value for name, value in values.items() if name != "example"}
    return Panel(**said, is_example=values["example"])


def _open(entry: Entry, values: Values, found: Findings) -> Values:
    rows = _rows(entry, "criteria", _CRITERION, found)
    return {
        "criteria": tuple(
            Criterion(key, row["text"], row["levels"])
            for key, row in zip(letters(len(rows)), rows, strict=True)
        ),
        "explanation": values["model_answer"],
    }


_EXPLAINED: Rules = {"explanation": Rule(words, longest=LONGEST_TEXT)}
KINDS: dict[str, Written] = {
    QuestionKind.ONE_CHOICE: Written({**_EXPLAINED, "options": _ROWS}, _choices("options")),
    QuestionKind.SEVERAL_CHOICES: Written({**_EXPLAINED, "options": _ROWS}, _choices("options")),
    QuestionKind.TRUE_FALSE: Written(
        {**_EXPLAINED, "answer": Rule(flag), "feedback_true": _TEXT, "feedback_false": _TEXT},
        _true_false,
        {"options": "answer"},
    ),
    QuestionKind.MATCH: Written(
        {
            **_EXPLAINED,
            "pairs": _ROWS,
            "extra": Rule(several_words, is_required=False, default=(), longest=LONGEST_OPTION),
        },
        _match,
        {"options": "pairs", "targets": "pairs"},
    ),
    QuestionKind.ORDER: Written({**_EXPLAINED, "steps": _TEXTS}, _order, {"options": "steps"}),
    QuestionKind.FILL_IN: Written({**_EXPLAINED, "accepted": _TEXTS}, _fill_in),
    QuestionKind.NUMERIC: Written(
        {
            **_EXPLAINED,
            "number": Rule(decimal),
            "tolerance": Rule(decimal, is_required=False, default=Decimal(0)),
            "unit": Rule(words, is_required=False, longest=40),
        },
        _numeric,
    ),
    QuestionKind.MARK: Written(
        {**_EXPLAINED, "sentences": _ROWS}, _choices("sentences"), {"options": "sentences"}
    ),
    QuestionKind.CLASSIFY: Written(
        {**_EXPLAINED, "categories": _TEXTS, "statements": _ROWS},
        _classify,
        {"options": "statements", "targets": "categories"},
    ),
    QuestionKind.SJT: Written(
        {**_EXPLAINED, "actions": _ROWS, "panel": Rule(mapping)}, _situation, {"options": "actions"}
    ),
    QuestionKind.OPEN: Written({"criteria": _ROWS, "model_answer": Rule(words, longest=LONGEST_TEXT)}, _open),
}
