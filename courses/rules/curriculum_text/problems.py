"""What can be wrong with a curriculum file; the words for it are in courses.selectors.problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.rules.problems import Findings as FileFindings


class ProblemCode(StrEnum):
    """A kind of mistake in a curriculum file."""

    FILE_MISSING = "file_missing"
    FILE_NOT_EXPECTED = "file_not_expected"
    NO_FRONT_MATTER = "no_front_matter"
    LEVEL_UNKNOWN = "level_unknown"
    CODE_TWICE = "code_twice"
    SLUG_TWICE = "slug_twice"
    ID_TWICE = "id_twice"
    DIRECTIVE_UNKNOWN = "directive_unknown"
    DIRECTIVE_UNREADABLE = "directive_unreadable"
    DIRECTIVE_NESTED = "directive_nested"
    DIRECTIVE_NOT_CLOSED = "directive_not_closed"
    DIRECTIVE_NOT_OPENED = "directive_not_opened"
    DIRECTIVE_EMPTY = "directive_empty"
    DIRECTIVE_NOT_EMPTY = "directive_not_empty"
    HEADING_LEVEL = "heading_level"
    NOT_ALLOWED_HERE = "not_allowed_here"
    LINK_UNKNOWN = "link_unknown"
    LINK_ADDRESS = "link_address"
    ACCORDION_SHAPE = "accordion_shape"
    COMPARISON_SHAPE = "comparison_shape"
    DIALOGUE_SHAPE = "dialogue_shape"
    DIALOGUE_SPEAKER = "dialogue_speaker"
    CHECK_SHAPE = "check_shape"
    CHECK_NUMBER = "check_number"
    CHECK_RIGHT = "check_right"
    CHECK_FEEDBACK = "check_feedback"
    COMPARE_TWICE = "compare_twice"
    SUMMARY_SHAPE = "summary_shape"
    NO_BODY = "no_body"
    PREREQUISITE_UNKNOWN = "prerequisite_unknown"
    CIRCLE = "circle"
    CODE_TAKEN = "code_taken"
    SLUG_TAKEN = "slug_taken"


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of a term, lesson or module that has to exist."""

    file: str
    line: int
    kind: str
    target: str


@dataclass(slots=True)
class Findings(FileFindings):
    """What reading one file brings up beside its content."""

    links: list[Link] = field(default_factory=list)

    def link(self, line: int, kind: str, target: str) -> None:
        """Note a mention of something that has to exist."""
        self.links.append(Link(self.file, line, kind, target))
