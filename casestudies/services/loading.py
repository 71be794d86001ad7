"""Loading cases from text files: everything is checked first, then written in one transaction.

Loading twice changes nothing. What somebody edited in Wagtail is left alone and named, unless it may be replaced.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from casestudies.blocks import stream_of_notes, streams_of
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.rules.case_json import case_to_json
from casestudies.rules.case_text import CaseFile, CaseProblem, read_case
from casestudies.services.anonymity import clear_what_is_invented
from core.rules.problems import FieldProblem, Problem
from core.text import files_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from casestudies.rules.case import Case

SUFFIXES = frozenset({".yaml"})
FORMAT_VERSION = 1
_AS_THEY_ARE = ("title", "domain", "context", "summary", "minutes", "situation", "wish", "expert_answer")


class NoShelf(Exception):  # noqa: N818 - it says what happened
    """There is no shelf of cases yet: setup_platform makes it."""


@dataclass(frozen=True)
class CaseReport:
    """What loading a folder did, or what kept it from doing anything."""

    problems: list[Problem] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def check_cases(folder: Path) -> CaseReport:
    """Read and check a folder without writing anything."""
    return _read(folder)[1]


@transaction.atomic
def load_cases(folder: Path, *, now: datetime, overwrite: bool = False) -> CaseReport:
    """Bring the shared cases in line with a folder; with a problem nothing is written."""
    files, report = _read(folder)
    if report.problems:
        return report
    shelf = CaseStudyIndexPage.objects.filter(municipality=None).first()
    if shelf is None:
        raise NoShelf
    known = {page.code: page for page in CaseStudyPage.objects.child_of(shelf)}
    for read, case in files:
        _write(shelf, known.get(case.code), read, case, report, now=now, overwrite=overwrite)
    return report


def _read(folder: Path) -> tuple[list[tuple[CaseFile, Case]], CaseReport]:
    files, unreadable = files_in(folder, SUFFIXES)
    read = {file: read_case(written, file=file) for file, written in files.items()}
    problems = [*unreadable, *(each for one in read.values() for each in one.problems)]
    cases = {file: one.case for file, one in read.items() if one.case is not None}
    problems.extend(_taken(cases))
    return [(read[file], case) for file, case in cases.items()], CaseReport(problems=problems)


def _taken(cases: dict[str, Case]) -> Iterator[Problem]:
    """Codes that stand in two files, or belong to a page on another shelf."""
    shared = CaseStudyIndexPage.objects.filter(municipality=None).values_list("path", flat=True).first()
    elsewhere = (
        CaseStudyPage.objects.exclude(path__startswith=shared) if shared else CaseStudyPage.objects.all()
    )
    taken = set(elsewhere.values_list("code", flat=True))
    seen: set[str] = set()
    for file, case in cases.items():
        if case.code in seen:
            yield Problem(file, 1, FieldProblem.KEY_TWICE, {"key": case.code})
        elif case.code in taken:
            yield Problem(file, 1, CaseProblem.CODE_TAKEN, {"code": case.code})
        seen.add(case.code)


def _write(
    shelf: CaseStudyIndexPage,
    page: CaseStudyPage | None,
    read: CaseFile,
    case: Case,
    report: CaseReport,
    *,
    now: datetime,
    overwrite: bool,
) -> None:
    fingerprint = _fingerprint(read, case)
    is_edited = page is not None and page.latest_revision_id != page.source_revision
    if page is not None and is_edited and not overwrite:
        report.left_alone.append(case.code)
    elif page is not None and not is_edited and page.source_hash == fingerprint:
        report.unchanged.append(case.code)
    else:
        (report.changed if page else report.made).append(case.code)
        _publish(shelf, _fill(page or _new(case), read, case), fingerprint, now)


def _new(case: Case) -> CaseStudyPage:
    return CaseStudyPage(code=case.code, slug=slugify(f"{case.code} {case.title}")[:80], live=False)


def _fill(page: CaseStudyPage, read: CaseFile, case: Case) -> CaseStudyPage:
    for name in _AS_THEY_ARE:
        setattr(page, name, getattr(case, name))
    for name, text in case.frame.fields:
        setattr(page, f"frame_{name}", text)
    for name in ("owner", "translator", "tester"):
        setattr(page, f"frame_{name}", getattr(case.frame, name))
    streams = {**streams_of(case), "facilitator_notes": stream_of_notes(read.facilitator_notes)}
    for name, stream in streams.items():
        setattr(page, name, json.dumps(stream))
    page.draft_title, page.source = case.title, read.source
    page.responsible, page.review_due = read.responsible, read.review_due
    return page


def _publish(shelf: Page, page: CaseStudyPage, fingerprint: str, now: datetime) -> None:
    page.source_hash = fingerprint
    if page.pk is None:
        shelf.add_child(instance=page)
    clear_what_is_invented(draft=page, now=now)
    revision = page.save_revision()
    revision.publish(skip_permission_checks=True)
    CaseStudyPage.objects.filter(pk=page.pk).update(source_hash=fingerprint, source_revision=revision.pk)


def _fingerprint(read: CaseFile, case: Case) -> str:
    beside = [list(read.facilitator_notes), read.responsible, str(read.review_due), read.source]
    content = [FORMAT_VERSION, beside, case_to_json(case)]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
