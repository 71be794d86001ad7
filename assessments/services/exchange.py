"""Questions from files: kept until somebody says yes, then written as drafts, all or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.search.backends import get_search_backend

from assessments.blocks import body_of
from assessments.models import BroughtFile, Question, QuestionOrigin
from assessments.permissions.exchange import can_bring_for
from assessments.selectors.exchange import goals_by_code
from core.access import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from assessments.models import LearningGoal
    from assessments.rules.exchange.planning import Step
    from assessments.rules.items import Tagged
    from people.models import Municipality, User

BROUGHT_IN = "assessments.bring_in"
_TAGS = ("purpose", "module", "competency", "difficulty")


def keep_file(
    *, name: str, content: bytes, destination: Mapping[str, Any], instead_of: str, now: datetime
) -> BroughtFile:
    """Keep a file until its author says yes; one that the same author brought before is forgotten."""
    forget_file(instead_of)
    return BroughtFile.objects.create(
        name=name[:200], content=content, destination=dict(destination), brought_at=now
    )


def forget_file(key: UUID | str) -> None:
    """Forget a file that was brought."""
    if key:
        BroughtFile.objects.filter(pk=key).delete()


class BroughtMeanwhileError(Exception):
    """Raised when somebody else brought the same questions at the same moment."""


def bring_in(
    steps: Sequence[Step], *, author: User, municipality: Municipality | None, file_name: str, now: datetime
) -> None:
    """Make and change questions as drafts, all or none; what was published stays so until the review is done."""
    require(can_bring_for(author, municipality))
    try:
        _write(steps, author=author, municipality=municipality, file_name=file_name, now=now)
    except IntegrityError as error:
        raise BroughtMeanwhileError from error


@transaction.atomic
def _write(
    steps: Sequence[Step], *, author: User, municipality: Municipality | None, file_name: str, now: datetime
) -> None:
    goals = goals_by_code()
    made = [step.result for step in steps if step.before is None]
    _make(made, goals, author=author, municipality=municipality, file_name=file_name, now=now)
    known = Question.objects.select_for_update().in_bulk(
        [step.result.identifier for step in steps if step.before is not None], field_name="identifier"
    )
    for step in steps:
        if step.before is not None:
            _change(known[step.result.identifier], step.result, goals, author=author, file_name=file_name)


def _change(
    question: Question, tagged: Tagged, goals: Mapping[str, LearningGoal], *, author: User, file_name: str
) -> None:
    revision = _filled(question, tagged, goals).save_revision(user=author, clean=False)
    QuestionOrigin.objects.update_or_create(question=question, defaults={"revision": revision.pk})
    log(question, BROUGHT_IN, user=author, revision=revision, data={"file": file_name}, content_changed=True)


def _make(
    made: Sequence[Tagged],
    goals: Mapping[str, LearningGoal],
    *,
    author: User,
    municipality: Municipality | None,
    file_name: str,
    now: datetime,
) -> None:
    """New questions as if each was saved as a draft."""
    questions = [
        _filled(Question(identifier=tagged.identifier, municipality=municipality, live=False), tagged, goals)
        for tagged in made
    ]
    for question in questions:
        question.note_body()
        question.has_unpublished_changes = True
    Question.objects.bulk_create(questions)
    revisions = Revision.objects.bulk_create(_revision(question, author, now) for question in questions)
    for question, revision in zip(questions, revisions, strict=True):
        question.latest_revision = revision
        log(question, BROUGHT_IN, user=author, revision=revision, data={"file": file_name})
    Question.objects.bulk_update(questions, ["latest_revision"], batch_size=500)
    QuestionOrigin.objects.bulk_create(
        QuestionOrigin(question=question, revision=revision.pk)
        for question, revision in zip(questions, revisions, strict=True)
    )
    get_search_backend().add_bulk(Question, questions)


def _filled(question: Question, tagged: Tagged, goals: Mapping[str, LearningGoal]) -> Question:
    values = {
        **{name: getattr(tagged, name) for name in _TAGS},
        "goal": goals.get(tagged.goal),
        "body": json.dumps(body_of(tagged.item)),
    }
    for name, value in values.items():
        setattr(question, name, value)
    return question


def _revision(question: Question, author: User, now: datetime) -> Revision:
    kind = ContentType.objects.get_for_model(Question)
    return Revision(
        content_type=kind,
        base_content_type=kind,
        object_id=str(question.pk),
        created_at=now,
        user=author,
        object_str=str(question),
        content=question.serializable_data(),
    )


def forget_old_files(*, before: datetime) -> int:
    """Forget the files that nobody said yes to; gives how many there were."""
    number, _ = BroughtFile.objects.filter(brought_at__lt=before).delete()
    return number
