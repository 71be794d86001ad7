"""What is wrong with a package, and where: gathered where possible, raised where nothing more can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from h5p.choices import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FINDINGS = 50  # nobody mends a file by reading more
LONGEST_PLACE = 120  # a hostile name must not flood the screen of the one who reads the reason


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for which a package is refused."""

    problem: Problem
    where: str = ""
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        """The finding as a row keeps it."""
        return {"problem": self.problem.value, "where": shown(self.where), "detail": shown(self.detail)}


class Refused(Exception):  # noqa: N818 - it says what happened
    """The package cannot be taken in, with every reason that was found."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = _first(tuple(dict.fromkeys(findings)))
        super().__init__(", ".join(finding.problem.value for finding in self.findings))


def _first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings that somebody can read through, and how many there are beside them."""
    rest = len(findings) - MOST_FINDINGS
    return (*findings[:MOST_FINDINGS], Finding(Problem.MORE, detail=str(rest))) if rest > 0 else findings


def refuse(problem: Problem, where: str = "", detail: str = "") -> Refused:
    """A refusal with one reason."""
    return Refused((Finding(problem, where, detail),))


def shown(text: str) -> str:
    """A name as a screen can show it: no control characters, not endless."""
    visible = "".join(letter if letter.isprintable() else "�" for letter in text)
    return visible if len(visible) <= LONGEST_PLACE else visible[:LONGEST_PLACE] + "…"


def sentence(finding: Finding) -> str:
    """A finding in words, for whoever brought the file."""
    return str(finding.problem.label) % {"where": shown(finding.where), "detail": shown(finding.detail)}
