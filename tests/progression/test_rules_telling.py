"""Which records count for a stage, and as what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain

import pytest

from progression.choices import DeliveryMode, EvidenceKind
from progression.rules.telling import BY_KIND, Told, facts_from
from records.choices import ActivityKind, Verb

E, M = EvidenceKind, DeliveryMode


def told(verb, activity_kind, activity="", *, result=None, shows=(), **context):
    return Told("key", verb, activity_kind, activity, date(2026, 11, 25), shows, result or {}, context)


def meeting(verb, mode, **context):
    return told(verb, ActivityKind.MEETING, "meeting:1", mode=mode, shows=("KT2",), **context)


def observation(**context):
    return told(Verb.OBSERVED, ActivityKind.OBSERVATION, "observation:1", result={"mean": "2.75"}, **context)


SIGNED = {"purpose": "evidence", "raters_who_count": 2, "raters_needed": 2}


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        pytest.param(
            told(Verb.PASSED, ActivityKind.TEST, "test:eindtoets-basis"), [E.BASIC_TEST], id="passed"
        ),
        pytest.param(told(Verb.FAILED, ActivityKind.TEST, "test:eindtoets-basis"), [], id="not passed"),
        pytest.param(
            told(Verb.PASSED, ActivityKind.TEST, "test:situatietoets"), [E.SITUATION_TEST], id="SJT"
        ),
        pytest.param(told(Verb.PASSED, ActivityKind.TEST, "test:situatietoets-1"), [], id="to practise"),
        pytest.param(told(Verb.COMPLETED, ActivityKind.MODULE, "module:M10"), [E.LIMITS_MODULE], id="M10"),
        pytest.param(
            told(Verb.COMPLETED, ActivityKind.LESSON, "lesson:M12-L2"), [E.DEBRIEF_LESSON], id="M12-L2"
        ),
        pytest.param(meeting(Verb.LED, M.LEAD_SUPERVISED), [E.LED_SESSION], id="led, trainer there"),
        pytest.param(
            meeting(Verb.LED, M.LEAD_BACKUP), [E.LED_SESSION, E.LED_ON_CALL], id="led, trainer on call"
        ),
        pytest.param(meeting(Verb.LED, M.INDEPENDENT), [E.LED_SESSION, E.LED_ON_CALL], id="led alone"),
        pytest.param(meeting(Verb.LED, M.CO_LED), [E.CO_LED_SESSION], id="led, together"),
        pytest.param(meeting(Verb.CO_LED, M.CO_LED), [E.CO_LED_SESSION], id="co-led"),
        pytest.param(meeting(Verb.CO_LED, M.EXTERNAL_ONLY), [], id="modes that contradict count for nothing"),
        pytest.param(meeting(Verb.LOOKED_ALONG, M.OBSERVE), [E.OBSERVED_SESSION], id="looked along"),
        pytest.param(
            meeting(Verb.ATTENDED, M.INDEPENDENT, kind="peer_consultation"),
            [E.PEER_CONSULTATION],
            id="intervisie",
        ),
        pytest.param(meeting(Verb.ATTENDED, M.INDEPENDENT, kind="training_day"), [], id="only there"),
        pytest.param(observation(**SIGNED), [E.OBSERVATION], id="two raters signed"),
        pytest.param(observation(**SIGNED | {"raters_who_count": 1}), [], id="one rater counts"),
        pytest.param(observation(**SIGNED | {"purpose": "practice"}), [], id="observed to practise"),
        pytest.param(told(Verb.COMPLETED, ActivityKind.EVIDENCE, kind="intake"), [E.INTAKE], id="stated"),
    ],
)
def test_what_a_record_counts_as(record, kinds):
    assert [fact.kind for fact in facts_from(record)] == kinds


@pytest.mark.parametrize("kind", sorted(set(ActivityKind) - set(BY_KIND)))
def test_what_is_not_read_from_the_ledger_counts_for_nothing(kind):
    """Only the kinds of `BY_KIND` and the names of `BY_ACTIVITY` are read; anything else has to be nothing."""
    full = SIGNED | {"mode": M.LEAD_SUPERVISED, "kind": "peer_consultation"}
    assert [*chain.from_iterable(facts_from(told(verb, kind, "another:1", **full)) for verb in Verb)] == []


def test_a_fact_is_about_the_core_tasks_that_its_record_shows_and_has_its_mean():
    (about,) = facts_from(meeting(Verb.LED, M.LEAD_SUPERVISED))
    assert about.core_tasks == {"KT2"}
    (seen,) = facts_from(observation(**SIGNED))
    assert (seen.core_tasks, seen.value) == (frozenset(), Decimal("2.75"))


@pytest.mark.parametrize(
    "activity", ["test:eindtoets-basis", "test:situatietoets", "module:M10", "lesson:M12-L2"]
)
@pytest.mark.parametrize("verb", Verb.values)
def test_what_an_exercise_says_of_itself_counts_for_no_stage(verb, activity):
    name = activity.partition(":")[2]
    for claimed in EvidenceKind.values:
        words = {**SIGNED, "kind": claimed, "mode": M.INDEPENDENT, "self_reported": True}
        record = told(
            verb,
            ActivityKind.INTERACTIVE,
            f"interactive:{name}",
            result={"mean": "4"},
            shows=("KT3",),
            **words,
        )
        assert list(facts_from(record)) == []
