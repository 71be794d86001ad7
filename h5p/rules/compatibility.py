"""A table of content types: which of them play here, by what they say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from h5p.rules.findings import Refused, sentence
from h5p.rules.libraries import in_order, newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from h5p.rules.libraries import Library, Ref

BEGIN, END = "<!-- content types: begin -->", "<!-- content types: end -->"
HEADING = "| Content type | Version | Asks for player | Libraries beside it | Plays here |\n| --- | --- | --- | --- | --- |"


@dataclass(frozen=True, slots=True)
class Row:
    """A content type, or a file in which none could be read."""

    name: str
    version: str = ""
    player: str = ""
    beside: str = ""
    verdict: str = ""

    @property
    def line(self) -> str:
        """The row of the table."""
        cells = (self.name, self.version, self.player, self.beside, self.verdict)
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def rows_of(libraries: Sequence[Library], *, yes: str) -> list[Row]:
    """A row for each content type among these libraries; `yes` says that it plays."""
    known = newest(libraries)
    runnable = sorted((each for each in known.values() if each.runnable), key=lambda each: each.ref)
    return [_row(library, known, yes) for library in runnable]


def _row(library: Library, known: Mapping[Ref, Library], yes: str) -> Row:
    try:
        beside, verdict = str(len(in_order([library.ref], known)) - 1), yes
    except Refused as refused:
        beside, verdict = str(len(library.needs)), reasons(refused)
    return Row(
        name=library.ref.name,
        version=".".join(str(part) for part in library.version),
        player=".".join(str(part) for part in library.core),
        beside=beside,
        verdict=verdict,
    )


def reasons(refused: Refused) -> str:
    """Why something does not play, in a line."""
    return " ".join(sentence(finding) for finding in refused.findings)


def table(rows: Iterable[Row]) -> str:
    """The table as Markdown."""
    return "\n".join([HEADING, *(row.line for row in rows)])


def filled(document: str, content: str) -> str:
    """A document with this between its marks; ValueError when it has no marks."""
    before, mark, rest = document.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(BEGIN)
    return f"{before}{BEGIN}\n{content}\n{END}{after}"
