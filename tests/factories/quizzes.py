"""Tests and attempts at them."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments import api
from assessments.choices import Purpose, QuestionKind
from assessments.models import Attempt, AttemptItem, Quiz
from people.api import within
from people.models import Municipality, User
from tests.factories.questions import ITEMS, QuestionFactory

RIGHT: dict[str, dict[str, Any]] = {
    QuestionKind.ONE_CHOICE: {"choice": "b"},
    QuestionKind.SEVERAL_CHOICES: {"choices": ["b", "d"]},
    QuestionKind.TRUE_FALSE: {"choice": "false"},
    QuestionKind.MATCH: {"targets": {o.key: o.target for o in ITEMS[QuestionKind.MATCH].options}},
    QuestionKind.ORDER: {"order": [o.key for o in ITEMS[QuestionKind.ORDER].options]},
    QuestionKind.FILL_IN: {"text": "de wens"},
    QuestionKind.NUMERIC: {"text": "1,5"},
    QuestionKind.MARK: {"choices": ["b", "d"]},
    QuestionKind.CLASSIFY: {"targets": {o.key: o.target for o in ITEMS[QuestionKind.CLASSIFY].options}},
    QuestionKind.SJT: {"best": "a", "worst": "d"},
}
WRONG: dict[str, dict[str, Any]] = {
    QuestionKind.ONE_CHOICE: {"choice": "a"},
    QuestionKind.SJT: {"best": "d", "worst": "a"},
}


def by_chance(count: int, *modules: str) -> dict[str, Any]:
    """So many questions from these modules, as the field keeps it."""
    return {"type": "random", "value": {"count": count, "modules": ", ".join(modules)}}


def from_each(count: int, *modules: str) -> dict[str, Any]:
    """So many questions from each of these modules."""
    return {"type": "per_module", "value": {"count": count, "modules": ", ".join(modules)}}


def always(*identifiers: str) -> dict[str, Any]:
    """These questions."""
    return {"type": "fixed", "value": {"questions": ", ".join(identifiers)}}


class QuizFactory(DjangoModelFactory):
    """A test that anybody may take: three questions of M1, by chance."""

    class Meta:
        model = Quiz
        exclude = ("blocks",)

    code = factory.Sequence(lambda n: f"T{n}-T")
    title = factory.LazyAttribute(lambda quiz: f"Toets {quiz.code}")
    blocks = [by_chance(3, "M1")]
    draw = factory.LazyAttribute(lambda quiz: json.dumps(quiz.blocks))
    live = True


def bank(count: int = 3, *, kind: str = QuestionKind.ONE_CHOICE, **fields: Any) -> list[Any]:
    """So many live questions of a module (M1 unless said otherwise)."""
    return QuestionFactory.create_batch(count, item=ITEMS[kind], **fields)


def situations(count: int) -> list[Any]:
    """So many situations."""
    return bank(count, kind=QuestionKind.SJT, purpose=Purpose.SITUATIONS, module="M6")


def begun(
    quiz: Quiz, person: User, municipality: Municipality, *, now: Any = None, chance: int = 1
) -> Attempt:
    """An attempt that somebody has just begun."""
    with within(municipality):
        return api.begin_attempt(
            person=person,
            municipality=municipality,
            quiz=quiz,
            now=now or timezone.now(),
            chance=Random(chance),
        )


def answer(attempt: Attempt, position: int, given: dict[str, Any], *, sequence: int = 1, **more: Any) -> Any:
    """Somebody answers a question; gives what came of it."""
    with within(attempt.municipality):
        return api.answer_question(
            person=attempt.person,
            attempt_id=attempt.pk,
            position=position,
            version_id=items(attempt)[position - 1].version_id,
            answer=given,
            is_flagged=more.pop("is_flagged", False),
            sequence=sequence,
            now=more.pop("now", None) or timezone.now(),
        )


def answer_all(attempt: Attempt, *, right: int | None = None, now: Any = None) -> None:
    """Somebody answers everything: so many right, the rest wrong."""
    for item in items(attempt):
        with within(attempt.municipality):
            kind = item.version.content["kind"]
        is_right = right is None or item.position <= right
        answer(attempt, item.position, (RIGHT if is_right else WRONG)[kind], now=now)


def handed_in(attempt: Attempt, *, now: Any = None) -> Attempt:
    """The attempt after handing it in."""
    with within(attempt.municipality):
        return api.hand_in_attempt(person=attempt.person, attempt_id=attempt.pk, now=now or timezone.now())


def items(attempt: Attempt) -> list[AttemptItem]:
    """The questions of an attempt, in order."""
    with within(attempt.municipality):
        return list(attempt.items.select_related("version").order_by("position"))


def taken(
    quiz: Quiz, person: User, municipality: Municipality, *, right: int | None = None, **more: Any
) -> Attempt:
    """An attempt that was answered and handed in."""
    attempt = begun(quiz, person, municipality, **more)
    answer_all(attempt, right=right, now=more.get("now"))
    return handed_in(attempt, now=more.get("now"))
