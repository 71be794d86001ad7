"""Ours to a format and back: equal, for what the format holds; and what it does not hold is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from assessments.rules.exchange import gift, moodle, qti, table
from assessments.selectors.exchange_words import words_of
from tests.assessments.exchange.strategies import BANKS

FORMATS = [
    pytest.param(gift.write, gift.read, gift.held, id="gift"),
    pytest.param(moodle.write, moodle.read, moodle.held, id="moodle"),
    pytest.param(qti.write_2, qti.read, qti.held, id="qti-2"),
    pytest.param(qti.write_3, qti.read, qti.held, id="qti-3"),
    pytest.param(table.write_csv, table.read_csv, table.held, id="csv"),
    pytest.param(table.write_workbook, table.read_workbook, table.held, id="workbook"),
]
each_format = pytest.mark.parametrize(("write", "read", "held"), FORMATS)
thoroughly = settings(max_examples=25)


@each_format
@given(bank=BANKS)
@thoroughly
def test_what_a_format_holds_comes_back(write, read, held, bank):
    report = read(write(bank).content)
    assert [each.tagged for each in report.found] == [held(each) for each in bank]
    assert not [words_of(problem) for problem in report.problems if bank]
    assert [each.losses for each in report.found] == [()] * len(bank)
