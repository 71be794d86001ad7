"""Reading a scenario from YAML; every mistake is named by its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casestudies.choices import Context, Domain, FrameField
from core.rules.entries import (
    Entry,
    Refused,
    Rule,
    choice,
    code,
    entries,
    entries_in,
    entry_in,
    flag,
    mapping,
    number,
    read_mapping,
    text,
    texts,
    values_of,
)
from core.rules.problems import FieldProblem, Findings, Problem, in_order
from roleplays.choices import Outcome, Principle
from roleplays.rules.scenario import ALWAYS, Choice, Condition, Effects, Node, RoleCard, Scenario
from roleplays.rules.scenario_text.words import CARDS, LETTERS, PLAYERS, SPEAKERS

LONGEST_TEXT = 2000
LARGEST_FILE = 1_000_000  # characters
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_REFERENCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}:[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class Source:
    """A scenario as it was written, with what stands beside it in the bank; nothing when it has problems."""

    scenario: Scenario | None
    context: str = ""
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # of scenes, by name
    left: tuple[str, ...] = ()  # what is still to be written or chosen


def _name(value: Any, rule: Rule) -> str:
    """The name of a scene or a choice."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise Refused(FieldProblem.NOT_A_SLUG)
    return value


def _references(value: Any, rule: Rule) -> tuple[str, ...]:
    """Choices, named as scene:choice."""
    if not isinstance(value, list) or not all(isinstance(v, str) and _REFERENCE.fullmatch(v) for v in value):
        raise Refused(FieldProblem.NOT_A_LIST)
    return tuple(value)


def _amounts(value: Any, rule: Rule) -> Effects:
    """Principles with a whole number between two others."""
    if not isinstance(value, dict):
        raise Refused(FieldProblem.YAML_SHAPE)
    for principle, amount in value.items():
        if principle not in Principle.values:
            raise Refused(FieldProblem.NOT_ONE_OF, choices=", ".join(Principle.values))
        if isinstance(amount, bool) or not isinstance(amount, int) or not rule.least <= amount <= rule.most:
            raise Refused(FieldProblem.OUT_OF_RANGE, least=rule.least, most=rule.most)
        if not amount and rule.one_of:
            raise Refused(FieldProblem.NOT_ONE_OF, choices=", ".join(rule.one_of))
    return tuple((str(principle), amount) for principle, amount in value.items())


_WORDS = Rule(text, longest=LONGEST_TEXT)
_OPTIONAL = Rule(text, is_required=False, longest=LONGEST_TEXT)
_LEVELS = Rule(_amounts, is_required=False, default=(), least=-20, most=20)
_SCENARIO = {
    "id": Rule(code, longest=20),
    "title": Rule(text, longest=120),
    "summary": Rule(text, longest=250),
    "domain": Rule(choice, one_of=tuple(Domain.values)),
    "context": Rule(choice, one_of=tuple(Context.values)),
    "linked_case": Rule(code, is_required=False, longest=10),
    "player_role": Rule(choice, one_of=tuple(PLAYERS)),
    "duration_min": Rule(number, least=5, most=120),
    "frame": Rule(mapping, is_required=False),
    "role_cards": Rule(mapping),
    "nodes": Rule(entries),
    "look_fors": Rule(texts, is_required=False, default=(), longest=200),
}
# What a file that an author brings in may leave for the editor.
_DRAFT = _SCENARIO | {
    "summary": Rule(text, is_required=False, longest=250),
    "summary_en": Rule(text, is_required=False, longest=250),
    "context": Rule(choice, is_required=False, one_of=tuple(Context.values)),
}
_CARD = dict.fromkeys(("name", "public", "goal", "hidden"), _WORDS)
_FRAME = dict.fromkeys(FrameField.values, _OPTIONAL)
_END = {"id": Rule(_name), "end": Rule(choice, one_of=tuple(Outcome.values)), "text": _WORDS}
_SCENE = {
    "id": Rule(_name),
    "speaker": Rule(choice, one_of=tuple(SPEAKERS)),
    "name": Rule(text, is_required=False, longest=40),
    "text": _WORDS,
    "choices": Rule(entries),
}
_CHOICE = {
    "key": Rule(_name, is_required=False),
    "t": _WORDS,
    "to": Rule(_name),
    "fx": Rule(_amounts, is_required=False, default=(), least=-1, most=1, one_of=("1", "-1")),
    "fb": _OPTIONAL,
    "happens": _OPTIONAL,
    "ko": Rule(flag, is_required=False, default=False),
    "if": Rule(mapping, is_required=False, default=None),
}
_CONDITION = {
    "chosen": Rule(_references, is_required=False, default=()),
    "not_chosen": Rule(_references, is_required=False, default=()),
    "at_least": _LEVELS,
    "at_most": _LEVELS,
}


def read_scenario(written: str, *, file: str, is_draft: bool = False) -> Source:
    """Read one file. With a problem there is no scenario: nothing half read is ever used.

    A draft may leave its summary in English and its field of work for the editor.
    """
    found = Findings(file)
    if len(written) > LARGEST_FILE:
        found.add(1, FieldProblem.TOO_LONG, key=file, length=len(written), longest=LARGEST_FILE)
        return Source(None, problems=found.problems)
    entry = read_mapping(written, first_line=1, found=found)
    values = values_of(entry, _DRAFT if is_draft else _SCENARIO, found) if entry else None
    if entry is None or values is None:
        return Source(None, problems=in_order(found.problems))
    rows = entries_in(entry, "nodes", found)
    scenario = _scenario(entry, values, rows, found)
    if found.problems:
        return Source(None, problems=in_order(found.problems))
    return Source(
        scenario,
        values["context"],
        lines={str(row.values["id"]): row.line for row in rows},
        left=tuple(name for name in ("summary", "context") if not values[name]),
    )


def _scenario(entry: Entry, values: dict[str, Any], rows: list[Entry], found: Findings) -> Scenario:
    return Scenario(
        code=values["id"],
        title=values["title"],
        player_role=PLAYERS[values["player_role"]],
        nodes=tuple(node for row in rows for node in _node(row, found)),
        domain=values["domain"],
        case=values["linked_case"],
        minutes=values["duration_min"],
        summary=values["summary"] or values["summary_en"],
        role_cards=tuple(_cards(entry, found)),
        look_fors=values["look_fors"],
        frame=tuple(_frame(entry, found)),
    )


def _cards(entry: Entry, found: Findings) -> Iterator[RoleCard]:
    cards = entry_in(entry, "role_cards", found)
    for name in cards.values if cards else ():
        card = entry_in(cards, name, found) if cards else None
        if name not in CARDS:
            found.add(cards.line_of(name) if cards else 1, FieldProblem.KEY_UNKNOWN, key=name)
            continue
        values = values_of(card, _CARD, found) if card else None
        if values is not None:
            yield RoleCard(CARDS[name], **values)


def _frame(entry: Entry, found: Findings) -> Iterator[tuple[str, str]]:
    frame = entry_in(entry, "frame", found) if "frame" in entry.values else None
    values = values_of(frame, _FRAME, found) if frame else None
    yield from ((name, words) for name, words in (values or {}).items() if words)


def _node(row: Entry, found: Findings) -> Iterator[Node]:
    if "end" in row.values:
        values = values_of(row, _END, found)
        if values is not None:
            yield Node(key=values["id"], text=values["text"], end=values["end"])
        return
    values = values_of(row, _SCENE, found)
    if values is None:
        return
    rows = entries_in(row, "choices", found)
    yield Node(
        key=values["id"],
        text=values["text"],
        speaker=SPEAKERS[values["speaker"]],
        speaker_name=values["name"],
        choices=tuple(made for place, each in enumerate(rows) for made in _choice(each, place, found)),
    )


def _choice(row: Entry, place: int, found: Findings) -> Iterator[Choice]:
    values = values_of(row, _CHOICE, found)
    if values is None:
        return
    yield Choice(
        key=values["key"] or LETTERS[place % len(LETTERS)],
        text=values["t"],
        to=values["to"],
        effects=values["fx"],
        feedback=values["fb"],
        consequence=values["happens"],
        is_knock_out=values["ko"],
        condition=_condition(row, found),
    )


def _condition(row: Entry, found: Findings) -> Condition:
    asked = entry_in(row, "if", found) if "if" in row.values else None
    values = values_of(asked, _CONDITION, found) if asked else None
    return Condition(**values) if values else ALWAYS
