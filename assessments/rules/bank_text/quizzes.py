"""The tests that are drawn from a folder of questions: read, and checked against what there is to draw from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from assessments.choices import CountsFor, Feedback, Grading, Measure, Purpose, QuestionKind
from assessments.rules.bank_text.problems import BankProblem
from assessments.rules.bank_text.values import LONGEST_TEXT, name, words
from assessments.rules.drawing import Candidate, Draw, Stratum, asks_something_scored, draw
from assessments.rules.passing import ALL, Norm
from assessments.rules.terms import Terms, terms_as_json
from core.rules.entries import (
    Entry,
    Refused,
    Rule,
    choice,
    entries,
    entries_in,
    entry_in,
    flag,
    mapping,
    number,
    read_list,
    values_of,
)
from core.rules.problems import FieldProblem, Findings, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.items import Tagged

LONGEST_CODE = 40
_QUIZ_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")


def _code(value: Any, rule: Rule) -> str:
    """The code of a test."""
    if not isinstance(value, str) or not _QUIZ_CODE.fullmatch(value) or len(value) > LONGEST_CODE:
        raise Refused(FieldProblem.NOT_A_CODE)
    return value


def _names(value: Any, rule: Rule) -> tuple[str, ...]:
    """A list of codes of modules or questions."""
    if not isinstance(value, list):
        raise Refused(FieldProblem.NOT_A_LIST)
    return tuple(name(one, rule) for one in value)


_NAMES = Rule(_names, is_required=False, default=(), longest=40)
_COUNT = Rule(number, least=1, most=100)
_PERCENT = Rule(number, is_required=False, default=None, least=1, most=100)
_QUIZ = {
    "code": Rule(_code),
    "title": Rule(words, longest=160),
    "intro": Rule(words, is_required=False, longest=LONGEST_TEXT),
    "purpose": Rule(choice, one_of=tuple(Purpose.values)),
    "draw": Rule(entries),
    "feedback": Rule(choice, is_required=False, default=Feedback.AT_ONCE, one_of=tuple(Feedback.values)),
    "counts_for": Rule(choice, is_required=False, default=CountsFor.LEARNING, one_of=tuple(CountsFor.values)),
    "grading": Rule(choice, is_required=False, default=Grading.HIGHEST, one_of=tuple(Grading.values)),
    "needs": Rule(_code, is_required=False),
    "attempts": Rule(number, is_required=False, default=None, least=1, most=100),
    "wait_days": Rule(number, is_required=False, default=0, least=0, most=365),
    "guide_minutes": Rule(number, least=1, most=480),
    "limit_minutes": Rule(number, is_required=False, default=None, least=1, most=480),
    "pass": Rule(mapping, is_required=False, default=None),
}
_DRAWS = {
    "questions": _NAMES,
    "count": Rule(number, is_required=False, default=0, least=1, most=100),
    "modules": _NAMES,
    "each_of": _NAMES,
}
_PASS = {
    "measure": Rule(choice, is_required=False, default=Measure.RIGHT, one_of=tuple(Measure.values)),
    "percent": _PERCENT,
    "module_percent": _PERCENT,
    "all_right": Rule(flag, is_required=False, default=False),
    "all_right_in": _NAMES,
    "red_flags": Rule(number, is_required=False, default=None, least=0, most=100),
    "red_flags_send_to": _NAMES,
}


@dataclass(frozen=True, slots=True)
class QuizSource:
    """A test as it was written."""

    code: str
    title: str
    intro: str
    purpose: str
    terms: Terms
    guide_minutes: int
    needs: str = ""
    file: str = ""
    line: int = 1
    draw_line: int = 1
    needs_line: int = 1
    blocks: tuple[dict[str, Any], ...] = field(default=(), compare=False)

    @property
    def fingerprint(self) -> str:
        """Changes when what was written does."""
        what = [
            self.title,
            self.intro,
            self.purpose,
            self.guide_minutes,
            self.needs,
            terms_as_json(self.terms),
        ]
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()


def read_quizzes(written: str, found: Findings) -> Iterator[QuizSource]:
    """The tests of a file; those with a mistake are left out and noted."""
    for entry in read_list(written, first_line=1, found=found):
        before = len(found.problems)
        values = values_of(entry, _QUIZ, found)
        if values is None:
            continue
        blocks = [_block(row, found) for row in entries_in(entry, "draw", found)]
        norm = _norm(entry, found) if values["pass"] else Norm()
        if len(found.problems) == before:
            yield _quiz(values, [block for block in blocks if block], norm, _place(entry, found.file))


def check_quizzes(quizzes: Iterable[QuizSource], questions: Iterable[Tagged]) -> Iterator[Problem]:
    """What the tests of a folder ask that is not there."""
    every = list(quizzes)
    codes = [quiz.code for quiz in every]
    asked = [(each.purpose, _candidate(each)) for each in questions]
    for place, quiz in enumerate(every):
        if quiz.code in codes[:place]:
            yield Problem(quiz.file, quiz.line, BankProblem.QUIZ_TWICE, {"name": quiz.code})
        if quiz.needs and quiz.needs not in codes[:place]:
            yield Problem(quiz.file, quiz.needs_line, BankProblem.QUIZ_UNKNOWN, {"name": quiz.needs})
        bank = [candidate for purpose, candidate in asked if purpose == quiz.purpose]
        yield from _gaps(quiz, bank)
        if bank and quiz.terms.is_nobodys_to_mark and not asks_something_scored(quiz.terms.draw, bank):
            yield Problem(quiz.file, quiz.draw_line, BankProblem.IMPOSSIBLE, {"name": quiz.code})


def _candidate(question: Tagged) -> Candidate:
    is_scored = question.item.kind != QuestionKind.OPEN
    return Candidate(0, question.identifier, question.module, is_scored=is_scored)


def _gaps(quiz: QuizSource, bank: list[Candidate]) -> Iterator[Problem]:
    drawn = draw(quiz.terms.draw, bank, source=Random(0))  # noqa: S311 - only counts
    for missing in drawn.missing:
        yield Problem(quiz.file, quiz.draw_line, BankProblem.QUESTION_UNKNOWN, {"name": missing})
    for short in drawn.short:
        where = ", ".join(short.stratum.modules) or quiz.purpose
        count: dict[str, str | int] = {
            "name": quiz.code,
            "where": where,
            "found": short.found,
            "wanted": short.stratum.count,
        }
        yield Problem(quiz.file, quiz.draw_line, BankProblem.TOO_FEW, count)


def _block(row: Entry, found: Findings) -> dict[str, Any]:
    """One line of a draw, as the editor's field keeps it."""
    values = values_of(row, _DRAWS, found)
    if values is None:
        return {}
    if values["questions"]:
        return {"type": "fixed", "value": {"questions": ", ".join(values["questions"])}}
    if not values["count"]:
        found.add(row.line, FieldProblem.KEY_MISSING, key="count")
    kind, modules = ("per_module", values["each_of"]) if values["each_of"] else ("random", values["modules"])
    return {"type": kind, "value": {"count": values["count"], "modules": ", ".join(modules)}}


def _norm(entry: Entry, found: Findings) -> Norm:
    inside = entry_in(entry, "pass", found)
    values = values_of(inside, _PASS, found) if inside else None
    if values is None:
        return Norm()
    return Norm(
        measure=values["measure"],
        overall=values["percent"],
        per_module=values["module_percent"],
        all_right_in=(ALL,) if values["all_right"] else values["all_right_in"],
        red_flags=values["red_flags"],
        red_flags_send_to=values["red_flags_send_to"],
    )


def _place(entry: Entry, file: str) -> dict[str, Any]:
    """Where a test and what it asks are written."""
    return {
        "file": file,
        "line": entry.line_of("code"),
        "draw_line": entry.line_of("draw"),
        "needs_line": entry.line_of("needs"),
    }


def _quiz(
    values: dict[str, Any], blocks: list[dict[str, Any]], norm: Norm, place: dict[str, Any]
) -> QuizSource:
    terms = Terms(
        draw=_draw(blocks),
        norm=norm,
        feedback=values["feedback"],
        grading=values["grading"],
        counts_for=values["counts_for"],
        attempts=values["attempts"],
        wait_days=values["wait_days"],
        minutes=values["limit_minutes"],
    )
    told = {name: values[name] for name in ("code", "title", "intro", "purpose", "guide_minutes", "needs")}
    return QuizSource(**told, **place, terms=terms, blocks=tuple(blocks))


def _draw(blocks: list[dict[str, Any]]) -> Draw:
    fixed: list[str] = []
    strata: list[Stratum] = []
    for block in blocks:
        value = block["value"]
        modules = tuple(filter(None, value.get("modules", "").split(", ")))
        if block["type"] == "fixed":
            fixed += value["questions"].split(", ")
        elif block["type"] == "random":
            strata.append(Stratum(value["count"], modules))
        else:
            strata += [Stratum(value["count"], (module,)) for module in modules]
    return Draw(tuple(fixed), tuple(strata))
