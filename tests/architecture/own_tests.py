"""Tests of a municipality and what somebody did with them, for the fences: one of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from assessments import api
from assessments.models import Attempt, AttemptItem, ExtraTime, Quiz, RecallCard
from people.api import within
from people.choices import Role
from people.models import Municipality, User
from tests.factories import quizzes as make
from tests.factories.people import person_with

MODELS = (Attempt, AttemptItem, ExtraTime, RecallCard)


@dataclass(frozen=True)
class OwnTests:
    """A test of the municipality's own, an attempt that is open, one that was handed in, and a card."""

    quiz: Quiz
    open: Attempt
    done: Attempt
    card: RecallCard

    @property
    def version(self) -> int:
        """What the first question of the open attempt asks."""
        return make.items(self.open)[0].version_id


def own_tests(learner: User, municipality: Municipality, *, mark: str) -> OwnTests:
    """A test with a mark in its title, and a learner who took it and gets extra time."""
    questions = make.bank(3, municipality=municipality, module="M1")
    quiz = make.QuizFactory(
        code="merktoets", title=mark, municipality=municipality, minutes=30, counts_for="gate"
    )
    done = make.taken(quiz, learner, municipality)
    now = timezone.now()
    with within(municipality):
        api.give_extra_time(
            giver=person_with(Role.TRAINER, municipality=municipality),
            person=learner,
            municipality=municipality,
            percent=50,
            now=now,
        )
        card = RecallCard.objects.create(
            person=learner, municipality=municipality, question=questions[0], module="M1", due_on=now.date()
        )
    return OwnTests(quiz, make.begun(quiz, learner, municipality), done, card)


SAMPLES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "assessments:quiz": lambda w: {"code": w.tests.quiz.code},
    "assessments:begin": lambda w: {"code": w.tests.quiz.code},
    "assessments:attempt": lambda w: {"attempt_id": w.tests.open.pk},
    "assessments:answer": lambda w: {"attempt_id": w.tests.open.pk, "position": 1},
    "assessments:hand_in": lambda w: {"attempt_id": w.tests.open.pk},
    "assessments:result": lambda w: {"attempt_id": w.tests.done.pk},
    "assessments:recall_card": lambda w: {"card_id": w.tests.card.pk},
}
SENT = {"1-version": "{version}", "step": "0", "percent": "50", "person": "1"}
SHARED = {
    "assessments:my_tests": "shows only what is one's own",
    "assessments:recall": "shows only what is one's own",
    "assessments:group_results": "results of one's own municipality, for who may see them",
    "assessments:extra_time": "for people of one's own municipality, by who may give it",
}
