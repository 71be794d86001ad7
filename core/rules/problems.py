"""What can be wrong with a text file that people write; the words for it are in core.text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FieldProblem(StrEnum):
    """A kind of mistake in named values, whatever they are about."""

    FILE_NOT_READABLE = "file_not_readable"
    YAML_BROKEN = "yaml_broken"
    YAML_SHAPE = "yaml_shape"
    KEY_TWICE = "key_twice"
    KEY_UNKNOWN = "key_unknown"
    KEY_MISSING = "key_missing"
    NOT_A_TEXT = "not_a_text"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DECIMAL = "not_a_decimal"
    NOT_A_FLAG = "not_a_flag"
    NOT_A_DATE = "not_a_date"
    NOT_A_CODE = "not_a_code"
    NOT_A_SLUG = "not_a_slug"
    NOT_A_LIST = "not_a_list"
    NOT_ONE_OF = "not_one_of"
    TOO_LONG = "too_long"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file, at a line."""

    file: str
    line: int
    code: StrEnum
    words: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """What reading one file brings up beside its content."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, code: StrEnum, **words: str | int) -> None:
        """Note a mistake."""
        self.problems.append(Problem(self.file, line, code, words))


def in_order(problems: list[Problem]) -> list[Problem]:
    """By file and line; the same mistake twice in a line is one."""
    unique = {(problem.file, problem.line, problem.code.value): problem for problem in reversed(problems)}
    return [unique[place] for place in sorted(unique)]
