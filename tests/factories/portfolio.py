"""What people write and gather about their own work."""

from __future__ import annotations

from datetime import UTC, datetime

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from assessments.choices import Audience, EvidenceKind, ReflectionPrompt
from assessments.models import EvidenceItem, PracticeCase, Reflection, Share
from assessments.rules.reflections import QUESTIONS
from people.api import everywhere
from progression.choices import CoreTask
from tests.factories.people import MembershipFactory, MunicipalityFactory

WRITTEN = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
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
    """Somebody shares a finished reflection with their coach, or a case, or a piece of evidence."""

    class Meta:
        model = Share

    case = None
    evidence = None
    reflection = factory.Maybe(
        "case",
        yes_declaration=None,
        no_declaration=factory.Maybe(
            "evidence",
            yes_declaration=None,
            no_declaration=factory.SubFactory(ReflectionFactory, finished=True),
        ),
    )
    person = factory.LazyAttribute(lambda row: (row.case or row.evidence or row.reflection).person)
    municipality = factory.LazyAttribute(
        lambda row: (row.case or row.evidence or row.reflection).municipality
    )
    title = factory.LazyAttribute(lambda row: str(row.case or row.evidence or row.reflection))
    audience = Audience.COACH
    shared_at = WRITTEN

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            return super()._create(model_class, *args, **fields)


class PracticeCaseFactory(DjangoModelFactory):
    """A case from practice in which nobody can be recognised."""

    class Meta:
        model = PracticeCase

    municipality = factory.SubFactory(MunicipalityFactory)
    person = factory.LazyAttribute(lambda row: MembershipFactory(municipality=row.municipality).person)
    title = factory.Sequence(lambda n: f"Casus {n}")
    situation = "Een bewoner vroeg wat er op het plein mocht."
    action = "Ik vroeg eerst wat zij zelf wilden."
    otherwise = "Ik zou langer stil zijn."
    written_at = WRITTEN
    changed_at = WRITTEN

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            return super()._create(model_class, *args, **fields)


class EvidenceFactory(DjangoModelFactory):
    """A reflection in a portfolio; `upload` makes it a file."""

    class Meta:
        model = EvidenceItem

    class Params:
        upload = factory.Trait(
            kind=EvidenceKind.UPLOAD,
            reflection=None,
            municipality=factory.SubFactory(MunicipalityFactory),
            person=factory.LazyAttribute(lambda row: MembershipFactory(municipality=row.municipality).person),
            file=factory.LazyFunction(lambda: ContentFile(PDF, "draaiboek.pdf")),
            file_size=len(PDF),
            title=factory.Sequence(lambda n: f"Draaiboek {n}"),
        )

    kind = EvidenceKind.REFLECTION
    reflection = factory.SubFactory(ReflectionFactory, finished=True)
    person = factory.SelfAttribute("reflection.person")
    municipality = factory.SelfAttribute("reflection.municipality")
    core_task = CoreTask.KT4
    title = factory.LazyAttribute(lambda row: str(row.reflection))
    added_at = WRITTEN

    @classmethod
    def _create(cls, model_class, *args, **fields):
        with everywhere():
            return super()._create(model_class, *args, **fields)
