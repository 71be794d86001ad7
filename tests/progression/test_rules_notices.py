"""Who hears what, on which day, as the table and the municipality want it; and never the same thing twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progression.choices import Capacity, SignerRole, Stage
from progression.rules.clocks import is_working_day
from progression.rules.escalation import STEP_OF, STEPS, Clock, To
from progression.rules.notices import (
    Matter,
    Wish,
    due_messages,
    is_digest_due,
    latest_step,
    next_digest,
    proposed_days,
)
from progression.rules.seats import who_signs
from progression.rules.signing import SEATS, Signer

TARGET = date(2026, 11, 25)
MONDAY = date(2026, 11, 30)
EVERYBODY = {to: (number,) for number, to in enumerate(To)}
WHO = dict(enumerate(To))


def matter(clock=Clock.TARGET, anchor=TARGET, people=None, about="trajectory:1:1"):
    return Matter(
        clock, about, anchor, EVERYBODY if people is None else people, {"who": "A"}, {"missing": ["B"]}
    )


def heard(matters, *, today, wishes=None, hears=frozenset(WHO)):
    return due_messages(matters, today=today, wishes=wishes or {}, hears=hears)


# --- The table of f.3 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-31, set()),
        (-30, {("what_is_missing", To.CANDIDATE)}),
        (-14, {("dates_proposed", To.CANDIDATE), ("dates_proposed", To.TRAINER)}),
        (-7, {("dates_proposed", To.CANDIDATE), ("signatures_pending", To.TRAINER)}),
        (0, {("date_passed", To.CANDIDATE), ("date_passed", To.TRAINER)}),
        (
            14,
            {
                ("date_passed", To.CANDIDATE),
                ("date_passed", To.TRAINER),
                ("stalled", To.MANAGER),
                ("stalled", To.LEAD),
            },
        ),
        (
            30,
            {
                ("date_passed", To.CANDIDATE),
                ("date_passed", To.TRAINER),
                ("stalled", To.MANAGER),
                ("decision_needed", To.LEAD),
                ("decision_needed", To.CONTRACT_OWNER),
            },
        ),
    ],
)
def test_around_a_target_date_everybody_hears_their_own_latest_step(days, expected):
    found = heard([matter()], today=TARGET + timedelta(days=days))
    assert {(each.step.code, each.to) for each in found} == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2026, 12, 2), set(), id="five working days"),
        pytest.param(date(2026, 12, 3), {("please_sign", To.SIGNER)}, id="more than five"),
        pytest.param(date(2026, 12, 9), {("please_sign", To.SIGNER)}, id="ten working days"),
        pytest.param(
            date(2026, 12, 10),
            {("please_sign", To.SIGNER), ("reassign", To.DEPUTY), ("reassign", To.LEAD)},
            id="more than ten",
        ),
    ],
)
def test_a_signature_that_waits_is_asked_for_and_then_passed_on(today, expected):
    found = heard([matter(Clock.SIGNATURE, date(2026, 11, 25))], today=today)
    assert {(each.step.code, each.to) for each in found} == expected


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (Clock.COVERAGE_RISK, {To.LEAD}),
        (Clock.COVERAGE_LOST, {To.LEAD, To.TRAINER}),
        (Clock.CONTRACT, {To.LEAD, To.CONTRACT_OWNER}),
    ],
)
def test_what_is_the_matter_with_the_whole_is_told_on_its_first_day(clock, expected):
    assert {each.to for each in heard([matter(clock)], today=TARGET)} == expected
    assert not heard([matter(clock)], today=TARGET - timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "to", "code"),
    [(-90, To.CANDIDATE, "renew_soon"), (-30, To.MANAGER, "renew_now"), (-91, To.CANDIDATE, None)],
)
def test_the_end_of_a_certificate_has_its_steps(days, to, code):
    found = latest_step(Clock.VALIDITY, TARGET, to, today=TARGET + timedelta(days=days), wishes={})
    assert (found and found[0].code) == code


def test_only_what_cannot_wait_goes_outside_the_weekly_mail():
    assert {step.code for step in STEPS if step.at_once} == {"decision_needed", "reassign", "coverage_lost"}


def test_status_only_is_told_to_who_may_know_no_more():
    messages = heard([matter()], today=TARGET + timedelta(days=14))
    told = {each.to: each.matter.words_for(each.step) for each in messages}
    assert told[To.MANAGER] == {"who": "A"}
    assert told[To.CANDIDATE] == {"who": "A", "missing": ["B"]}


# --- As a municipality wants it ---------------------------------------------------------------------------


def test_a_step_that_is_switched_off_is_passed_over():
    found = heard(
        [matter(people={To.TRAINER: (1,)})], today=TARGET, wishes={"date_passed": Wish(is_on=False)}
    )
    assert [each.step.code for each in found] == ["signatures_pending"]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_each_step_can_be_switched_off(step):
    late = TARGET + timedelta(days=400)
    found = heard([matter(step.clock)], today=late, wishes={step.code: Wish(is_on=False)})
    assert step.code not in {each.step.code for each in found}


def test_another_number_of_days_stays_before_or_after():
    assert STEP_OF["what_is_missing"].due_on(TARGET, days=10) == TARGET - timedelta(days=10)
    assert STEP_OF["stalled"].due_on(TARGET, days=3) == TARGET + timedelta(days=3)
    assert STEP_OF["please_sign"].due_on(TARGET, days=0) == TARGET


def test_whether_it_goes_at_once_is_for_the_municipality():
    wishes = {"coverage_lost": Wish(at_once=False), "coverage_risk": Wish(at_once=True)}
    found = heard(
        [matter(Clock.COVERAGE_LOST), matter(Clock.COVERAGE_RISK, about="b")], today=TARGET, wishes=wishes
    )
    assert {(each.step.code, each.at_once) for each in found} == {
        ("coverage_lost", False),
        ("coverage_risk", True),
    }


def test_who_may_not_hear_hears_nothing():
    trainer = list(To).index(To.TRAINER)
    found = heard([matter()], today=TARGET, hears=frozenset({trainer}))
    assert {each.to for each in found} == {To.TRAINER}


def test_somebody_in_two_capacities_hears_it_once():
    found = heard(
        [matter(people={To.LEAD: (1,), To.CONTRACT_OWNER: (1,)})], today=TARGET + timedelta(days=40)
    )
    assert [(each.to, each.step.code) for each in found] == [(To.LEAD, "decision_needed")]


people = st.dictionaries(st.sampled_from(list(To)), st.lists(st.integers(1, 4), max_size=3), max_size=4)
matters = st.lists(
    st.builds(
        matter,
        st.sampled_from(list(Clock)),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        people,
        st.sampled_from(["a", "b"]),
    ),
    max_size=6,
)


@given(matters, st.lists(st.dates(date(2026, 1, 1), date(2027, 2, 1)), max_size=8))
def test_over_any_days_nobody_gets_a_message_twice_or_before_its_day(given_matters, days):
    for today in days:
        found = heard(given_matters, today=today, hears=frozenset({1, 2, 3}))
        assert len({each.key for each in found}) == len(found)
        assert all(each.due_on <= today and each.person in {1, 2, 3} for each in found)


@given(matters, st.dates(date(2026, 1, 1), date(2027, 2, 1)), st.sampled_from([step.code for step in STEPS]))
def test_switching_one_off_brings_nobody_a_later_one(given_matters, today, code):
    before = {each.key for each in heard(given_matters, today=today) if each.step.code != code}
    after = heard(given_matters, today=today, wishes={code: Wish(is_on=False)})
    assert before <= {each.key for each in after}
    assert all(each.step.code != code for each in after)


# --- The weekly mail --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "last", "due"),
    [
        pytest.param(MONDAY, None, True, id="the first time, on its day"),
        pytest.param(MONDAY + timedelta(days=1), None, False, id="the first time, on another day"),
        pytest.param(MONDAY, MONDAY - timedelta(days=7), True, id="a week later"),
        pytest.param(MONDAY, MONDAY, False, id="made today"),
        pytest.param(MONDAY + timedelta(days=2), MONDAY - timedelta(days=7), True, id="its day was missed"),
        pytest.param(MONDAY + timedelta(days=2), MONDAY, False, id="made this week"),
    ],
)
def test_the_weekly_mail_comes_on_its_day_or_when_that_was_missed(today, last, due):
    assert is_digest_due(today, weekday=0, last=last) is due


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 4))
def test_over_a_month_of_days_there_are_four_or_five_weekly_mails(start, weekday):
    last, made = None, 0
    for number in range(30):
        today = start + timedelta(days=number)
        if is_digest_due(today, weekday=weekday, last=last):
            made += 1
            assert today.weekday() == weekday
        last = today if last is None or is_digest_due(today, weekday=weekday, last=last) else last
    assert made in {4, 5}


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 4))
def test_the_next_weekly_mail_is_within_a_week_and_on_its_day(today, weekday):
    found = next_digest(today, weekday=weekday, last=today)
    assert timedelta(0) < found - today <= timedelta(days=7)
    assert found.weekday() == weekday


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(-40, 40))
def test_proposed_days_are_working_days_to_come(today, to_go):
    found = proposed_days(today, until=today + timedelta(days=to_go))
    assert found
    assert all(day > today and is_working_day(day) for day in found)


# --- Who signs, and who can instead ------------------------------------------------------------------------


def signer(*roles, **more):
    return Signer(frozenset(roles), **more)


R = SignerRole
PEOPLE = {
    1: signer(R.TRAINER, has_guided=True),  # the candidate's own
    2: signer(R.TRAINER),
    3: signer(R.MANAGER),
    4: signer(R.LEAD),
    5: signer(is_candidate=True),
    6: signer(R.EDUCATOR),
}


@pytest.mark.parametrize(
    ("stage", "first", "others"),
    [
        pytest.param(Stage.CANDIDATE, {1, 3}, {2}, id="manager and own trainer"),
        pytest.param(Stage.OBSERVING, {1}, {2}, id="own trainer, and another instead"),
        pytest.param(
            Stage.INDEPENDENT, {2, 3, 6}, {4}, id="who did not guide; the lead instead of the manager"
        ),
        pytest.param(Stage.EDUCATOR, {1, 2}, set(), id="the training organisation"),
    ],
)
def test_who_is_asked_to_sign_and_who_can_instead(stage, first, others):
    assert who_signs(PEOPLE, stage=stage, seats=SEATS[stage], trainer=1) == (first, others)


def test_without_who_is_asked_first_the_others_are_asked():
    without = {2: PEOPLE[2], 4: PEOPLE[4]}
    assert who_signs(without, stage=Stage.OBSERVING, seats=SEATS[Stage.OBSERVING], trainer=1) == ({2}, set())
    mandate = [frozenset({Capacity.MANDATE})]
    assert who_signs({4: PEOPLE[4]}, stage=Stage.INDEPENDENT, seats=mandate, trainer=1) == ({4}, set())
