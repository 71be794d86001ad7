"""Everything that somebody made for themselves, in plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.selectors.portfolio import cases_of, evidence_of, frame_and_answers
from assessments.selectors.reflections import questions_and_answers, reflections_of
from assessments.selectors.sharing import share_history

if TYPE_CHECKING:
    from assessments.models import EvidenceItem, PracticeCase, Reflection, Share
    from people.models import User


FOLDER = "bestanden"


@dataclass(frozen=True, slots=True)
class Everything:
    """Somebody's own work as data, with the files that belong to it."""

    person: User
    data: dict[str, list[dict[str, Any]]]
    files: tuple[tuple[str, Any], ...]


def everything_of(person: User) -> Everything:
    """All of a person's reflections, cases, evidence and shares. A fixed number of queries."""
    evidence = list(evidence_of(person))
    uploads = [piece for piece in evidence if piece.file and piece.file.storage.exists(str(piece.file))]
    return Everything(
        person=person,
        data={
            "reflections": [_reflection(row) for row in reflections_of(person)],
            "cases": [_case(row) for row in cases_of(person)],
            "evidence": [_evidence(row) for row in evidence],
            "shared": [_share(row) for row in share_history(person)],
        },
        files=tuple((f"{FOLDER}/{_file_name(piece)}", piece.file) for piece in uploads),
    )


def _reflection(row: Reflection) -> dict[str, Any]:
    return {
        "title": str(row),
        "prompt": row.get_prompt_display(),
        "answers": [
            {"question": question, "answer": answer} for question, answer in questions_and_answers(row)
        ],
        "municipality": row.municipality.name,
        "begun_at": row.begun_at,
        "changed_at": row.changed_at,
        "finished_at": row.finished_at,
    }


def _case(row: PracticeCase) -> dict[str, Any]:
    return {
        "title": row.title,
        "situation": row.situation,
        "frame": [{"field": field, "text": text} for field, text in frame_and_answers(row)],
        "what_i_did": row.action,
        "what_i_would_do_differently": row.otherwise,
        "municipality": row.municipality.name,
        "written_at": row.written_at,
        "changed_at": row.changed_at,
    }


def _evidence(row: EvidenceItem) -> dict[str, Any]:
    return {
        "core_task": row.core_task,
        "core_task_name": row.get_core_task_display(),
        "kind": row.get_kind_display(),
        "title": row.title,
        "what_it_shows": row.shows,
        "file": f"{FOLDER}/{_file_name(row)}" if row.file else "",
        "municipality": row.municipality.name,
        "added_at": row.added_at,
    }


def _share(row: Share) -> dict[str, Any]:
    return {
        "title": row.title,
        "with": row.get_audience_display(),
        "shared_at": row.shared_at,
        "withdrawn_at": row.withdrawn_at,
    }


def _file_name(row: EvidenceItem) -> str:
    """A name that no other file has."""
    return f"{row.core_task}-{str(row.pk)[:8]}-{row.file_name}"
