"""Going a road again from what was changed and signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from progression.choices import Capacity, Stage
from progression.rules.replay import Change, Signed, Stored, differences, hash_of
from progression.rules.signing import Signature

DAY = date(2026, 11, 2)
EVIDENCE = {"needs": [], "self_assessment": "Ik kan dit."}
S, C = Stage, Capacity


def signed(capacity, signer, *, entry=0, stage=S.CANDIDATE):
    return Signed(entry, stage, Signature(capacity, signer, DAY), EVIDENCE, hash_of(EVIDENCE))


CHANGES = [Change(1, S.APPLIED, S.CANDIDATE, DAY)]
SIGNED = [signed(C.TIME, 1), signed(C.FIT, 2)]
STORED = Stored(S.CANDIDATE, 1, DAY)
BACK = Change(2, S.INDEPENDENT, S.SUPERVISED, DAY)


def test_a_road_that_follows_from_its_changes_has_no_differences():
    assert differences(STORED, CHANGES, SIGNED) == ()
    assert differences(Stored(S.APPLIED, 0, DAY), [], []) == ()


@pytest.mark.parametrize(
    ("stored", "changes", "given", "what"),
    [
        pytest.param(replace(STORED, stage=S.INDEPENDENT), CHANGES, SIGNED, "stage", id="another stage"),
        pytest.param(replace(STORED, entry=3), CHANGES, SIGNED, "number", id="another number"),
        pytest.param(replace(STORED, since=date(2026, 1, 1)), CHANGES, SIGNED, "since", id="another day"),
        pytest.param(STORED, CHANGES, SIGNED[:1], "unsigned", id="one signature of two"),
        pytest.param(STORED, CHANGES, [signed(C.TIME, 1), signed(C.FIT, 1)], "unsigned", id="one signer"),
        pytest.param(STORED, [replace(CHANGES[0], entry=2)], SIGNED, "gap", id="a change is gone"),
        pytest.param(
            STORED, CHANGES, [*SIGNED[:1], replace(SIGNED[1], evidence={})], "evidence", id="changed evidence"
        ),
    ],
)
def test_what_differs_is_named(stored, changes, given, what):
    assert what in differences(stored, changes, given)


def test_going_back_asks_no_signature():
    assert "unsigned" not in differences(Stored(S.SUPERVISED, 2, DAY), [*CHANGES, BACK], SIGNED)
