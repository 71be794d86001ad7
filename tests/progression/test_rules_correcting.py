"""What somebody did after all, when work is told otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from progression.choices import DeliveryMode, EvidenceKind, Span, Stage
from progression.rules.correcting import did_after, hours_after
from progression.rules.evidence import DEFAULTS, Fact, Requirement, Signed, Subject, fell_away
from progression.rules.stages import Standing, decide, setbacks_of
from records.choices import Verb

M, V = DeliveryMode, Verb
DAY = date(2026, 9, 1)
SUBJECT = Subject("KT2", frozenset({"KT2", "KT5"}))
CO_LED = Requirement(Stage.SUPERVISED, EvidenceKind.CO_LED_SESSION, times=2, span=Span.TASK)
SIGNED = (Signed(CO_LED, frozenset({"a", "b"})),)


@pytest.mark.parametrize(
    ("verb", "mode", "who", "after"),
    [
        (V.LED, M.CO_LED, "coach", V.CO_LED),
        (V.CO_LED, M.LEAD_SUPERVISED, "coach", V.LED),
        (V.LED, M.LEAD_BACKUP, "coach", V.LED),
        (V.LOOKED_ALONG, M.CO_LED, "coach", V.CO_LED),
        (V.LED, M.OBSERVE, "was coach", V.LOOKED_ALONG),
        (V.LED, M.EXTERNAL_ONLY, "was coach", None),
        (V.CO_LED, M.INDEPENDENT, "was coach", None),
        (V.CO_LED, M.INDEPENDENT, "colleague", V.CO_LED),
        (V.LOOKED_ALONG, M.EXTERNAL_ONLY, "colleague", V.LOOKED_ALONG),
        (V.ATTENDED, M.EXTERNAL_ONLY, "colleague", V.ATTENDED),
        (V.ATTENDED, M.CO_LED, "coach", V.ATTENDED),
    ],
)
def test_what_somebody_did_follows_from_the_way_it_was_given(verb, mode, who, after):
    is_coach, was_coach = who == "coach", who in {"coach", "was coach"}
    assert did_after(verb, mode=mode, is_coach=is_coach, was_coach=was_coach) == after


@pytest.mark.parametrize(
    ("told", "before", "after", "counts"),
    [("3", "3", "2", "2"), ("3", "3", "4", "4"), ("1", "3", "2", "1"), ("1", "3", "0.5", "0.5")],
)
def test_who_was_there_for_a_part_never_counts_for_more_than_the_whole(told, before, after, counts):
    found = hours_after(Decimal(told), before=Decimal(before), after=Decimal(after))
    assert found == Decimal(counts)


def fact(key, **changes):
    return replace(Fact(EvidenceKind.CO_LED_SESSION, DAY, key, frozenset({"KT2"})), **changes)


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        pytest.param(["a", "b"], None, id="all is there"),
        pytest.param(["a", "b", "c"], None, id="there is more"),
        pytest.param(["a"], 1, id="one was taken back"),
        pytest.param(["a", "c"], None, id="another from then takes its place"),
        pytest.param([], 0, id="nothing is left"),
    ],
)
def test_a_stage_is_shaken_when_what_it_was_entered_on_is_not_enough_any_more(facts, left):
    found = fell_away(SIGNED, [fact(key) for key in facts], SUBJECT, since=DAY)
    assert [len(need.facts) for need in found] == ([] if left is None else [left])


def test_what_was_shown_after_the_entry_does_not_take_its_place():
    later = fact("c", on=date(2026, 9, 2))
    assert fell_away(SIGNED, [fact("a"), later], SUBJECT, since=DAY)


def test_a_stage_whose_evidence_stands_is_not_shaken_by_what_is_asked_of_others_now():
    stricter = replace(CO_LED, times=9)
    assert not fell_away(SIGNED, [fact("a"), fact("b")], SUBJECT, since=DAY)
    assert stricter not in DEFAULTS


@pytest.mark.parametrize("stage", list(Stage))
def test_going_back_is_said_from_s1_on_and_nobody_moves_by_it(stage):
    lost = fell_away(SIGNED, [fact("a")], SUBJECT, since=DAY)
    standing = Standing(stage, DAY, SUBJECT, fell_away=lost)
    keys = [each.key for each in setbacks_of(standing, facts=[], as_of=DAY)]
    assert keys == (["fell_away"] if stage > Stage.CANDIDATE else [])
    assert decide(standing, facts=[], requirements=DEFAULTS, as_of=DAY).stage == stage
