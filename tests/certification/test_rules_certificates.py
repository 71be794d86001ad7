"""Codes, how a certificate stands on a day, and what a badge says."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld.jsonld import JsonLdError

from certification.choices import Standing
from certification.rules import badges, proofs
from certification.rules.codes import ALPHABET, LENGTH, code_from, grouped, normalised
from certification.rules.standing import ENDS_SOON, holds, standing

ENDS = date(2028, 3, 9)


@given(random=st.binary(min_size=10, max_size=10))
def test_a_code_survives_reading_and_typing(random):
    code = code_from(random)
    assert (len(code), set(code) <= set(ALPHABET)) == (LENGTH, True)
    assert normalised(grouped(code).lower()) == code
    assert normalised(f" {code[:8]} {code[8:]} ") == code


def test_different_bytes_make_different_codes():
    assert len({code_from(bytes([n, *range(9)])) for n in range(256)}) == 256


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("OOOO-IIII-LLLL-2222", "0000111111112222"),
        ("0000-1111-1111-222", ""),
        ("0000-1111-1111-22222", ""),
        ("0000-1111-1111-222U", ""),
        ("", ""),
        ("../../../etc/passwd", ""),
    ],
)
def test_what_looks_alike_is_the_same_and_what_is_no_code_is_nothing(typed, code):
    assert normalised(typed) == code


@pytest.mark.parametrize(
    ("until", "revoked", "day", "found"),
    [
        (ENDS, False, ENDS - ENDS_SOON - timedelta(days=1), Standing.VALID),
        (ENDS, False, ENDS - ENDS_SOON, Standing.ENDS_SOON),
        (ENDS, False, ENDS, Standing.ENDS_SOON),
        (ENDS, False, ENDS + timedelta(days=1), Standing.EXPIRED),
        (None, False, ENDS, Standing.VALID),
        (None, True, ENDS, Standing.REVOKED),
        (ENDS, True, ENDS + timedelta(days=1), Standing.REVOKED),
    ],
)
def test_how_a_certificate_stands(until, revoked, day, found):
    assert standing(valid_until=until, is_revoked=revoked, as_of=day) == found
    assert holds(found) is (found in {Standing.VALID, Standing.ENDS_SOON})


def badge(**changes):
    fields = {
        "identifier": "3f1c1c6e-6b1f-4a58-9a3c-0a5f6a8f9a11",
        "achievement": "https://leer.example/badges/uitgever/#prestatie-coach",
        "name": "Interne coach",
        "description": "Coachen",
        "criteria": "Proeve",
        "holder": "Ilse Kuiper",
        "email": "Ilse@example.nl",
        "salt": "zout",
        "issued_on": date(2026, 3, 10),
        "valid_until": ENDS,
        "revocations": "https://leer.example/badges/ingetrokken/",
    }
    return badges.Badge(**{**fields, **changes})


ISSUER = badges.Issuer(
    "https://leer.example/badges/uitgever/", "Opleiding", "https://leer.example/", ("z6M",)
)


def test_a_badge_holds_up_to_and_including_its_last_day():
    said = badges.credential(badge(), ISSUER)
    assert (said["validFrom"], said["validUntil"]) == ("2026-03-09T23:00:00Z", "2028-03-09T23:00:00Z")
    assert "validUntil" not in badges.credential(badge(valid_until=None), ISSUER)


def test_a_badge_never_holds_an_address_in_the_clear():
    said = json.dumps(badges.credential(badge(), ISSUER))
    assert "example.nl" not in said
    assert badges.mark_of("ILSE@example.nl", "zout") in said


def test_nothing_is_fetched_to_sign():
    key = proofs.key_from("11" * 32)
    with pytest.raises(JsonLdError):
        proofs.signed(badges.credential(badge(), ISSUER), key, key_address="x", created="x", contexts={})


@pytest.mark.parametrize("seed", ["11" * 31, "zz" * 32, ""])
def test_what_is_no_key_is_refused(seed):
    with pytest.raises(ValueError, match=r".*"):
        proofs.key_from(seed)


def test_base_58_keeps_leading_zeros():
    assert proofs.multibase(b"\0\0\x01") == "z112"
