"""Who may do the proeve, and when again: domain text e.3 as tables."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.choices import EntryNeed
from certification.rules.entry import BY_FACT, Candidate, blocks_asking, missing, retake
from progression.choices import Stage

N = EntryNeed
ALL_FACTS = [kind for _, kind in BY_FACT]
BOTH_AT_S3 = {"KT1": Stage.SUPERVISED, "KT3": Stage.SUPERVISED}


def candidate(**changes):
    fields = {
        "shown": ALL_FACTS,
        "stages": BOTH_AT_S3,
        "core_tasks": ("KT1", "KT3"),
        "says_ready": True,
        "has_mandate": True,
    }
    return Candidate(**{**fields, **changes})


@pytest.mark.parametrize(
    ("who", "needs"),
    [
        pytest.param(candidate(), (), id="everything is there"),
        pytest.param(candidate(shown=[]), (N.FINAL_TEST, N.SITUATIONS, N.LIMITS, N.PORTFOLIO), id="no facts"),
        pytest.param(
            candidate(stages={"KT1": Stage.SUPERVISED, "KT3": Stage.TOGETHER}),
            (N.STAGE,),
            id="one of two tasks is not at S3",
        ),
        pytest.param(
            candidate(stages={"KT1": Stage.INDEPENDENT}), (N.STAGE,), id="one task has no trajectory"
        ),
        pytest.param(
            candidate(stages={}, core_tasks=()), (N.STAGE,), id="no core tasks is never a free pass"
        ),
        pytest.param(
            candidate(stages={"KT1": Stage.INDEPENDENT, "KT3": Stage.SUPERVISED}), (), id="further is fine"
        ),
        pytest.param(candidate(says_ready=False), (N.READINESS,), id="not ready in their own words"),
        pytest.param(candidate(has_mandate=False), (N.MANDATE,), id="no time and mandate yet"),
    ],
)
def test_what_is_missing_before_a_proeve(who, needs):
    assert missing(who) == needs


def test_the_mandate_and_the_readiness_come_after_asking():
    assert blocks_asking((N.READINESS, N.MANDATE)) == ()
    assert blocks_asking((N.PORTFOLIO, N.MANDATE)) == (N.PORTFOLIO,)


@given(shown=st.sets(st.sampled_from(ALL_FACTS)), more=st.sampled_from(ALL_FACTS))
def test_showing_more_never_asks_more(shown, more):
    assert set(missing(candidate(shown=shown | {more}))) <= set(missing(candidate(shown=shown)))


FIRST, SECOND, THIRD = date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("days", "from_day", "talks_first"),
    [
        pytest.param([], None, False, id="the first time there are no terms"),
        pytest.param([FIRST], date(2026, 2, 2), False, id="the first retake after four weeks"),
        pytest.param([FIRST, SECOND], date(2026, 4, 27), False, id="the second after eight"),
        pytest.param([FIRST, SECOND, THIRD], date(2026, 7, 27), True, id="the third after a conversation"),
    ],
)
def test_when_it_can_be_done_again(days, from_day, talks_first):
    terms = retake(days)
    assert (terms.from_day, terms.needs_conversation) == (from_day, talks_first)
    if from_day is not None:
        assert not terms.allows(date.fromordinal(from_day.toordinal() - 1), conversation_on=FIRST)
        assert terms.allows(from_day, conversation_on=FIRST)
        assert terms.allows(from_day) is not talks_first


def test_a_conversation_that_is_still_to_come_does_not_count():
    terms = retake([FIRST, SECOND, THIRD])
    assert not terms.allows(date(2026, 8, 3), conversation_on=date(2026, 8, 4))
