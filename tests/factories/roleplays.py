"""Scenarios and runs in one line."""

from __future__ import annotations

from typing import Any

import factory
from django.utils import timezone

from casestudies.choices import Context, Domain
from roleplays.blocks import body_of, stream_of_cards
from roleplays.choices import Outcome, PlayerRole
from roleplays.models import RolePlayRun, RolePlayScenario, ScenarioVersion
from roleplays.rules.scenario import Choice, Node
from tests.factories.people import MembershipFactory
from tests.roleplays.scenes import CARDS


def _say(key: str, text: str, to: str, effects: dict[str, int], **more: Any) -> Choice:
    return Choice(key, text, to, tuple(effects.items()), f"Terug op {key}.", **more)


SCENES = (
    Node(
        "n1",
        "Wat is de bedoeling?",
        "resident",
        "Samira",
        (
            _say("a", "Wat willen jullie bereiken?", "n2", {"autonomy": 1, "no_solution": 1}),
            _say("b", "Ik heb hier een schets bij me.", "n2", {"no_solution": -1, "autonomy": -1}),
            _say("c", "Dit blijft onder ons, beloofd.", "n2", {"role_purity": -1}, is_knock_out=True),
        ),
    ),
    Node(
        "n2",
        "En nu? Wie doet wat?",
        "resident",
        "Henk",
        (
            _say(
                "a", "Wat kunnen jullie zelf doen?", "e_good", {"competence": 1}, consequence="Henk denkt na."
            ),
            _say("b", "Ik regel het verder wel.", "e_poor", {"competence": -1, "no_patronising": -1}),
        ),
    ),
    Node("e_good", "De groep gaat zelf verder.", end=Outcome.GOOD),
    Node("e_poor", "De groep haakt af.", end=Outcome.POOR),
)


class ScenarioFactory(factory.django.DjangoModelFactory):
    """A published scenario of two scenes that everybody may play."""

    class Meta:
        model = RolePlayScenario
        skip_postgeneration_save = True

    code = factory.Sequence(lambda number: f"RP{number + 100}")
    title = factory.Sequence(lambda number: f"Gesprek {number}")
    summary = "Een gesprek om te oefenen."
    domain = Domain.AREA
    context = Context.NEIGHBOURHOOD
    player_role = PlayerRole.CASE_STEWARD
    body = factory.LazyFunction(lambda: body_of(SCENES))
    role_cards = factory.LazyFunction(lambda: stream_of_cards(CARDS))
    live = False

    @factory.post_generation
    def published(self, create: bool, extracted: Any, **_: Any) -> None:
        """Publish, unless asked not to."""
        if create and extracted is not False:
            self.save_revision().publish()  # type: ignore[attr-defined]
            self.refresh_from_db()  # type: ignore[attr-defined]


def version_of(scenario: RolePlayScenario) -> ScenarioVersion:
    """What people play of a scenario."""
    version = scenario.versions.order_by("-number").first()
    assert version is not None
    return version


class RunFactory(factory.django.DjangoModelFactory):
    """Somebody who begins."""

    class Meta:
        model = RolePlayRun

    version = factory.LazyFunction(lambda: version_of(ScenarioFactory()))
    municipality = factory.LazyFunction(lambda: MembershipFactory().municipality)
    person = factory.LazyAttribute(lambda run: MembershipFactory(municipality=run.municipality).person)
    started_at = factory.LazyFunction(timezone.now)
    played_at = factory.LazyFunction(timezone.now)
