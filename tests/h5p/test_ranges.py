from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h5p.rules.ranges import NotThere, asked_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-3", range(4)),
        ("bytes=2-", range(2, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-300", range(10)),
        ("bytes=4-400", range(4, 10)),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,4-5", None),
        ("items=0-1", None),
        ("bytes=٣-٤", None),
    ],
)
def test_a_piece_is_what_is_asked_for_and_nonsense_gives_all(header, expected):
    assert asked_range(header, 10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_piece_behind_the_end_is_not_there(header):
    with pytest.raises(NotThere):
        asked_range(header, 10)


@given(st.text() | st.from_regex(r"bytes=\d*-\d*", fullmatch=True), st.integers(0, 10**6))
def test_a_piece_always_lies_in_the_file(header, size):
    try:
        found = asked_range(header, size)
    except NotThere:
        return
    assert found is None or (0 <= found.start < found.stop <= size)
