"""Which facts count, whatever the order in which they are told."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.rules import Fact, in_force, natural_key

READ = Fact(UUID(int=1), "completed", "part:1")
ANSWERED = Fact(UUID(int=2), "completed", "part:2")
NOT_READ = Fact(UUID(int=3), "voided", "record:1", revokes=READ.id)


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        pytest.param([], [], id="nothing told"),
        pytest.param([READ, ANSWERED], [READ, ANSWERED], id="two facts"),
        pytest.param([READ, ANSWERED, NOT_READ], [ANSWERED], id="one taken back"),
        pytest.param([NOT_READ, READ], [], id="taken back before it was told"),
    ],
)
def test_what_was_taken_back_does_not_count(told, counts):
    assert in_force(told) == counts


@pytest.mark.parametrize(
    ("times", "key"),
    [(0, "completed:part:1"), (1, "completed:part:1#2"), (2, "completed:part:1#3")],
)
def test_a_fact_may_be_told_anew_after_it_was_taken_back(times, key):
    assert natural_key("completed", "part:1", times_taken_back=times) == key


@st.composite
def ledgers(draw):
    facts = [Fact(UUID(int=n), "completed", f"part:{n}") for n in range(draw(st.integers(0, 8)))]
    taken_back = draw(st.sets(st.sampled_from(facts))) if facts else set()
    voids = [
        Fact(UUID(int=100 + fact.id.int), "voided", f"record:{fact.id}", revokes=fact.id)
        for fact in taken_back
    ]
    return facts, voids


@given(ledgers(), st.randoms())
def test_the_order_of_facts_is_irrelevant(ledger, random):
    facts, voids = ledger
    told = [*facts, *voids]
    shuffled = random.sample(told, len(told))
    assert set(in_force(shuffled)) == set(in_force(told))


@given(ledgers())
def test_what_counts_and_what_was_taken_back_is_everything(ledger):
    facts, voids = ledger
    taken_back = {void.revokes for void in voids}
    assert {fact.id for fact in in_force([*facts, *voids])} | taken_back == {fact.id for fact in facts}
