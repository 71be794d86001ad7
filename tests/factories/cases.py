"""Cases in one line."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import factory
from django.utils import timezone

from casestudies.blocks import stream_of_notes, streams_of
from casestudies.choices import CaseStep, FrameField, Pitfall, WksRole
from casestudies.models import CaseStudyIndexPage, CaseStudyPage, CaseVersion, CaseWork
from casestudies.rules.case import (
    BetterLine,
    Case,
    CasePerson,
    Document,
    Fact,
    Frame,
    Line,
    NamedPitfall,
    Option,
    Prediction,
    RoleView,
)
from courses.api import make_own_area
from people.models import Municipality
from tests.factories.courses import PublishedPageFactory
from tests.factories.people import MembershipFactory

FIRST = (
    Line(
        "s1",
        "municipality",
        "Hier hangt alvast een schets.",
        "Wouter",
        Pitfall.OFFERING_SOLUTION,
        "Te vroeg.",
    ),
    Line("s2", "resident", "Wie heeft dat getekend?", "Samira"),
    Line(
        "s3",
        "case_steward",
        "Er is heel veel mogelijk.",
        "Renske",
        Pitfall.UNCLEAR_FRAME,
        "Het kader zwijgt.",
    ),
    Line("s4", "narrator", "Henk gaat naar huis."),
)
WHOLE = Case(
    code="CX",
    title="De plek op het plein",
    domain="area",
    context="neighbourhood",
    summary="Een plein en een schets.",
    minutes=30,
    situation="Het plein is leeg.\n\nDe schets hangt er al.",
    wish="Een plek voor jong en oud.",
    frame=Frame(
        fields=tuple((field, f"Kader: {field}.") for field in FrameField.values),
        hard_limits=("Niet meer dan 40.000 euro.",),
        owner="De opdrachtgever",
        translator="De zaakwaarnemer",
        tester="Het college",
    ),
    people=(
        CasePerson("resident", "Samira", "Trekt de groep."),
        CasePerson("case_steward", "Renske", "Nieuw."),
    ),
    timeline=(
        Fact("2019", "Er kwam geen antwoord."),
        Fact("Maart", "Er ligt een nota."),
        Fact("Nu", "Het begint."),
    ),
    documents=(Document("De brief", "Wij nemen contact met u op."),),
    dilemmas=("Iets laten zien helpt, en stuurt.",),
    pitfalls=(
        NamedPitfall(Pitfall.OFFERING_SOLUTION, "De schets."),
        NamedPitfall(Pitfall.UNCLEAR_FRAME, "Het kader."),
    ),
    questions=("Wat had jij willen horen?",),
    roles=tuple(RoleView(role, f"Zo ziet {role} het.", f"Wat vraagt {role}?") for role in WksRole.values),
    first=FIRST,
    prediction=Prediction(
        "Wat gebeurt er straks?",
        (
            Option("Iedereen is blij.", "Dat hoopte je."),
            Option("De groep haakt af.", "Daar wijst alles op.", is_right=True),
            Option("Er gebeurt niets.", "Stilte zegt ook iets."),
        ),
    ),
    second=(
        BetterLine("case_steward", "Deze schets is van ons, ik haal hem weg.", "Renske", 1),
        BetterLine("resident", "Dank je.", "Samira"),
        BetterLine("case_steward", "Vast ligt 40.000 euro, de rest is vrij.", "Renske", 2),
    ),
    expert_answer="Begin met wat er gebeurd is.\n\nGeef daarna het kader.",
)
NOTES = ("Alleen voor wie begeleidt.",)


def fields_of(case: Case, notes: tuple[str, ...] = NOTES) -> dict[str, Any]:
    """Everything that a page of this case holds, beside its code and title."""
    names = ("domain", "context", "summary", "minutes", "situation", "wish", "expert_answer")
    streams = {**streams_of(case), "facilitator_notes": stream_of_notes(notes)}
    return {
        **{name: getattr(case, name) for name in names},
        **{f"frame_{name}": text for name, text in case.frame.fields},
        **{f"frame_{name}": getattr(case.frame, name) for name in ("owner", "translator", "tester")},
        **{name: json.dumps(stream) for name, stream in streams.items()},
    }


def case_shelf(municipality: Municipality | None = None) -> CaseStudyIndexPage:
    """The shelf of everybody's cases, or a municipality's own."""
    of_it = CaseStudyIndexPage.objects.filter(municipality=municipality)
    if not of_it:
        make_own_area(municipality)
    return of_it.get()


class CaseFactory(PublishedPageFactory):
    """A published case that is whole, on the shared shelf or on that of a municipality."""

    class Meta:
        model = CaseStudyPage
        exclude = ("municipality",)

    municipality = None
    parent = factory.LazyAttribute(lambda page: case_shelf(page.municipality))
    title = factory.Sequence(lambda n: f"Casus {n}")
    code = factory.Sequence(lambda n: f"CX{n}")
    responsible = "redactie"

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        return {**fields_of(WHOLE), **kwargs}


def case_page(case: Case = WHOLE, **more: Any) -> CaseStudyPage:
    """A published page of a case as given."""
    return CaseFactory(**{**fields_of(case), "title": case.title, "code": case.code, **more})


def version_of(page: CaseStudyPage) -> CaseVersion:
    """What people do of a case."""
    version = page.versions.order_by("-number").first()
    assert version is not None
    return version


class CaseWorkFactory(factory.django.DjangoModelFactory):
    """Somebody who begins a case."""

    class Meta:
        model = CaseWork

    class Params:
        finished = factory.Trait(
            step=CaseStep.GROUP, finished_at=factory.LazyFunction(timezone.now), answer="Eerst het kader."
        )

    version = factory.LazyFunction(lambda: version_of(case_page()))
    case = factory.LazyAttribute(lambda work: work.version.case)
    municipality = factory.LazyFunction(lambda: MembershipFactory().municipality)
    person = factory.LazyAttribute(lambda work: MembershipFactory(municipality=work.municipality).person)
    begun_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


def changed(**parts: Any) -> Case:
    """The whole case with something else in it."""
    return replace(WHOLE, **parts)
