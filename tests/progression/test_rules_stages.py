from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.choices import Capacity, EvidenceKind, Span, Stage
from progression.rules.clocks import Pause
from progression.rules.evidence import CLUSTERS, DEFAULTS, Fact, Requirement, Subject
from progression.rules.signing import SEATS, Signature, Signer, capacities_for, open_seats, why_not
from progression.rules.stages import Reason, Standing, decide

C, E, S = Capacity, EvidenceKind, Stage
TODAY = date(2026, 11, 25)
SUBJECT = Subject("KT3", frozenset({"KT1", "KT3"}))
BEGIN = Standing(S.APPLIED, TODAY - timedelta(days=100), SUBJECT)
ENOUGH = Decimal("2.5")
DAY = timedelta(days=1)


def facts_for(stage, *, leave_out=None, on=TODAY - 10 * DAY):
    """Exactly what the default requirements of a stage ask for KT3."""
    return [
        Fact(each.kind, on, f"{each.kind}:{number}", frozenset({"KT3"}), each.at_least)
        for each in DEFAULTS
        if each.stage == stage
        for number in range(each.times - (each.kind == leave_out))
    ]


def signatures_for(stage):
    return tuple(Signature(min(seat), number, TODAY) for number, seat in enumerate(SEATS[stage], start=1))


def ready_for(stage):
    """Somebody one stage below, who agreed, with all signatures."""
    return replace(BEGIN, stage=stage - 1, agreed=True, signatures=signatures_for(stage))


STAGES = [stage for stage in Stage if stage != S.APPLIED]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_entered_with_all_evidence_agreement_and_signatures(stage):
    decision = decide(ready_for(stage), facts=facts_for(stage), requirements=DEFAULTS, as_of=TODAY)
    assert (decision.stage, decision.why) == (stage, ())


@pytest.mark.parametrize("requirement", DEFAULTS, ids=lambda each: f"{Stage(each.stage).name}-{each.kind}")
def test_without_one_of_the_facts_a_stage_is_not_entered_and_that_fact_is_named(requirement):
    stage = requirement.stage
    facts = facts_for(stage, leave_out=requirement.kind)
    decision = decide(ready_for(stage), facts=facts, requirements=DEFAULTS, as_of=TODAY)
    assert decision.stage == stage - 1
    assert [(each.key, each.kind, each.have, each.asked) for each in decision.why] == [
        ("evidence", requirement.kind, requirement.times - 1, requirement.times)
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_rules_only_propose_people_confirm(stage):
    standing = replace(ready_for(stage), signatures=())
    decision = decide(standing, facts=facts_for(stage), requirements=DEFAULTS, as_of=TODAY)
    assert decision.stage == stage - 1
    assert decision.evidence_is_complete
    assert [each.key for each in decision.why] == ["sign"] * len(SEATS[stage])


def test_the_candidate_agrees_before_anybody_signs():
    standing = replace(ready_for(S.TOGETHER), agreed=False)
    decision = decide(standing, facts=facts_for(S.TOGETHER), requirements=DEFAULTS, as_of=TODAY)
    assert decision.why == (Reason("agree"),)


def test_a_stage_that_asks_nothing_promotes_nobody():
    decision = decide(ready_for(S.TOGETHER), facts=facts_for(S.TOGETHER), requirements=[], as_of=TODAY)
    assert (decision.stage, decision.why) == (S.OBSERVING, (Reason("no_requirements"),))


def test_who_is_paused_stays_where_they_are():
    subject = replace(SUBJECT, pauses=(Pause(TODAY - DAY),))
    standing = replace(ready_for(S.TOGETHER), subject=subject)
    decision = decide(standing, facts=facts_for(S.TOGETHER), requirements=DEFAULTS, as_of=TODAY)
    assert (decision.stage, decision.why) == (S.OBSERVING, (Reason("paused"),))


LED = Requirement(S.INDEPENDENT, E.LED_SESSION)
GOOD = Requirement(S.INDEPENDENT, E.OBSERVATION, at_least=ENOUGH)
PROEVE = Requirement(S.INDEPENDENT, E.PROFICIENCY, span=Span.CLUSTER)
CONSULTED = Requirement(S.INDEPENDENT, E.PEER_CONSULTATION, span=Span.PERSON)


@pytest.mark.parametrize(
    ("requirement", "fact", "counts"),
    [
        pytest.param(LED, Fact(E.LED_SESSION, TODAY, "a", frozenset({"KT3"})), True, id="this core task"),
        pytest.param(LED, Fact(E.LED_SESSION, TODAY, "a", frozenset({"KT1"})), False, id="another core task"),
        pytest.param(LED, Fact(E.LED_SESSION, TODAY, "a"), True, id="about no core task in particular"),
        pytest.param(LED, Fact(E.DEBRIEF, TODAY, "a"), False, id="something else"),
        pytest.param(LED, Fact(E.LED_SESSION, TODAY + DAY, "a"), False, id="tomorrow"),
        pytest.param(LED, Fact(E.LED_SESSION, date(2025, 11, 26), "a"), True, id="the last day that counts"),
        pytest.param(LED, Fact(E.LED_SESSION, date(2025, 11, 25), "a"), False, id="a day too old"),
        pytest.param(GOOD, Fact(E.OBSERVATION, TODAY, "a", value=ENOUGH), True, id="just good enough"),
        pytest.param(GOOD, Fact(E.OBSERVATION, TODAY, "a", value=Decimal("2.49")), False, id="just not"),
        pytest.param(GOOD, Fact(E.OBSERVATION, TODAY, "a"), False, id="without a value"),
        pytest.param(PROEVE, Fact(E.PROFICIENCY, TODAY, "a", frozenset({"KT1"})), True, id="same cluster"),
        pytest.param(PROEVE, Fact(E.PROFICIENCY, TODAY, "a", frozenset({"KT2"})), False, id="other cluster"),
        pytest.param(CONSULTED, Fact(E.PEER_CONSULTATION, TODAY, "a", frozenset({"KT5"})), True, id="person"),
    ],
)
def test_what_counts(requirement, fact, counts):
    decision = decide(ready_for(S.INDEPENDENT), facts=[fact], requirements=[requirement], as_of=TODAY)
    assert (decision.stage == S.INDEPENDENT) is counts


def test_a_fact_that_is_told_twice_counts_once():
    twice = [Fact(E.LED_SESSION, TODAY, "same")] * 2
    decision = decide(
        ready_for(S.INDEPENDENT), facts=twice, requirements=[replace(LED, times=2)], as_of=TODAY
    )
    assert decision.why[0].have == 1


INDEPENDENT = replace(BEGIN, stage=S.INDEPENDENT, since=date(2025, 1, 10))


@pytest.mark.parametrize(
    ("facts", "as_of", "keys"),
    [
        pytest.param([], date(2027, 1, 9), [], id="the last day"),
        pytest.param([], date(2027, 1, 10), ["expired"], id="after twenty-four months"),
        pytest.param([(E.OBSERVATION, "2.4")], TODAY, [], id="one weak observation"),
        pytest.param([(E.OBSERVATION, "2.4")] * 2, TODAY, ["weak_observations"], id="two"),
        pytest.param([(E.OBSERVATION, "2.5")] * 2, TODAY, [], id="two good ones"),
        pytest.param([(E.KNOCK_OUT, None)], TODAY, ["knock_out"], id="a serious mistake"),
    ],
)
def test_going_back_is_proposed_and_never_done(facts, as_of, keys):
    told = [
        Fact(kind, TODAY - DAY, str(number), value=value and Decimal(value))
        for number, (kind, value) in enumerate(facts)
    ]
    decision = decide(INDEPENDENT, facts=told, requirements=DEFAULTS, as_of=as_of)
    assert [each.key for each in decision.setbacks] == keys
    assert decision.stage == S.INDEPENDENT


def test_what_happened_before_a_stage_was_entered_does_not_send_anybody_back():
    old = [Fact(E.OBSERVATION, INDEPENDENT.since, str(number), value=Decimal(1)) for number in range(2)]
    assert decide(INDEPENDENT, facts=old, requirements=DEFAULTS, as_of=TODAY).setbacks == ()


def test_who_has_to_talk_about_going_back_does_not_climb():
    standing = replace(ready_for(S.EDUCATOR), since=TODAY - timedelta(days=800))
    decision = decide(standing, facts=facts_for(S.EDUCATOR), requirements=DEFAULTS, as_of=TODAY)
    assert (decision.stage, [each.key for each in decision.setbacks]) == (S.INDEPENDENT, ["expired"])


@pytest.mark.parametrize(
    ("signed", "still_open"),
    [
        pytest.param([(C.EXTERNAL_ASSESSOR, 1), (C.INTERNAL_ASSESSOR, 2), (C.MANDATE, 3)], 0, id="all three"),
        pytest.param(
            [(C.EXTERNAL_ASSESSOR, 1), (C.EXTERNAL_ASSESSOR, 2), (C.MANDATE, 3)], 0, id="both external"
        ),
        pytest.param([(C.INTERNAL_ASSESSOR, 1), (C.INTERNAL_ASSESSOR, 2), (C.MANDATE, 3)], 1, id="not alone"),
        pytest.param([(C.EXTERNAL_ASSESSOR, 1), (C.MANDATE, 1)], 2, id="one person, one signature"),
        pytest.param([(C.MANDATE, 3)], 2, id="a mandate is no judgement of quality"),
        pytest.param([(C.QUALITY, 1), (C.TIME, 2)], 3, id="signatures for another stage"),
    ],
)
def test_whose_signatures_s4_asks(signed, still_open):
    signatures = [Signature(capacity, signer, TODAY) for capacity, signer in signed]
    assert len(open_seats(S.INDEPENDENT, signatures)) == still_open


@pytest.mark.parametrize(
    ("signer", "stage", "capacities"),
    [
        (Signer(frozenset({"trainer"}), has_guided=True), S.TOGETHER, (C.QUALITY,)),
        (Signer(frozenset({"trainer"}), has_guided=True), S.INDEPENDENT, ()),
        (Signer(frozenset({"trainer"})), S.INDEPENDENT, (C.EXTERNAL_ASSESSOR,)),
        (Signer(frozenset({"educator"})), S.INDEPENDENT, (C.INTERNAL_ASSESSOR,)),
        (Signer(frozenset({"educator"}), has_guided=True), S.INDEPENDENT, ()),
        (Signer(frozenset({"educator", "manager"})), S.INDEPENDENT, (C.MANDATE,)),
        (Signer(frozenset({"manager"})), S.CANDIDATE, (C.TIME,)),
        (Signer(frozenset({"manager"})), S.SUPERVISED, ()),
        (Signer(frozenset({"lead"})), S.INDEPENDENT, (C.MANDATE,)),
        (Signer(frozenset({"coach"})), S.TOGETHER, ()),
        (Signer(frozenset({"trainer"})), S.EDUCATOR, (C.ORGANISATION,)),
        (Signer(frozenset({"trainer", "manager", "lead"}), is_candidate=True), S.TOGETHER, ()),
        (Signer(frozenset({"trainer"}), has_signed=True), S.TOGETHER, ()),
    ],
)
def test_who_may_sign_and_as_what(signer, stage, capacities):
    assert capacities_for(signer, stage=stage, seats=SEATS[stage]) == capacities
    assert (why_not(signer, stage=stage, seats=SEATS[stage]) == "") is bool(capacities)


@pytest.mark.parametrize(
    ("signer", "seats", "key"),
    [
        (Signer(frozenset({"trainer"}), is_candidate=True), SEATS[4], "nobody_signs_for_themselves"),
        (Signer(frozenset({"trainer"}), has_guided=True), SEATS[4], "who_guided_does_not_assess"),
        (Signer(frozenset({"learner"})), SEATS[4], "other_role_signs"),
        (Signer(frozenset({"trainer"}), has_signed=True), SEATS[4], "signed_already"),
        (Signer(frozenset({"trainer"})), (), "nothing_to_sign"),
    ],
)
def test_why_somebody_may_not_sign(signer, seats, key):
    assert why_not(signer, stage=S.INDEPENDENT, seats=seats) == key


facts = st.lists(
    st.builds(
        Fact,
        kind=st.sampled_from(EvidenceKind.values),
        on=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        key=st.text("abcdef", min_size=1, max_size=2),
        core_tasks=st.sampled_from([frozenset(), frozenset({"KT1"}), frozenset({"KT3"}), frozenset({"KT2"})]),
        value=st.one_of(st.none(), st.decimals("0", "4", places=2)),
    ),
    max_size=40,
)
signatures = st.lists(
    st.builds(Signature, st.sampled_from(Capacity.values), st.integers(1, 4), st.just(TODAY)), max_size=5
).map(lambda signed: tuple({each.signer: each for each in signed}.values()))
standings = st.builds(
    Standing,
    stage=st.sampled_from(Stage),
    since=st.dates(date(2024, 1, 1), TODAY),
    subject=st.just(SUBJECT),
    agreed=st.booleans(),
    signatures=signatures,
)


@given(standings, facts)
def test_nobody_climbs_without_everything_or_more_than_one_stage_or_falls(standing, told):
    decision = decide(standing, facts=told, requirements=DEFAULTS, as_of=TODAY)
    assert decision.stage in {standing.stage, standing.stage + 1}
    if decision.stage > standing.stage:
        assert standing.agreed
        assert decision.evidence_is_complete
        assert open_seats(decision.stage, standing.signatures) == ()
        assert decision.why == decision.setbacks == ()
    else:
        assert decision.why or decision.setbacks


@given(standings, facts, st.randoms())
def test_the_order_and_the_number_of_times_a_fact_is_told_do_not_matter(standing, told, order):
    unique = list({(each.kind, each.key): each for each in told}.values())
    again = unique * 2
    order.shuffle(again)
    assert decide(standing, facts=again, requirements=DEFAULTS, as_of=TODAY) == decide(
        standing, facts=unique, requirements=DEFAULTS, as_of=TODAY
    )


def test_every_core_task_is_in_one_cluster_and_every_stage_has_requirements_and_signers():
    tasks = [task for _, cluster in CLUSTERS for task in cluster]
    assert sorted(tasks) == [f"KT{number}" for number in range(1, 9)]
    assert {each.stage for each in DEFAULTS} == set(SEATS) == set(STAGES)
