"""Freezing rubrics, and loading rubrics and standard recordings from text."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.blocks.rubrics import criteria_body, references_body, turns_body
from assessments.models import CalibrationRecording, Rubric, RubricVersion
from assessments.rules.rubric_text import NotAsExpectedError, recording_of, rubric_of
from assessments.rules.rubrics import to_json
from assessments.selectors.rubrics import latest_rubric_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

RUBRICS, RECORDINGS = "*.yaml", "recordings/*.yaml"


@dataclass
class RubricReport:
    """What loading did; names of rubrics and recordings."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    unchanged: int = 0


class RubricsNotLoadedError(Exception):
    """A file that cannot be loaded, and what is wrong with it."""


@transaction.atomic
def freeze_rubric(rubric: Rubric, *, now: datetime) -> RubricVersion:
    """The version of a rubric as it was published; a new one when it differs from the latest."""
    Rubric.objects.select_for_update().only("pk").get(pk=rubric.pk)
    content, latest = to_json(rubric.as_rule()), latest_rubric_version(rubric)
    if latest is not None and latest.content == content:
        return latest
    number = latest.number + 1 if latest else 1
    return RubricVersion.objects.create(rubric=rubric, number=number, content=content, made_at=now)


@transaction.atomic
def load_rubrics(folder: Path) -> RubricReport:
    """Bring rubrics and recordings in line with their files; what people edited in the admin is theirs."""
    report = RubricReport()
    known: dict[str, Any] = {}
    for file in sorted(folder.glob(RUBRICS)):
        written = _read(file)
        with _naming(file):
            rubric = known[file.stem] = rubric_of(written, known)
            fields = {
                "title": rubric.title,
                "introduction": str(written.get("introduction", "")).strip(),
                "criteria": json.dumps(criteria_body(rubric)),
                "raters": rubric.raters,
                "most_not_seen": rubric.most_not_seen,
                "sufficient": rubric.sufficient,
                "good": rubric.good,
                "least_per_criterion": rubric.least_per_criterion,
            }
            found = Rubric.objects.filter(code=rubric.code).first()
            _bring_in_line(found or Rubric(code=rubric.code), fields, report)
    for file in sorted(folder.glob(RECORDINGS)):
        with _naming(file):
            _load_recording(_read(file), report)
    return report


def _load_recording(written: dict[str, Any], report: RubricReport) -> None:
    recording = recording_of(written)
    fields = {
        "title": recording.title,
        "rubric": Rubric.objects.get(code=recording.rubric),
        "role": recording.role,
        "situation": recording.situation,
        "turns": json.dumps(turns_body(recording.turns)),
        "references": json.dumps(references_body(recording.references)),
    }
    found = CalibrationRecording.objects.filter(slug=recording.slug).first()
    _bring_in_line(found or CalibrationRecording(slug=recording.slug), fields, report)


def _bring_in_line(kept: Rubric | CalibrationRecording, fields: dict[str, Any], report: RubricReport) -> None:
    """Publish what a file says, unless a person wrote something else since."""
    name, before = kept.title, None if kept.pk is None else _as_kept(kept)
    is_theirs = kept.latest_revision is not None and kept.latest_revision.user_id is not None
    for field_name, value in fields.items():
        setattr(kept, field_name, value)
    if before == _as_kept(kept):
        report.unchanged += 1
    elif is_theirs:
        report.left_alone.append(name)
    else:
        kept.full_clean(exclude=["latest_revision", "live_revision"])
        kept.save()
        kept.save_revision(clean=False).publish()
        (report.made if before is None else report.changed).append(kept.title)


def _as_kept(kept: Rubric | CalibrationRecording) -> tuple[Any, ...]:
    extra = kept.introduction if isinstance(kept, Rubric) else ""
    return kept.live, extra, kept.as_rule()


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Say in which file something is wrong."""
    try:
        yield
    except ValidationError as error:
        raise RubricsNotLoadedError(f"{file.name}: {' '.join(error.messages)}") from error
    except (NotAsExpectedError, KeyError, Rubric.DoesNotExist) as error:
        raise RubricsNotLoadedError(f"{file.name}: {error}") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise RubricsNotLoadedError(f"{file.name}: {error}") from error
    if not isinstance(written, dict):
        raise RubricsNotLoadedError(file.name)
    return written
