"""What a script sends, as forms can take it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.sent import read_sent


def read(sent: object) -> dict[str, object]:
    return read_sent(json.dumps(sent).encode(), with_parts={"notes", "seat"})


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"activity": "a"}, {"activity": "a"}),
        (
            {"activity": 5, "day": None, "role": ["a"], "word": {}},
            {"activity": "5", "day": "", "role": "", "word": ""},
        ),
        ({"seat": 3, "notes": [{"text": "a"}]}, {"seat": 3, "notes": [{"text": "a"}]}),
        ({"notes": ["a\x00\ud83d"], "b\ud83d": "\ude00"}, {"notes": ["a"], "b": ""}),
        ({"activity": "😀"}, {"activity": "😀"}),
        ({"notes": [[[[[1]]]]]}, {}),
        (["a"], {}),
        (5, {}),
    ],
)
def test_fields_are_texts_unless_they_have_parts(sent, found):
    assert read(sent) == found


@given(st.binary(max_size=40) | st.sampled_from([b"[" * 200_000, b'{"a":' * 100_000, b"9" * 5_000, b"\xff{"]))
def test_whatever_comes_in_is_fields_or_nothing(body):
    assert isinstance(read_sent(body, with_parts={"a"}), dict)


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
def test_what_is_read_can_be_kept(sent):
    json.dumps(read(sent), ensure_ascii=False).encode()
