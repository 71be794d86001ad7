"""Scenarios in the admin: who writes what for whom, review with four eyes, and what the editor refuses and where."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.blocks.base import get_error_json_data
from wagtail.models import WorkflowState

from courses.api import make_reviewer
from people.api import within
from roleplays.api import played, start_run
from roleplays.models import RolePlayScenario
from tests.authoring.editor import APPROVE, REJECT, SUBMIT
from tests.authoring.scenario_editor import LIST, WRITTEN, begin, changed, fresh, save, without_card
from tests.factories.people import MembershipFactory
from tests.factories.roleplays import ScenarioFactory, version_of

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return unescape(answer.content.decode())


def told_at(answer, field="body"):
    """What the editor says about a field, as the browser gets it: by block, field and choice."""
    [error] = answer.context["form"].errors.as_data()[field]
    return json.loads(json.dumps(get_error_json_data(error), default=str))


def written(author, signed_in, **changes) -> RolePlayScenario:
    answer = begin(signed_in(author), **changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return RolePlayScenario.objects.get(code="RP77")


# --- From a draft to a scenario that is played ---------------------------------------------------------


def test_an_author_writes_a_scenario_and_a_reviewer_publishes_it(author, reviewer, signed_in):
    row = written(author, signed_in, **SUBMIT)
    assert not row.live
    save(signed_in(reviewer), row, **APPROVE)
    assert fresh(row).live
    assert version_of(row).number == 1


def test_nobody_approves_their_own_scenario(author, signed_in):
    make_reviewer(author)
    row = written(author, signed_in, **SUBMIT)
    save(signed_in(author), row, **APPROVE)
    assert not fresh(row).live


def test_a_reviewer_who_changed_a_scene_does_not_approve_it(author, reviewer, signed_in):
    row = written(author, signed_in, **SUBMIT)
    save(signed_in(reviewer), row, changed(0, text="Anders."), **APPROVE)
    assert not fresh(row).live


def test_a_reviewer_asks_for_changes(author, reviewer, signed_in):
    row = written(author, signed_in, **SUBMIT)
    save(signed_in(reviewer), row, **REJECT)
    assert WorkflowState.objects.latest("pk").status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not fresh(row).live


def test_an_author_who_sends_the_publish_button_only_saves(author, signed_in):
    assert not written(author, signed_in, **{"action-publish": "1"}).live


def test_a_run_keeps_the_version_that_it_started(author, reviewer, signed_in):
    row = written(author, signed_in, **SUBMIT)
    save(signed_in(reviewer), row, **APPROVE)
    member = MembershipFactory()
    with within(member.municipality):
        run = start_run(
            person=member.person,
            municipality=member.municipality,
            version=version_of(row),
            now=timezone.now(),
        )
        save(signed_in(author), fresh(row), changed(0, text="Een andere vraag?"), **SUBMIT)
        save(signed_in(reviewer), fresh(row), changed(0, text="Een andere vraag?"), **APPROVE)
        run.refresh_from_db()
        assert version_of(row).number == 2
        assert played(run).scenario.nodes[0].text == WRITTEN[0].text


def test_a_draft_may_be_unfinished(author, signed_in):
    row = written(
        author, signed_in, nodes=(replace(WRITTEN[0], text="", choices=()),), summary="", player_role=""
    )
    browser = signed_in(author)
    assert browser.get(f"{LIST}edit/{row.pk}/").status_code == 200
    assert browser.get(LIST).status_code == 200


# --- What is refused, at its scene and field --------------------------------------------------------------


def cut(to: str) -> tuple:
    first, *rest = WRITTEN[1].choices
    return changed(1, choices=(replace(first, to=to), *rest))


def test_a_choice_that_leads_nowhere_is_told_at_its_field(author, signed_in):
    answer = begin(signed_in(author), nodes=cut("nergens"), **SUBMIT)
    told = told_at(answer)
    at_choice = told["blockErrors"]["1"]["blockErrors"]["choices"]["blockErrors"]["0"]["blockErrors"]
    assert at_choice["to"]["messages"] == ["Deze keuze gaat naar een scène die er niet is."]
    assert "2" in told["blockErrors"]  # nobody gets to the good end any more
    assert not WorkflowState.objects.exists()


def test_two_scenes_with_one_name_are_told_at_the_second(author, signed_in):
    answer = begin(signed_in(author), nodes=changed(1, key="n1"), **SUBMIT)
    assert "key" in told_at(answer)["blockErrors"]["1"]["blockErrors"]


def test_a_loop_without_exit_is_told_at_its_scene(author, signed_in):
    loop = tuple(replace(choice, to="n1") for choice in WRITTEN[1].choices)
    answer = begin(signed_in(author), nodes=changed(1, choices=loop), **SUBMIT)
    assert {"0", "1", "2", "3"} <= set(told_at(answer)["blockErrors"])


def test_a_scene_with_one_choice_is_told_at_its_choices(author, signed_in):
    answer = begin(signed_in(author), nodes=changed(0, choices=WRITTEN[0].choices[:1]), **SUBMIT)
    assert told_at(answer)["blockErrors"]["0"]["blockErrors"]["choices"]["messages"]


def test_a_role_without_a_card_is_named(author, signed_in):
    answer = begin(signed_in(author), role_cards=without_card(), **SUBMIT)
    assert "Inwoner" in str(told_at(answer, "role_cards"))


def test_what_was_typed_is_still_there_after_a_refusal(author, signed_in):
    answer = begin(signed_in(author), nodes=cut("nergens"), title="Een titel om te houden", **SUBMIT)
    assert answer.status_code == 200
    assert "Een titel om te houden" in words(answer)
    assert WRITTEN[1].choices[0].feedback in words(answer)


def test_a_reviewer_cannot_approve_what_was_broken_meanwhile(author, reviewer, signed_in):
    row = written(author, signed_in, **SUBMIT)
    save(signed_in(reviewer), row, cut("nergens"))
    make_reviewer(author)
    browser = signed_in(author)
    task = fresh(row).current_workflow_task_state
    browser.post(f"{LIST}workflow/action/{row.pk}/approve/{task.pk}/", {"comment": ""})
    assert not fresh(row).live


def test_a_code_stays_once_it_is_known(author, signed_in):
    row = ScenarioFactory(code="RP78")
    answer = save(signed_in(author), row, code="RP79")
    assert "in gebruik" in words(answer)
    assert fresh(row).code == "RP78"


# --- Looking ------------------------------------------------------------------------------------------------


def test_the_editor_shows_the_map_and_what_is_wrong_also_to_a_reviewer(author, reviewer, signed_in):
    row = written(author, signed_in, **SUBMIT)
    save(signed_in(reviewer), row, cut("nergens"))
    found = words(signed_in(reviewer).get(f"{LIST}edit/{row.pk}/"))
    assert "wks-map" in found
    assert "Deze keuze gaat naar een scène die er niet is." in found
    assert 'href="/beheer/snippets/roleplays/roleplayscenario/edit/' in found


@pytest.mark.parametrize(("mode", "says"), [("map", "wks-map__place"), ("play", "Wat is de bedoeling?")])
def test_the_preview_shows_what_is_typed(author, signed_in, mode, says):
    row = written(author, signed_in)
    browser = signed_in(author)
    from tests.authoring.scenario_editor import sent

    url = f"{LIST}preview/{row.pk}/"
    kept = browser.post(url, sent(changed(1, text="Net getypt")))
    assert kept.json() == {"is_valid": True, "is_available": True}
    assert says in words(browser.get(f"{url}?mode={mode}&in_preview_panel=true"))
    further = words(browser.get(f"{url}?mode=play&weg=a"))
    assert "Net getypt" in further


def test_the_list_takes_a_fixed_number_of_queries(author, signed_in):
    browser = signed_in(author)
    ScenarioFactory.create_batch(3)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    ScenarioFactory.create_batch(12)
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) <= len(few)


def test_the_list_leads_an_own_author_to_looking_only_at_what_is_shared(own_author, aaldorp, signed_in):
    shared, own = ScenarioFactory(), ScenarioFactory(municipality=aaldorp)
    found = words(signed_in(own_author).get(LIST))
    assert f"/inspect/{shared.pk}/" in found
    assert f"/edit/{shared.pk}/" not in found
    assert f"/edit/{own.pk}/" in found


def test_an_own_author_writes_for_the_own_municipality_only(own_author, aaldorp, signed_in):
    row = written(own_author, signed_in)
    assert row.municipality == aaldorp
    assert row.get_workflow().name.endswith("Aaldorp")


@pytest.mark.parametrize("page", ["edit", "inspect", "history", "delete", "copy", "usage"])
def test_a_scenario_of_another_municipality_does_not_exist(own_author, beekstad, signed_in, page):
    row = ScenarioFactory(municipality=beekstad, title="Geheim van Beekstad")
    assert signed_in(own_author).get(f"{LIST}{page}/{row.pk}/").status_code == 404
    assert "Geheim van Beekstad" not in words(signed_in(own_author).get(LIST))


def test_what_was_published_cannot_be_deleted(platform_administrator, signed_in):
    row = ScenarioFactory()
    signed_in(platform_administrator).post(f"{LIST}delete/{row.pk}/")
    assert RolePlayScenario.objects.filter(pk=row.pk).exists()
