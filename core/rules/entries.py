"""Named values with rules, as people write them in text files: each knows its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import yaml

from core.rules.problems import FieldProblem, Findings
from core.rules.typesetting import typeset

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FLAGS = {"true": True, "false": False, True: True, False: False}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be."""

    read: Callable[[Any, Rule], Any]
    is_required: bool = True
    default: Any = ""
    longest: int = 0
    least: int = 0
    most: int = 0
    one_of: tuple[str, ...] = ()


class Refused(Exception):  # noqa: N818 - it says what happened
    """A value is not what its rule asks."""

    def __init__(self, code: StrEnum, **words: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


@dataclass(frozen=True, slots=True)
class Entry:
    """Named values with the line of each."""

    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    nodes: Mapping[str, yaml.Node] = field(default_factory=dict)
    first_line: int = 1

    def line_of(self, name: str) -> int:
        """Where a value stands, or where the entry begins when it is not there."""
        return self.lines.get(name, self.line)


def text(value: Any, rule: Rule) -> str:
    """A text of at most so many characters, with typeset quotation marks."""
    if not isinstance(value, str) or not value.strip():
        raise Refused(FieldProblem.NOT_A_TEXT)
    words = typeset(value.strip())
    if rule.longest and len(words) > rule.longest:
        raise Refused(FieldProblem.TOO_LONG, longest=rule.longest, length=len(words))
    return words


def number(value: Any, rule: Rule) -> int:
    """A whole number between two others."""
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", str(value)):
        raise Refused(FieldProblem.NOT_A_NUMBER)
    if not rule.least <= int(value) <= rule.most:
        raise Refused(FieldProblem.OUT_OF_RANGE, least=rule.least, most=rule.most)
    return int(value)


def decimal(value: Any, rule: Rule) -> Decimal:
    """A number, with or without decimals."""
    if isinstance(value, bool) or not re.fullmatch(r"-?\d{1,9}(\.\d{1,4})?", str(value)):
        raise Refused(FieldProblem.NOT_A_DECIMAL)
    return Decimal(str(value))


def flag(value: Any, rule: Rule) -> bool:
    """True or false."""
    if not isinstance(value, (str, bool)) or value not in _FLAGS:
        raise Refused(FieldProblem.NOT_A_FLAG)
    return _FLAGS[value]


def day(value: Any, rule: Rule) -> date:
    """A date."""
    if not isinstance(value, date):
        raise Refused(FieldProblem.NOT_A_DATE)
    return value


def code(value: Any, rule: Rule) -> str:
    """A code such as M1-L2."""
    if not isinstance(value, str) or not _CODE.fullmatch(value) or len(value) > rule.longest:
        raise Refused(FieldProblem.NOT_A_CODE)
    return value


def slug(value: Any, rule: Rule) -> str:
    """A piece of an address."""
    if not isinstance(value, str) or not _SLUG.fullmatch(value) or len(value) > rule.longest:
        raise Refused(FieldProblem.NOT_A_SLUG)
    return value


def choice(value: Any, rule: Rule) -> str:
    """One of a few words."""
    if value not in rule.one_of:
        raise Refused(FieldProblem.NOT_ONE_OF, choices=", ".join(rule.one_of))
    return str(value)


def texts(value: Any, rule: Rule) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not value:
        raise Refused(FieldProblem.NOT_A_LIST)
    return tuple(text(one, rule) for one in value)


def slugs(value: Any, rule: Rule) -> tuple[str, ...]:
    """A list of pieces of addresses."""
    if not isinstance(value, list):
        raise Refused(FieldProblem.NOT_A_LIST)
    return tuple(slug(one, rule) for one in value)


def groups(value: Any, rule: Rule) -> tuple[tuple[str, ...], ...]:
    """Lines of codes: all lines must be met, and of one line one code is enough."""
    if not isinstance(value, list) or not all(isinstance(group, list) and group for group in value):
        raise Refused(FieldProblem.NOT_A_LIST)
    return tuple(tuple(code(one, rule) for one in group) for group in value)


def entries(value: Any, rule: Rule) -> list[Any]:
    """A list whose entries have rules of their own."""
    if not isinstance(value, list) or not value:
        raise Refused(FieldProblem.NOT_A_LIST)
    return value


def mapping(value: Any, rule: Rule) -> dict[str, Any]:
    """Named values that have rules of their own."""
    if not isinstance(value, dict) or not value:
        raise Refused(FieldProblem.YAML_SHAPE)
    return value


def values_of(entry: Entry, rules: Mapping[str, Rule], found: Findings) -> dict[str, Any] | None:
    """The values of an entry by their rules, or nothing when one is wrong."""
    before = len(found.problems)
    for name in entry.values.keys() - rules.keys():
        found.add(entry.line_of(name), FieldProblem.KEY_UNKNOWN, key=name)
    values = {}
    for name, rule in rules.items():
        if name in entry.values:
            values[name] = _value(entry, name, rule, found)
            continue
        if rule.is_required:
            found.add(entry.line, FieldProblem.KEY_MISSING, key=name)
        values[name] = rule.default
    return values if len(found.problems) == before else None


def _value(entry: Entry, name: str, rule: Rule, found: Findings) -> Any:
    try:
        return rule.read(entry.values[name], rule)
    except Refused as refused:
        found.add(entry.line_of(name), refused.code, key=name, **refused.words)
        return None


def read_mapping(written: str, *, first_line: int, found: Findings) -> Entry | None:
    """The keys of a piece of YAML with their lines, or nothing when it is broken."""
    root, values = _read(written, first_line, found)
    if root is None:
        return None
    if not isinstance(root, yaml.MappingNode):
        found.add(first_line, FieldProblem.YAML_SHAPE)
        return None
    return _entry(root, values, first_line, found)


def read_list(written: str, *, first_line: int, found: Findings) -> list[Entry]:
    """The entries of a piece of YAML that is a list, with their lines."""
    root, values = _read(written, first_line, found)
    return [] if root is None else list_entries(root, values, first_line, found)


def list_entries(root: yaml.Node, values: Any, first_line: int, found: Findings) -> list[Entry]:
    """The entries of a list of mappings."""
    nodes = root.value if isinstance(root, yaml.SequenceNode) else []
    if not nodes or not all(isinstance(node, yaml.MappingNode) for node in nodes):
        found.add(first_line + root.start_mark.line, FieldProblem.YAML_SHAPE)
        return []
    return [_entry(node, value, first_line, found) for node, value in zip(nodes, values, strict=True)]


def entries_in(entry: Entry, name: str, found: Findings) -> list[Entry]:
    """The entries of a list that stands under a key of an entry."""
    node = entry.nodes.get(name)
    if node is None:  # it came along from elsewhere, by a merge key
        found.add(entry.line, FieldProblem.YAML_SHAPE)
        return []
    return list_entries(node, entry.values[name], entry.first_line, found)


def entry_in(entry: Entry, name: str, found: Findings) -> Entry | None:
    """The named values that stand under a key of an entry."""
    node = entry.nodes.get(name)
    if not isinstance(node, yaml.MappingNode):
        found.add(entry.line_of(name), FieldProblem.YAML_SHAPE)
        return None
    return _entry(node, entry.values[name], entry.first_line, found)


def _read(written: str, first_line: int, found: Findings) -> tuple[yaml.Node | None, Any]:
    """The nodes, which know their lines, and what they mean; a wrong date is only found by the latter."""
    try:
        root = yaml.compose(written, _LOADER)
        values = yaml.load(written, _LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        found.add(first_line + (mark.line if mark else 0), FieldProblem.YAML_BROKEN)
        return None, None
    if root is None:
        found.add(first_line, FieldProblem.YAML_SHAPE)
    return root, values


def _entry(node: yaml.MappingNode, values: dict[str, Any], first_line: int, found: Findings) -> Entry:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        line = first_line + key.start_mark.line
        if key.value in lines:
            found.add(line, FieldProblem.KEY_TWICE, key=key.value)
        lines[key.value] = line
    named = {str(name): value for name, value in values.items()}
    nodes = {key.value: value for key, value in node.value}
    return Entry(first_line + node.start_mark.line, named, lines, nodes, first_line)
