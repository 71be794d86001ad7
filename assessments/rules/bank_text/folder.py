"""A whole folder of questions: read file by file, then checked against each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.choices import Competency, Difficulty, Purpose, QuestionKind
from assessments.rules.bank_text.kinds import KINDS
from assessments.rules.bank_text.problems import BankProblem
from assessments.rules.bank_text.quizzes import QuizSource, check_quizzes, read_quizzes
from assessments.rules.bank_text.values import LONGEST_TEXT, name, words
from assessments.rules.items import Item, Tagged
from assessments.rules.items_json import item_to_json
from assessments.rules.soundness import flaws_of
from core.rules.entries import (
    Entry,
    Rule,
    choice,
    entries,
    entries_in,
    read_list,
    read_mapping,
    values_of,
)
from core.rules.problems import FieldProblem, Findings, Problem, in_order

GOALS_FILE = "goals.yaml"
QUIZZES_FILE = "quizzes.yaml"
# Raised when the same text must become other questions; then everything is loaded anew.
FORMAT_VERSION = 1

_GOAL = {"code": Rule(name, longest=20), "module": Rule(name, longest=20), "text": Rule(words, longest=250)}
_FILE = {
    "purpose": Rule(choice, one_of=tuple(Purpose.values)),
    "module": Rule(name, is_required=False, longest=20),
    "questions": Rule(entries),
}
_KIND = Rule(choice, one_of=tuple(QuestionKind.values))
_COMMON = {
    "id": Rule(name, longest=40),
    "kind": _KIND,
    "module": Rule(name, is_required=False, longest=20),
    "goal": Rule(name, longest=20),
    "competency": Rule(choice, one_of=tuple(Competency.values)),
    "difficulty": Rule(choice, one_of=tuple(Difficulty.values)),
    "text": Rule(words, longest=LONGEST_TEXT),
    "principle": Rule(words, longest=LONGEST_TEXT),
}


@dataclass(frozen=True, slots=True)
class GoalSource:
    """A learning goal as it was written."""

    code: str
    module: str
    text: str
    file: str = ""
    line: int = 1

    @property
    def fingerprint(self) -> str:
        """Changes when what was written does."""
        return hashlib.sha256(json.dumps([FORMAT_VERSION, self.module, self.text]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class QuestionSource:
    """A question as it was written, with the lines of its keys."""

    tagged: Tagged
    file: str = ""
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Changes when what was written does."""
        tagged = self.tagged
        tags = [
            str(getattr(tagged, tag)) for tag in ("purpose", "module", "goal", "competency", "difficulty")
        ]
        text = json.dumps([FORMAT_VERSION, tags, item_to_json(tagged.item)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BankSource:
    """The goals and questions of a folder."""

    goals: tuple[GoalSource, ...] = ()
    questions: tuple[QuestionSource, ...] = ()
    quizzes: tuple[QuizSource, ...] = ()


def parse_bank(files: Mapping[str, str]) -> tuple[BankSource, list[Problem]]:
    """Read files, given by their name. What has problems is left out, so load nothing as soon as there is one."""
    found = {file: Findings(file) for file in sorted(files)}
    goals = tuple(_goals(files.get(GOALS_FILE), found.get(GOALS_FILE)))
    questions = tuple(
        question
        for file, findings in found.items()
        if file not in {GOALS_FILE, QUIZZES_FILE}
        for question in _questions(files[file], findings)
    )
    quizzes = tuple(read_quizzes(files[QUIZZES_FILE], found[QUIZZES_FILE]) if QUIZZES_FILE in files else ())
    problems = [problem for findings in found.values() for problem in findings.problems]
    source = BankSource(goals, questions, quizzes)
    if GOALS_FILE not in files:
        problems.append(Problem(GOALS_FILE, 1, BankProblem.NO_GOALS))
    elif not found[GOALS_FILE].problems:
        problems += _unknown_goals(source)
    if not problems:  # or a question with a mistake would be missing in a test as well
        problems += check_quizzes(quizzes, (question.tagged for question in questions))
    return source, in_order([*problems, *_twice(source)])


def _goals(written: str | None, found: Findings | None) -> Iterator[GoalSource]:
    if written is None or found is None:
        return
    for entry in read_list(written, first_line=1, found=found):
        values = values_of(entry, _GOAL, found)
        if values is not None:
            yield GoalSource(**values, file=found.file, line=entry.line)


def _questions(written: str, found: Findings) -> Iterator[QuestionSource]:
    head = read_mapping(written, first_line=1, found=found)
    values = values_of(head, _FILE, found) if head else None
    if head is None or values is None:
        return
    for entry in entries_in(head, "questions", found):
        question = _question(entry, values, found)
        if question is not None:
            yield question


def _question(entry: Entry, head: dict[str, Any], found: Findings) -> QuestionSource | None:
    before = len(found.problems)
    written = KINDS.get(str(entry.values.get("kind")))
    if written is None:  # what else belongs here depends on it
        found.add(entry.line_of("kind"), FieldProblem.NOT_ONE_OF, key="kind", choices=", ".join(KINDS))
        return None
    values = values_of(entry, {**_COMMON, **written.rules}, found)
    if values is None:
        return None
    values["module"] = values["module"] or head["module"]
    if not values["module"]:
        found.add(entry.line, FieldProblem.KEY_MISSING, key="module")
    parts = written.make(entry, values, found)
    if len(found.problems) > before:
        return None
    item = Item(
        kind=values["kind"],
        text=values["text"],
        principle=values["principle"],
        **{"explanation": values.get("explanation", ""), **parts},
    )
    for flaw in flaws_of(item):
        found.add(entry.line_of(written.names.get(flaw.part, flaw.part)), flaw.kind, **flaw.words)
    return QuestionSource(_tagged(values, head, item), found.file, entry.line, entry.lines)


def _tagged(values: dict[str, Any], head: dict[str, Any], item: Item) -> Tagged:
    return Tagged(
        identifier=values["id"],
        purpose=head["purpose"],
        module=values["module"],
        item=item,
        goal=values["goal"],
        competency=values["competency"],
        difficulty=values["difficulty"],
    )


def _unknown_goals(source: BankSource) -> Iterator[Problem]:
    known = {goal.code for goal in source.goals}
    for question in source.questions:
        if question.tagged.goal not in known:
            line = question.lines.get("goal", question.line)
            yield Problem(question.file, line, BankProblem.GOAL_UNKNOWN, {"name": question.tagged.goal})


def _twice(source: BankSource) -> Iterator[Problem]:
    """Codes of goals and identifiers of questions that stand somewhere before."""
    seen: dict[str, str] = {}
    for goal in source.goals:
        if goal.code in seen:
            yield Problem(goal.file, goal.line, BankProblem.CODE_TWICE, {"name": goal.code})
        seen[goal.code] = f"{goal.file}:{goal.line}"
    places: dict[str, str] = {}
    for question in source.questions:
        identifier = question.tagged.identifier
        if identifier in places:
            yield Problem(
                question.file,
                question.line,
                BankProblem.IDENTIFIER_TWICE,
                {"name": identifier, "other": places[identifier]},
            )
        places.setdefault(identifier, f"{question.file}:{question.line}")
