"""Reading a case from YAML; every mistake is named by its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casestudies.choices import Flaw
from casestudies.rules.case import Case, Frame
from casestudies.rules.case_text.problems import CaseProblem
from casestudies.rules.case_text.rows import first_lines, prediction, role_views, rows_of, second_lines
from casestudies.rules.case_text.shape import CASE, FRAME, LISTS
from casestudies.rules.gate import numbers_of_people
from casestudies.rules.soundness import flaws_of
from core.rules.entries import Entry, entry_in, read_mapping, values_of
from core.rules.problems import FieldProblem, Findings, Problem, in_order

LARGEST_FILE = 1_000_000  # characters
_AS_THEY_ARE = (
    "code", "title", "domain", "context", "summary", "minutes", "situation", "wish", "dilemmas", "questions",
    "expert_answer",
)  # fmt: skip
# Where a flaw is to be mended.
_PLACES: dict[Flaw, str] = {
    Flaw.FEW_FACTS: "timeline",
    Flaw.ROLES: "roles",
}


@dataclass(frozen=True)
class CaseFile:
    """A case as it was written, with what stands beside it; nothing when it has problems."""

    case: Case | None
    facilitator_notes: tuple[str, ...] = ()
    responsible: str = ""
    review_due: date | None = None
    source: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_case(written: str, *, file: str) -> CaseFile:
    """Read one file. With a problem there is no case: nothing half read is ever used."""
    found = Findings(file)
    if len(written) > LARGEST_FILE:
        found.add(1, FieldProblem.TOO_LONG, key=file, length=len(written), longest=LARGEST_FILE)
        return CaseFile(None, problems=found.problems)
    entry = read_mapping(written, first_line=1, found=found)
    values = values_of(entry, CASE, found) if entry else None
    case = _case(entry, values, found) if entry is not None and values is not None else None
    _note_personal_details(written, found)
    if case is not None and entry is not None and not found.problems:
        _note_flaws(case, entry, found)
    if case is None or values is None or found.problems:
        return CaseFile(None, problems=in_order(found.problems))
    return CaseFile(
        case,
        facilitator_notes=values["facilitator_notes"],
        responsible=values["owner"],
        review_due=values["review_due"],
        source=values["source"],
    )


def _case(entry: Entry, values: dict[str, Any], found: Findings) -> Case:
    told = entry_in(entry, "diagnosis", found)
    lists: dict[str, Any] = {
        name: tuple(rows_of(entry, name, found)) for name in LISTS if name in entry.values
    }
    return Case(
        **{name: values[name] for name in _AS_THEY_ARE},
        **lists,
        frame=_frame(entry, values, found),
        roles=tuple(role_views(entry, found)),
        first=tuple(first_lines(told, values["code"], found)),
        prediction=prediction(told, found),
        second=tuple(second_lines(told, found)),
    )


def _frame(entry: Entry, values: dict[str, Any], found: Findings) -> Frame:
    written = entry_in(entry, "frame", found)
    texts = values_of(written, FRAME, found) if written else None
    return Frame(
        fields=tuple((texts or {}).items()),
        hard_limits=values["hard_limits"],
        owner=values["frame_owner"],
        translator=values["frame_translator"],
        tester=values["frame_tester"],
    )


def _note_personal_details(written: str, found: Findings) -> None:
    for line, finding in numbers_of_people(written):
        found.add(line, CaseProblem.PERSONAL_DETAIL, kind=str(finding.kind.value))


def _note_flaws(case: Case, entry: Entry, found: Findings) -> None:
    for line, flaw in _flaws(case, entry):
        found.add(line, CaseProblem.FLAW, flaw=flaw.value)


def _flaws(case: Case, entry: Entry) -> Iterator[tuple[int, Flaw]]:
    for flaw in flaws_of(case):
        yield entry.line_of(_PLACES.get(flaw, "diagnosis")), flaw
