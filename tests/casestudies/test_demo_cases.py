"""The eight cases and eight conversations of the demo: whole, written out, and about what the domain text asks."""

from __future__ import annotations

import re

import pytest

from casestudies.choices import Context, Domain, FrameField, Pitfall, WksRole
from casestudies.rules.case_text import read_case
from casestudies.rules.soundness import flaws_of
from roleplays.rules.checks import check
from roleplays.rules.scenario_text import read_scenario
from tooling.paths import SITE

DEMO = SITE / "website" / "demo"
FEWEST_QUESTIONS, FEWEST_DILEMMAS, FEWEST_SENTENCES = 5, 4, 6
FORMING = (
    Pitfall.OFFERING_SOLUTION,
    Pitfall.UNCLEAR_FRAME,
    Pitfall.OVERDEMAND,
    Pitfall.PATRONISING,
    Pitfall.JUDGING,
)
# What each case is about, and the pitfalls that can be found in it.
CASES = {
    "c1": (Domain.AREA, Context.NEIGHBOURHOOD, {*FORMING}),
    "c2": (
        Domain.AREA,
        Context.RIGHT_TO_CHALLENGE,
        {*FORMING, Pitfall.ROLE_CONFUSION} - {Pitfall.OFFERING_SOLUTION},
    ),
    "c3": (
        Domain.AREA,
        Context.NEIGHBOURHOOD,
        {Pitfall.ROLE_CONFUSION, Pitfall.OFFERING_SOLUTION, Pitfall.PATRONISING, Pitfall.JUDGING},
    ),
    "c4": (Domain.AREA, Context.NEIGHBOURHOOD, {*FORMING, Pitfall.NEGLECT} - {Pitfall.PATRONISING}),
    "c5": (
        Domain.INDIVIDUAL,
        Context.DEBT,
        {
            Pitfall.PATRONISING,
            Pitfall.OVERDEMAND,
            Pitfall.OFFERING_SOLUTION,
            Pitfall.NEGLECT,
            Pitfall.ROLE_CONFUSION,
        },
    ),
    "c6": (
        Domain.INDIVIDUAL,
        Context.PARTICIPATION_ACT,
        {*FORMING, Pitfall.ROLE_CONFUSION} - {Pitfall.PATRONISING},
    ),
    "c7": (
        Domain.INDIVIDUAL,
        Context.WMO,
        {
            Pitfall.PATRONISING,
            Pitfall.OFFERING_SOLUTION,
            Pitfall.JUDGING,
            Pitfall.ROLE_CONFUSION,
            Pitfall.NEGLECT,
        },
    ),
    "c8": (Domain.INDIVIDUAL, Context.YOUTH_ACT, {*FORMING, Pitfall.NEGLECT} - {Pitfall.UNCLEAR_FRAME}),
}
# With which case a conversation belongs.
CONVERSATIONS = {
    f"rp{number}": case
    for number, case in enumerate(["C1", "C2", "C3", "C5", "C7", "C8", "C6", "C4"], start=1)
}


def case_named(code):
    file = DEMO / "cases" / f"{code}.yaml"
    found = read_case(file.read_text(encoding="utf-8"), file=file.name).case
    assert found is not None
    return found


def conversation_named(code):
    file = DEMO / "roleplays" / f"{code}.yaml"
    found = read_scenario(file.read_text(encoding="utf-8"), file=file.name).scenario
    assert found is not None
    return found


@pytest.mark.parametrize("code", CASES)
def test_a_case_is_about_what_the_domain_text_asks(code):
    case = case_named(code)
    domain, context, pitfalls = CASES[code]
    assert (case.domain, case.context) == (domain, context)
    assert {pitfall.code for pitfall in case.pitfalls} >= pitfalls


@pytest.mark.parametrize("code", CASES)
def test_a_case_has_a_whole_frame_and_enough_to_talk_about(code):
    case = case_named(code)
    assert flaws_of(case) == []
    assert {name for name, text in case.frame.fields if text.strip()} == set(FrameField.values)
    assert case.frame.hard_limits
    assert all((case.frame.owner, case.frame.translator, case.frame.tester))
    assert {view.role for view in case.roles} == set(WksRole.values)
    assert len(case.questions) >= FEWEST_QUESTIONS
    assert len(case.dilemmas) >= FEWEST_DILEMMAS
    assert case.people
    assert case.timeline
    assert all(document.title and document.text for document in case.documents)
    assert case.documents


@pytest.mark.parametrize("code", CASES)
def test_both_versions_are_written_out_and_every_moment_comes_back(code):
    case = case_named(code)
    assert min(len(case.first), len(case.second)) >= FEWEST_SENTENCES
    assert all(line.why for line in case.moments)
    assert {line.handled for line in case.second} >= set(case.number_of.values())
    assert {line.pitfall for line in case.moments} <= {pitfall.code for pitfall in case.pitfalls}


@pytest.mark.parametrize("code", CONVERSATIONS)
def test_a_conversation_belongs_to_its_case_and_has_two_dilemmas_at_least(code):
    conversation = conversation_named(code)
    dilemmas = [
        node for node in conversation.nodes if sum(choice.is_defensible for choice in node.choices) >= 2
    ]
    assert conversation.case == CONVERSATIONS[code]
    assert len(dilemmas) >= 2
    assert check(conversation).may_be_published


@pytest.mark.parametrize("code", CONVERSATIONS)
def test_a_frame_is_the_same_for_everybody_at_the_table(code):
    frame = " ".join(text for _, text in conversation_named(code).frame)
    assert frame
    assert not re.search(r"\b(jij|jou|jouw)\b", frame, re.IGNORECASE)
