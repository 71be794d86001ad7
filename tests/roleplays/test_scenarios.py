"""Scenarios in the bank: drafts, publication, frozen versions."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from wagtail.blocks.base import get_error_json_data
from wagtail.models import ModelLogEntry

from casestudies.choices import Context, Domain, WksRole
from core.tasks import publish_scheduled
from people.api import standing_of
from roleplays import api
from roleplays.blocks import body_of, stream_of_cards
from roleplays.choices import Outcome, PlayerRole
from roleplays.models import RolePlayScenario, ScenarioVersion
from roleplays.rules.scenario_json import scenario_from_json, scenario_to_json
from tests.factories.people import MembershipFactory
from tests.roleplays.editor import form_of
from tests.roleplays.scenes import CARDS, end, say, scenarios, scene

BROKEN = (scene("n1", say("a", "goed", 3), say("b", "weg", -1)), end("goed"))
SENTENCES = ["Scène n1, keuze b: Deze keuze gaat naar een scène die er niet is."]
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


def test_a_scenario_that_cannot_be_played_is_not_published_and_each_problem_is_named(draft):
    draft.body = body_of(BROKEN)
    with pytest.raises(PermissionDenied) as refused:
        publish(draft)
    assert str(refused.value).splitlines() == SENTENCES
    draft.refresh_from_db()
    assert not draft.live
    assert not ScenarioVersion.objects.exists()


def test_a_broken_edit_leaves_what_people_play_as_it_was(draft):
    first = publish(draft)
    draft.title, draft.body = "Een andere titel", body_of(BROKEN)
    with pytest.raises(PermissionDenied):
        publish(draft)
    draft.refresh_from_db()
    assert (draft.live, draft.title) == (True, "Proef")
    assert api.latest_version(draft) == first
    assert "Een andere titel" in draft.get_latest_revision().content["title"]


@pytest.mark.parametrize("is_draft", [False, True])
def test_the_editor_says_what_stands_in_the_way_of_publishing_and_not_of_saving(draft, is_draft):
    form = form_of(draft, body=body_of(BROKEN))
    if is_draft:
        form.defer_required_fields()
    assert form.is_valid() is is_draft
    told = [str(get_error_json_data(error)) for error in form.errors.as_data().get("body", ())]
    assert ["Deze keuze gaat naar een scène die er niet is." in each for each in told] == [True] * (
        not is_draft
    )
    assert len(form["body"].value()) == len(BROKEN)


def test_a_scenario_that_waits_for_its_moment_goes_back_to_its_author(draft):
    later = timezone.now() + timedelta(hours=1)
    draft.go_live_at = later
    draft.save_revision().publish()
    revision = draft.get_latest_revision()
    revision.content["body"] = json.dumps(body_of(BROKEN))
    revision.save(update_fields=["content"])
    other = RolePlayScenario.objects.create(
        **{name: getattr(draft, name) for name in ("title", "summary", "domain", "context", "player_role")},
        code="RPY",
        body=body_of(SCENES),
        role_cards=stream_of_cards(CARDS),
        live=False,
        go_live_at=later + timedelta(minutes=1),
    )
    other.save_revision().publish()
    with time_machine.travel(later + timedelta(minutes=5), tick=False):
        publish_scheduled()
    draft.refresh_from_db()
    other.refresh_from_db()
    assert (draft.live, other.live) == (False, True)
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None
    entry = ModelLogEntry.objects.filter(action="core.not_published").get()
    assert all(sentence in entry.message for sentence in SENTENCES)


def test_what_has_no_version_is_not_listed(draft):
    RolePlayScenario.objects.filter(pk=draft.pk).update(live=True)
    standing = standing_of(MembershipFactory().person)
    assert not api.scenarios_visible_to(standing).exists()
    publish(draft)
    assert api.scenarios_visible_to(standing).get() == draft


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
