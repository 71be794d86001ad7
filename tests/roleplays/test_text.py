"""Scenarios as text: read, refused by line, written back, loaded once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.choices import Context, Domain
from roleplays import api
from roleplays.choices import PlayerRole, Speaker
from roleplays.models import RolePlayScenario
from roleplays.rules.scenario_text import read_scenario, write_scenario
from tests.factories.roleplays import SCENES
from tests.roleplays.scenes import CARDS, scenarios

WHOLE = """\
id: RPX
title: Proef
summary: Een proef.
domain: area
context: neighbourhood
linked_case: C1
player_role: zaakwaarnemer
duration_min: 20
frame:
  issue: Wat doen we met het plein?
role_cards:
  inwoner: {name: Samira, public: a, goal: b, hidden: c}
  gemeente: {name: Petra, public: a, goal: b, hidden: c}
  zaakwaarnemer: {name: Jij, public: a, goal: b, hidden: c}
  procesbegeleider: {name: Els, public: a, goal: b, hidden: c}
nodes:
  - id: n1
    speaker: inwoner
    name: Samira
    text: Wat is de bedoeling?
    choices:
      - {t: Wat willen jullie?, to: goed, fx: {autonomy: 1}, fb: Terug.}
      - {t: Ik regel het., to: vast, fx: {autonomy: -1}, fb: Terug., happens: Stil., if: {not_chosen: ["n1:a"]}}
  - {id: goed, end: good, text: Klaar.}
  - {id: vast, end: poor, text: Vast.}
look_fors: [Stelt de drie vragen.]
"""


def lines_of(source):
    return [(problem.line, problem.code.value) for problem in source.problems]


def test_a_whole_file_is_read():
    source = read_scenario(WHOLE, file="x.yaml")
    assert source.problems == []
    scenario = source.scenario
    assert (scenario.code, scenario.case, scenario.player_role) == ("RPX", "C1", PlayerRole.CASE_STEWARD)
    assert scenario.frame == (("issue", "Wat doen we met het plein?"),)
    assert [choice.key for choice in scenario.start.choices] == ["a", "b"]
    assert scenario.start.choices[1].condition.not_chosen == ("n1:a",)
    assert scenario.start.choices[1].consequence == "Stil."
    assert source.lines == {"n1": 17, "goed": 24, "vast": 25}


@pytest.mark.parametrize(
    ("was", "becomes", "line", "code"),
    [
        ("title: Proef", "titel: Proef", 2, "key_unknown"),
        ("domain: area", "domain: maan", 4, "not_one_of"),
        ("player_role: zaakwaarnemer", "player_role: burgemeester", 7, "not_one_of"),
        ("duration_min: 20", "duration_min: 500", 8, "out_of_range"),
        ("  issue: Wat", "  thema: Wat", 10, "key_unknown"),
        ("  gemeente: {name: Petra", "  wethouder: {name: Petra", 13, "key_unknown"),
        ("goal: b, hidden: c}\n  gemeente", "goal: b}\n  gemeente", 12, "key_missing"),
        ("    speaker: inwoner", "    speaker: hond", 18, "not_one_of"),
        ("fx: {autonomy: 1}", "fx: {moed: 1}", 22, "not_one_of"),
        ("fx: {autonomy: 1}", "fx: {autonomy: 3}", 22, "out_of_range"),
        ("fx: {autonomy: 1}", "fx: {autonomy: 0}", 22, "not_one_of"),
        ("to: goed", "to: Nee Nee", 22, "not_a_slug"),
        ('["n1:a"]', '["n1"]', 23, "not_a_list"),
        ("end: good", "end: prachtig", 24, "not_one_of"),
        ("nodes:", "nodes: {}", 16, "not_a_list"),
        ("text: Wat is de bedoeling?", "text: [", 22, "yaml_broken"),
    ],
)
def test_a_mistake_is_named_at_its_line(was, becomes, line, code):
    assert was in WHOLE
    written = WHOLE.replace(was, becomes, 1)
    if becomes == "nodes: {}":
        written = written.split("nodes:")[0] + "nodes: {}\n"
    assert (line, code) in lines_of(read_scenario(written, file="x.yaml"))


@given(st.text(max_size=400))
def test_no_text_crashes_the_reader(written):
    read_scenario(written, file="x.yaml")


@given(st.integers(0, len(WHOLE)), st.text(max_size=12))
def test_no_damage_crashes_the_reader(place, noise):
    read_scenario(WHOLE[:place] + noise + WHOLE[place + len(noise) :], file="x.yaml")


def test_a_huge_file_is_refused_at_once():
    source = read_scenario("a" * 1_000_001, file="x.yaml")
    assert source.scenario is None
    assert lines_of(source) == [(1, "too_long")]


@given(scenarios())
def test_what_is_written_reads_the_same(played):
    whole = replace(
        played,
        domain=Domain.AREA,
        summary="Een proef.",
        nodes=tuple(replace(node, speaker="" if node.is_end else Speaker.RESIDENT) for node in played.nodes),
    )
    if any(not node.choices for node in whole.nodes if not node.is_end):
        return  # the text format has no scene without choices
    source = read_scenario(write_scenario(whole, context=Context.DEBT), file="x.yaml")
    assert source.problems == []
    assert source.scenario == whole
    assert source.context == Context.DEBT


# --- Loading ----------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A folder with one scenario."""
    (tmp_path / "rpx.yaml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
def test_loading_publishes_and_loading_again_changes_nothing(folder):
    assert api.load_scenarios(folder).made == ["RPX"]
    assert api.load_scenarios(folder).unchanged == ["RPX"]
    row = RolePlayScenario.objects.get()
    assert row.live
    assert api.scenario_of(row) == read_scenario(WHOLE, file="x").scenario


@pytest.mark.django_db
def test_what_was_edited_is_left_alone_unless_it_may_be_replaced(folder):
    api.load_scenarios(folder)
    row = RolePlayScenario.objects.get()
    row.title = "Anders"
    row.save_revision().publish()
    assert api.load_scenarios(folder).left_alone == ["RPX"]
    assert api.load_scenarios(folder, overwrite=True).changed == ["RPX"]
    row.refresh_from_db()
    assert row.title == "Proef"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        (
            "to: goed",
            "to: nergens",
            "rpx.yaml:17: Scène n1, keuze a: Deze keuze gaat naar een scène die er niet is.",
        ),
        ("fb: Terug.}", "fb: ''}", "rpx.yaml:22:"),
        ("title: Proef", "title: 3", "rpx.yaml:2:"),
        ("  gemeente: {name: Petra, public: a, goal: b, hidden: c}\n", "", "rpx.yaml:1: Een rolkaart"),
    ],
)
def test_nothing_is_loaded_as_long_as_something_is_wrong(folder, was, becomes, says):
    (folder / "rpy.yaml").write_text(WHOLE.replace("id: RPX", "id: RPY"), encoding="utf-8")
    (folder / "rpx.yaml").write_text(WHOLE.replace(was, becomes, 1), encoding="utf-8")
    report = api.load_scenarios(folder)
    assert report.is_refused
    assert any(line.startswith(says) for line in api.report_lines(report)), list(api.report_lines(report))
    assert not RolePlayScenario.objects.exists()


@pytest.mark.django_db
def test_a_code_that_is_used_twice_is_refused(folder):
    (folder / "rpy.yaml").write_text(WHOLE, encoding="utf-8")
    assert api.load_scenarios(folder).is_refused


def test_cards_and_scenes_of_the_tests_can_be_written():
    from roleplays.rules.scenario import Scenario

    whole = Scenario("RPZ", "Titel", PlayerRole.COACH, SCENES, domain="area", summary="s", role_cards=CARDS)
    assert read_scenario(write_scenario(whole, context="wmo"), file="x").scenario == whole
