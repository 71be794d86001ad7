"""Results told again from facts: the same result in whatever order they come, and a word where somebody tampered."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import Measure
from assessments.rules.passing import Norm, Outcome
from assessments.rules.replay import AttemptDifference, Fact, Stored, attempt_facts_differ
from assessments.rules.results import outcomes_as_json
from assessments.rules.terms import Terms, terms_as_json, weigh_by

points = st.integers(-2, 3).map(Decimal)
outcomes = st.lists(
    st.builds(
        Outcome,
        position=st.integers(1, 40),
        question=st.sampled_from(["M1-Q01", "M10-Q02"]),
        module=st.sampled_from(["M1", "M10"]),
        points=points,
        max_points=st.just(Decimal(3)),
        min_points=st.just(Decimal(-2)),
        is_right=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
terms = st.builds(
    Terms,
    norm=st.builds(
        Norm,
        measure=st.sampled_from(Measure),
        overall=st.none() | st.integers(0, 100),
        per_module=st.none() | st.integers(0, 100),
        all_right_in=st.sampled_from([(), ("M10",)]),
    ),
)
taken = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 3), terms, outcomes),
    max_size=6,
    unique_by=lambda each: each[:2],
)


def told_and_stored(tests: list[tuple[int, int, Terms, list[Outcome]]]) -> tuple[list[Fact], list[Stored]]:
    """What the ledger and the table hold of these tests."""
    told, stored = [], []
    for person, number, by, rows in tests:
        key, result = f"test:M1-T:{number}", weigh_by(by, rows)
        context = {"terms": terms_as_json(by), "questions": outcomes_as_json(rows)}
        told.append((person, 1, key, "passed", json.loads(json.dumps(context))))
        stored.append(Stored(person, 1, key, result.percent, result.is_passed))
    return told, stored


@given(tests=taken, chance=st.integers())
def test_a_replay_of_the_ledger_gives_the_same_results_in_whatever_order(tests, chance):
    told, stored = told_and_stored(tests)
    Random(chance).shuffle(told)
    assert attempt_facts_differ(told=told, stored=stored) == []
    assert attempt_facts_differ(told=[*told, *told], stored=stored) == []


@given(tests=taken.filter(bool), chance=st.integers())
def test_a_fact_that_is_missing_or_a_score_that_was_changed_is_found(tests, chance):
    told, stored = told_and_stored(tests)
    which = Random(chance).randrange(len(stored))
    owner = (stored[which].person_id, 1, stored[which].key)
    without = told[:which] + told[which + 1 :]
    assert attempt_facts_differ(told=without, stored=stored) == [
        AttemptDifference(*owner, "not in the ledger")
    ]
    other = replace(stored[which], percent=(stored[which].percent or Decimal(0)) + 1)
    changed = [*stored[:which], other, *stored[which + 1 :]]
    assert attempt_facts_differ(told=told, stored=changed) == [AttemptDifference(*owner, "score")]
