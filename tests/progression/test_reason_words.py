"""Why somebody is not in the next stage yet, in Dutch."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from progression.choices import Capacity, EvidenceKind
from progression.rules.stages import Reason
from progression.selectors.reason_words import PLAIN, sentence_of

LED = {"kind": EvidenceKind.LED_SESSION, "have": 2, "asked": 4}


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason("evidence", **LED), "Bijeenkomst zelf geleid: 2 van 4."),
        (Reason("evidence", EvidenceKind.BASIC_TEST, 2, 1), "Eindtoets van de basistraining: 1 van 1."),
        (Reason("evidence", **LED, months=12), "Bijeenkomst zelf geleid: 2 van 4 in de laatste 12 maanden."),
        (
            Reason("evidence", EvidenceKind.OBSERVATION, 1, 3, at_least=Decimal("2.50"), months=12),
            "Observatie door twee beoordelaars van minstens 2,5: 1 van 3 in de laatste 12 maanden.",
        ),
        (
            Reason("sign", capacities=(Capacity.TIME,)),
            "Er ontbreekt een handtekening. Leidinggevende: er is tijd.",
        ),
        (Reason("expired", on=date(2026, 11, 1)), "Dit stadium was geldig tot 1 november 2026."),
        (
            Reason("weak_observations", have=2, at_least=Decimal("2.5")),
            "Sinds het begin van dit stadium waren 2 observaties lager dan 2,5.",
        ),
        (Reason("highest"), "Er is geen hoger stadium."),
    ],
    ids=lambda value: value.key if isinstance(value, Reason) else "",
)
def test_each_reason_is_one_sentence(reason, sentence):
    with override("nl"):
        assert sentence_of(reason) == sentence


@pytest.mark.parametrize("key", PLAIN)
def test_every_reason_has_words(key):
    assert sentence_of(Reason(key)).endswith(".")
