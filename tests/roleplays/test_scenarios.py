"""Scenarios in the bank: drafts, publication, frozen versions."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given

from casestudies.choices import Context, Domain, WksRole
from roleplays import api
from roleplays.blocks import body_of, stream_of_cards
from roleplays.choices import Outcome, PlayerRole
from roleplays.models import RolePlayScenario, ScenarioVersion
from roleplays.rules.scenario_json import scenario_from_json, scenario_to_json
from tests.roleplays.scenes import CARDS, end, say, scenarios, scene

SCENES = (scene("n1", say("a", "goed", 3), say("b", "vast", -1)), end("goed"), end("vast", Outcome.POOR))


@given(scenarios())
def test_json_keeps_a_scenario_as_it_is(played):
    assert scenario_from_json(scenario_to_json(played)) == played


@pytest.fixture
def draft(db):
    """A scenario that is complete, not yet published."""
    return RolePlayScenario.objects.create(
        code="RPX",
        title="Proef",
        summary="Een proef.",
        domain=Domain.AREA,
        context=Context.NEIGHBOURHOOD,
        player_role=PlayerRole.CASE_STEWARD,
        body=body_of(SCENES),
        role_cards=stream_of_cards(CARDS),
        live=False,
    )


def publish(row):
    row.save_revision().publish()
    row.refresh_from_db()
    return api.latest_version(row)


def test_what_an_author_wrote_is_what_is_played(draft):
    scenario = api.scenario_of_version(publish(draft))
    assert scenario.nodes == SCENES
    assert {card.role for card in scenario.role_cards} == set(WksRole.values)


def test_publishing_again_makes_a_version_only_when_something_changed(draft):
    first = publish(draft)
    assert publish(draft) == first
    draft.body = body_of((*SCENES[:1], end("goed"), end("vast", Outcome.MIXED)))
    second = publish(draft)
    assert (first.number, second.number) == (1, 2)
    assert api.scenario_of_version(first).nodes == SCENES


def test_a_scenario_with_a_broken_graph_is_not_frozen(draft):
    draft.body = body_of(SCENES[:2])
    assert publish(draft) is None


def test_a_version_keeps_the_total_of_the_best_road(draft):
    assert publish(draft).maximum == 3


@pytest.mark.parametrize("change", [lambda rows: rows.update(number=9), lambda rows: rows.delete()])
def test_a_version_never_changes(draft, change):
    publish(draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        change(ScenarioVersion.objects.all())


def test_freezing_twice_is_once(draft):
    publish(draft)
    api.freeze(draft, now=timezone.now())
    assert draft.versions.count() == 1
