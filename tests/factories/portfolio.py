"""What people write and gather about their own work."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from assessments.choices import Audience, ReflectionPrompt
from assessments.models import Reflection, Share
from assessments.rules.reflections import QUESTIONS
from people.api import everywhere
from tests.factories.people import MembershipFactory, MunicipalityFactory

WRITTEN = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)
ANSWER = "Ik zei niets en telde tot tien, en toen vertelde hij zelf verder."


def whole_answers(prompt: ReflectionPrompt = ReflectionPrompt.REFLEX) -> dict[str, str]:
    """An answer to each question of a prompt that is long enough."""
    return {question.value: f"{ANSWER} ({question.value})" for question in QUESTIONS[prompt]}


class ReflectionFactory(DjangoModelFactory):
    """A reflection with all answers, not finished yet; `finished` is a trait."""

    class Meta:
        model = Reflection

    class Params:
        finished = factory.Trait(finished_at=WRITTEN)

    municipality = factory.SubFactory(MunicipalityFactory)
    person = factory.LazyAttribute(lambda row: MembershipFactory(municipality=row.municipality).person)
    prompt = ReflectionPrompt.REFLEX
    title = factory.Sequence(lambda n: f"Reflectie {n}")
    answers = factory.LazyAttribute(lambda row: whole_answers(row.prompt))
    sequence = 1
    begun_at = WRITTEN
    changed_at = WRITTEN

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            return super()._create(model_class, *args, **fields)


class ShareFactory(DjangoModelFactory):
    """Somebody shares a finished reflection with their coach."""

    class Meta:
        model = Share

    reflection = factory.SubFactory(ReflectionFactory, finished=True)
    person = factory.SelfAttribute("reflection.person")
    municipality = factory.SelfAttribute("reflection.municipality")
    title = factory.LazyAttribute(lambda row: str(row.reflection))
    audience = Audience.COACH
    shared_at = WRITTEN

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            return super()._create(model_class, *args, **fields)
