"""Reading the JSON of Ink as far as it is scenes with choices; what is more is told, and nothing here raises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from casestudies.choices import Context, Domain
from roleplays.choices import Outcome, PlayerRole, Principle, Speaker
from roleplays.rules.exchange.ink_values import condition_from, effects_in, strings_in
from roleplays.rules.exchange.remarks import Brought, Remark, Told, first_of, refused, short
from roleplays.rules.exchange.twee.reading import MOST_SCENES, free_name
from roleplays.rules.scenario import ALWAYS, Choice, Node, Scenario

VERSIONS = range(19, 22)
DEEPEST, LONGEST, MOST_CHOICES = 40, 2_000, 26
CODE = "INK"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
QUIET = frozenset({"done", "nop", "\n", "<>", "ev", "/ev", "str", "/str", "#", "/#", "end", "pop"})


@dataclass
class _Part:
    """A knot, or what follows a choice: its words, tags, choices and where it goes on."""

    lines: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    choices: list[tuple[str, str, list[Any]]] = field(default_factory=list)  # words, path, condition
    target: str = ""
    ends: bool = False
    pieces: list[Any] = field(default_factory=list)
    has_logic: bool = False


def read_ink(written: str) -> Brought:
    """A scenario out of a story that Ink compiled; with something that stops there is none."""
    try:
        story = json.loads(written.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return refused(Told.NOT_INK)
    knots = _knots(story)
    if not knots:
        return refused(Told.NOT_INK)
    if len(knots) > MOST_SCENES:
        return refused(Told.TOO_MANY, number=len(knots), most=MOST_SCENES)
    names: dict[str, str] = {}
    for knot in knots:
        names[knot] = free_name(knot.removeprefix("scene_"), set(names.values()))
    remarks = [Remark(Told.REST_TO_WRITE), *_renamed(names)]
    nodes = [_node(knot, content, names, remarks) for knot, content in knots.items()]
    ordered = first_of(remarks)
    if any(remark.stops for remark in ordered):
        return Brought(None, remarks=ordered)
    start = names.get(_start(story["root"]), nodes[0].key)
    nodes.sort(key=lambda node: node.key != start)
    scenario = Scenario(CODE, CODE, PlayerRole.CASE_STEWARD, tuple(nodes), domain=Domain.AREA)
    return Brought(scenario, Context.NEIGHBOURHOOD, ordered)


def _knots(story: Any) -> dict[str, list[Any]]:
    root = story.get("root") if isinstance(story, dict) and story.get("inkVersion") in VERSIONS else None
    if not isinstance(root, list) or not root:
        return {}
    found = _named_by(root)
    knots = {name: each for name, each in found.items() if name != "global decl"}
    opening = root[0] if isinstance(root[0], list) else []
    part = _part(opening)
    return {"begin": opening, **knots} if part.lines or part.choices else knots


def _named_by(container: list[Any]) -> dict[str, list[Any]]:
    last = container[-1] if container else None
    items = last.items() if isinstance(last, dict) else ()
    return {str(name): each for name, each in items if isinstance(each, list)}


def _start(root: list[Any]) -> str:
    opening = root[0] if isinstance(root[0], list) else []
    part = _part(opening)
    return "begin" if part.lines or part.choices else part.target.partition(".")[0]


def _renamed(names: dict[str, str]) -> Iterator[Remark]:
    for knot, key in names.items():
        if knot.removeprefix("scene_") != key:
            yield Remark(Told.RENAMED, node=key, facts=short({"name": knot, "key": key}))


def _node(knot: str, content: list[Any], names: dict[str, str], remarks: list[Remark]) -> Node:
    key, part = names[knot], _part(content)
    text = "\n".join(part.lines)
    remarks += _too_long(text, key)
    if part.has_logic:
        remarks.append(Remark(Told.LOGIC_LOST, node=key))
    if part.ends and not part.choices:
        outcome = part.tags.get("outcome", "")
        if outcome not in Outcome.values:
            remarks.append(Remark(Told.END_ASSUMED, node=key))
        return Node(key, text, end=outcome if outcome in Outcome.values else Outcome.MIXED)
    speaker = part.tags.get("speaker", "")
    known = speaker in Speaker.values
    return Node(
        key,
        text,
        speaker if known else Speaker.NARRATOR,
        "" if known else speaker[:40],
        tuple(_choices(part, content, key, names, remarks)),
    )


def _choices(
    part: _Part, content: list[Any], key: str, names: dict[str, str], remarks: list[Remark]
) -> Iterator[Choice]:
    if len(part.choices) > MOST_CHOICES:
        remarks.append(
            Remark(Told.TOO_MANY, node=key, facts={"number": len(part.choices), "most": MOST_CHOICES})
        )
        return
    if not part.choices and part.target:
        remarks.append(Remark(Told.STRAIGHT_ON, node=key))
        yield Choice("a", "…", _target(part.target, key, names, remarks))
    containers = dict(_all_named(content))
    for letter, (words, path, asked) in zip(LETTERS, part.choices, strict=False):
        name = path.rpartition(".")[2]
        own = name.removeprefix("choice_") if name.startswith("choice_") else letter
        after = _part(containers.get(name, []))
        remarks += _too_long(words, key)
        yield _choice(own, words, after, asked, key, names, remarks)


def _choice(
    letter: str,
    words: str,
    after: _Part,
    asked: list[Any],
    key: str,
    names: dict[str, str],
    remarks: list[Remark],
) -> Choice:
    condition = condition_from(asked, names)
    effects = effects_in(after.pieces)
    if condition is None:
        remarks.append(Remark(Told.CONDITION_UNREAD, node=key, facts={"choice": letter}))
    if after.has_logic and not effects:
        remarks.append(Remark(Told.LOGIC_LOST, node=key))
    lines = [line for line in after.lines if line != words]
    for line in lines:
        remarks += _too_long(line, key)
    return Choice(
        letter,
        words,
        _target(after.target, key, names, remarks),
        tuple((principle, amount) for principle, amount in effects if principle in Principle.values),
        lines[-1] if lines else "",
        "\n".join(lines[:-1]),
        is_knock_out="knock-out" in after.tags,
        condition=condition or ALWAYS,
    )


def _target(path: str, key: str, names: dict[str, str], remarks: list[Remark]) -> str:
    knot = path.partition(".")[0]
    if knot not in names:
        remarks.append(Remark(Told.NO_TARGET, node=key, facts=short({"target": path or "?"})))
    return names.get(knot, "")


def _too_long(text: str, key: str) -> list[Remark]:
    if len(text) <= LONGEST:
        return []
    return [Remark(Told.TOO_LONG, node=key, facts={"length": len(text), "longest": LONGEST})]


def _all_named(container: list[Any], depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    if depth > DEEPEST:
        return
    yield from _named_by(container).items()
    for each in container:
        if isinstance(each, list):
            yield from _all_named(each, depth + 1)


def _pieces(container: list[Any], depth: int = 0) -> Iterator[Any]:
    """What a container holds in order; the words of a choice that Ink keeps apart stand where they are shown."""
    named = _named_by(container)
    for each in container[:-1] if container and (named or container[-1] is None) else container:
        if isinstance(each, list):
            yield from _pieces(each, depth + 1) if depth < DEEPEST else ()
        elif isinstance(each, dict) and str(each.get("->", "")).endswith(".s") and "s" in named:
            yield from (inner for inner in named["s"] if isinstance(inner, str))
        else:
            yield each


def _part(container: list[Any]) -> _Part:
    part = _Part(pieces=list(_pieces(container)))
    held: list[Any] = []
    inside, line, in_tag = False, "", ""
    for before, piece in pairwise([None, *part.pieces]):
        if piece in ("ev", "/ev"):
            inside = piece == "ev"
            held = [] if inside else held
        elif inside:
            held.append(piece)
        elif isinstance(piece, str) and (before == "#" or in_tag == "#"):
            in_tag = _tag(part, piece)
        elif isinstance(piece, str):
            line = _word(part, piece, line)
            in_tag = piece
        elif isinstance(piece, dict):
            _instruction(part, piece, held)
    if line.strip():
        part.lines.append(line.strip())
    return part


def _tag(part: _Part, piece: str) -> str:
    if piece.startswith("^"):
        name, _, value = piece[1:].partition(":")
        part.tags[name.strip()] = value.strip()
    return piece


def _word(part: _Part, piece: str, line: str) -> str:
    """The line so far with what comes after it; a whole line is kept."""
    if piece.startswith("^"):
        return line + piece[1:]
    if piece == "\n" and line.strip():
        part.lines.append(line.strip())
        return ""
    part.ends = part.ends or piece == "end"
    part.has_logic = part.has_logic or piece not in QUIET
    return line


def _instruction(part: _Part, piece: dict[str, Any], held: list[Any]) -> None:
    if "*" in piece:
        words, asked = strings_in(held)
        part.choices.append((words, str(piece["*"]), asked))
    elif "->" in piece:
        path = str(piece["->"])
        part.target = part.target if path.startswith("$") or path.endswith(".s") else path
    elif not {"VAR=", "temp=", "#n", "#f", "^->"}.intersection(piece):
        part.has_logic = True
