"""The delivery mode follows from who does what; no table in the database, no clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.choices import DeliveryMode
from trainings.choices import Part
from trainings.rules.delivery import Doer, delivery_mode

OURS, TRAINER = False, True


def doers(*rows):
    return [Doer(number, part, is_external) for number, (part, is_external) in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "mode"),
    [
        ([(Part.LEADS, TRAINER)], DeliveryMode.EXTERNAL_ONLY),
        ([(Part.LEADS, TRAINER), (Part.LEADS, TRAINER)], DeliveryMode.EXTERNAL_ONLY),
        ([(Part.LEADS, TRAINER), (Part.OBSERVES, OURS)], DeliveryMode.OBSERVE),
        ([(Part.LEADS, TRAINER), (Part.CO_LEADS, OURS)], DeliveryMode.CO_LED),
        ([(Part.LEADS, TRAINER), (Part.CO_LEADS, OURS), (Part.OBSERVES, OURS)], DeliveryMode.CO_LED),
        ([(Part.LEADS, TRAINER), (Part.LEADS, OURS)], DeliveryMode.CO_LED),
        ([(Part.LEADS, OURS), (Part.CO_LEADS, TRAINER)], DeliveryMode.CO_LED),
        ([(Part.LEADS, OURS), (Part.OBSERVES, TRAINER)], DeliveryMode.LEAD_SUPERVISED),
        (
            [(Part.LEADS, OURS), (Part.OBSERVES, TRAINER), (Part.ON_CALL, TRAINER)],
            DeliveryMode.LEAD_SUPERVISED,
        ),
        ([(Part.LEADS, OURS), (Part.ON_CALL, TRAINER)], DeliveryMode.LEAD_BACKUP),
        ([(Part.LEADS, OURS)], DeliveryMode.INDEPENDENT),
        ([(Part.LEADS, OURS), (Part.OBSERVES, OURS), (Part.CO_LEADS, OURS)], DeliveryMode.INDEPENDENT),
    ],
)
def test_who_does_what_decides_in_which_way_a_meeting_is_given(rows, mode):
    assert delivery_mode(doers(*rows)) == mode


@pytest.mark.parametrize(
    "rows", [[], [(Part.OBSERVES, OURS)], [(Part.CO_LEADS, TRAINER)], [(Part.ON_CALL, TRAINER)]]
)
def test_a_meeting_that_nobody_leads_has_no_mode(rows):
    assert delivery_mode(doers(*rows)) is None


anybody = st.lists(st.tuples(st.sampled_from(Part), st.booleans()), max_size=6)


@given(anybody)
def test_there_is_a_mode_exactly_when_somebody_leads(rows):
    assert (delivery_mode(doers(*rows)) is not None) == any(part == Part.LEADS for part, _ in rows)


@given(anybody, st.randoms())
def test_the_order_in_which_people_are_named_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert delivery_mode(doers(*rows)) == delivery_mode(doers(*shuffled))


@given(anybody)
def test_without_a_trainer_there_it_never_counts_as_one(rows):
    ours = [(part, OURS) for part, _ in rows]
    assert delivery_mode(doers(*ours)) in {None, DeliveryMode.INDEPENDENT}
