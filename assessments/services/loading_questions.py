"""Writing the questions that were read from text: new ones all at once, changed ones one by one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Revision
from wagtail.search.backends import get_search_backend

from assessments.blocks import body_of
from assessments.models import Question, QuestionVersion
from assessments.services.bank import version_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from assessments.models import LearningGoal
    from assessments.rules.bank_text import QuestionSource
    from assessments.services.loading import BankReport

TAGS = ("purpose", "module", "competency", "difficulty")
HEAVY = ("body", "text")
Goals = dict[str, "LearningGoal"]


def write(
    sources: Iterable[QuestionSource], goals: Goals, report: BankReport, *, overwrite: bool, now: datetime
) -> None:
    """Bring the shared questions in line with what was read. One query when nothing changed."""
    rows = Question.objects.filter(municipality=None).defer(*HEAVY)
    known = {question.identifier: question for question in rows}
    new = []
    for source in sources:
        identifier = source.tagged.identifier
        question = known.pop(identifier, None)
        if question is None:
            new.append(source)
            report.made.append(identifier)
        elif is_edited(question) and not overwrite:
            report.left_alone.append(identifier)
        elif is_edited(question) or source.fingerprint != question.source_hash:
            _rewrite(question, source, goals)
            report.changed.append(identifier)
        else:
            report.unchanged.append(identifier)
    _make(new, goals, now=now)
    _take_away(known.values(), report, overwrite=overwrite)


def is_edited(question: Question) -> bool:
    """Whether somebody made, changed or took off line this question in Wagtail since it was loaded."""
    was_taken_away_by_hand = bool(question.source_hash) and not question.live
    return question.latest_revision_id != question.source_revision or was_taken_away_by_hand


def _take_away(gone: Iterable[Question], report: BankReport, *, overwrite: bool) -> None:
    """Take off line what came from a file that is no longer there."""
    for question in gone:
        if not question.source_hash or not question.live:
            continue
        if is_edited(question) and not overwrite:
            report.left_alone.append(question.identifier)
            continue
        question.unpublish()
        Question.objects.filter(pk=question.pk).update(source_hash="")
        report.taken_away.append(question.identifier)


def _fill(question: Question, source: QuestionSource, goals: Goals) -> Question:
    values = {
        **{tag: getattr(source.tagged, tag) for tag in TAGS},
        "goal": goals[source.tagged.goal],
        "body": json.dumps(body_of(source.tagged.item)),
        "source_hash": source.fingerprint,
    }
    for name, value in values.items():
        setattr(question, name, value)
    return question


def _rewrite(question: Question, source: QuestionSource, goals: Goals) -> None:
    question = _fill(Question.objects.get(pk=question.pk), source, goals)
    revision = question.save_revision(clean=False)
    revision.publish()
    Question.objects.filter(pk=question.pk).update(source_revision=revision.pk)


def _make(sources: Iterable[QuestionSource], goals: Goals, *, now: datetime) -> None:
    """New questions as if each was saved and published. The same number of queries for one or for a thousand."""
    questions = [_new(source, goals, now=now) for source in sources]
    if not questions:
        return
    Question.objects.bulk_create(questions)
    revisions = Revision.objects.bulk_create([_revision(question, now=now) for question in questions])
    for question, revision in zip(questions, revisions, strict=True):
        question.latest_revision = question.live_revision = revision
        question.source_revision = revision.pk
    Question.objects.bulk_update(
        questions, ["latest_revision", "live_revision", "source_revision"], batch_size=500
    )
    ModelLogEntry.objects.bulk_create([_log_entry(question, now=now) for question in questions])
    QuestionVersion.objects.bulk_create(_versions(questions, sources, now=now))
    get_search_backend().add_bulk(Question, questions)


def _new(source: QuestionSource, goals: Goals, *, now: datetime) -> Question:
    question = Question(
        identifier=source.tagged.identifier, live=True, first_published_at=now, last_published_at=now
    )
    _fill(question, source, goals)
    question.note_body()
    return question


def _revision(question: Question, *, now: datetime) -> Revision:
    kind = ContentType.objects.get_for_model(Question)
    return Revision(
        content_type=kind,
        base_content_type=kind,
        object_id=str(question.pk),
        created_at=now,
        object_str=str(question),
        content=question.serializable_data(),
    )


def _log_entry(question: Question, *, now: datetime) -> ModelLogEntry:
    """The history of a question begins with its being published."""
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(Question),
        object_id=str(question.pk),
        label=str(question),
        action="wagtail.publish",
        timestamp=now,
        revision_id=question.latest_revision_id,
        content_changed=True,
    )


def _versions(
    questions: list[Question], sources: Iterable[QuestionSource], *, now: datetime
) -> list[QuestionVersion]:
    return [
        version_of(question, source.tagged.item, number=1, now=now)
        for question, source in zip(questions, sources, strict=True)
    ]
