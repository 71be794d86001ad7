"""Reads of the question bank."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from assessments.blocks import item_of_body
from assessments.models import LearningGoal, Question, QuestionVersion
from assessments.rules.items_json import item_from_json
from core.api import is_under_review

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from assessments.rules.items import Item
    from people.models import Municipality


def item_of(question: Question) -> Item | None:
    """What a question asks as it is written now, or None when nothing was written yet. No queries."""
    return item_of_body(question.body)


def item_of_version(version: QuestionVersion) -> Item:
    """What people are asked. No queries."""
    return item_from_json(version.content)


def shared_or_own(municipality: Municipality | None) -> Q:
    """Which questions a municipality may use: the shared ones and its own; without one only the shared ones."""
    shared = Q(municipality=None)
    return shared if municipality is None else shared | Q(municipality=municipality)


def current_versions(
    *,
    municipality: Municipality | None,
    purposes: Collection[str] = (),
    modules: Collection[str] = (),
    difficulties: Collection[str] = (),
    kinds: Collection[str] = (),
    identifiers: Collection[str] = (),
) -> QuerySet[QuestionVersion]:
    """The latest version of each live question that a municipality may use, with its question. One query."""
    asked = {
        "purpose__in": purposes,
        "module__in": modules,
        "difficulty__in": difficulties,
        "kind__in": kinds,
        "identifier__in": identifiers,
    }
    questions = Question.objects.filter(
        shared_or_own(municipality), live=True, **{name: values for name, values in asked.items() if values}
    )
    later = QuestionVersion.objects.filter(question=OuterRef("question"), number__gt=OuterRef("number"))
    return (
        QuestionVersion.objects.filter(~Exists(later), question__in=questions)
        .select_related("question")
        .defer("question__body")
        .order_by("question__identifier")
    )


def latest_version(question: Question) -> QuestionVersion | None:
    """What people were asked last. One query."""
    return question.versions.order_by("-number").first()


def was_published(questions: Collection[Question]) -> bool:
    """Whether somebody may have been asked one of these questions. One query."""
    return QuestionVersion.objects.filter(question__in=questions).exists()


def questions_for_a_list(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The same questions with whose they are and `is_under_review`, and without their heavy bodies. One query."""
    return (
        questions.select_related("municipality")
        .defer("body")
        .annotate(is_under_review=is_under_review(Question))
    )


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How many questions are live: in all, per module and per kind."""

    total: int
    per_module: dict[str, int]
    per_kind: dict[str, int]


def question_counts() -> QuestionCounts:
    """How many questions there are to ask. One query."""
    rows = Question.objects.filter(live=True).order_by().values_list("module", "kind").annotate(n=Count("pk"))
    per_module, per_kind = Counter[str](), Counter[str]()
    for module, kind, number in rows:
        per_module[module] += number
        per_kind[kind] += number
    modules = sorted(per_module, key=lambda module: (len(module), module))
    return QuestionCounts(
        total=per_kind.total(),
        per_module={module: per_module[module] for module in modules},
        per_kind=dict(sorted(per_kind.items())),
    )


def goals_with_counts(goals: QuerySet[LearningGoal]) -> QuerySet[LearningGoal]:
    """The same goals with `question_count`: the live questions for everybody. A goal without any is a gap. One query."""
    live = Q(questions__live=True, questions__municipality=None)
    return goals.annotate(question_count=Count("questions", filter=live))
