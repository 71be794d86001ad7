"""Answers are counted, and shown in lots of eight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainings.choices import Experience, Question
from trainings.rules.evaluation import AT_ONCE, Tally, counted

answers = st.fixed_dictionaries({question: st.sampled_from(Experience) for question in Question})


def tally_of(given_answers):
    tally = Tally()
    for one in given_answers:
        tally = counted(tally, one)
    return tally


def everybody(experience, number):
    return tally_of([dict.fromkeys(Question, experience)] * number)


def test_seven_answers_show_nothing():
    tally = everybody(Experience.WHOLLY, 7)
    assert tally.shown_answers == 0
    assert tally.waiting_answers == 7


def test_eight_answers_are_shown():
    tally = everybody(Experience.MOSTLY, 8)
    assert tally.shown_answers == 8
    assert tally.shown[Question.BELONGING] == [0, 0, 8, 0]


def test_the_ninth_answer_cannot_be_told_from_what_is_shown():
    assert everybody(Experience.NOT, 9).shown == everybody(Experience.NOT, 8).shown


@given(st.lists(answers, max_size=40))
def test_no_answer_is_lost_and_what_is_shown_is_always_a_whole_lot(given_answers):
    tally = tally_of(given_answers)
    assert tally.shown_answers % AT_ONCE == 0
    assert tally.waiting_answers < AT_ONCE
    assert tally.shown_answers + tally.waiting_answers == len(given_answers)
    for question in Question:
        together = [a + b for a, b in zip(tally.shown[question], tally.waiting[question], strict=True)]
        assert together == [sum(one[question] == each for one in given_answers) for each in Experience]


@given(st.lists(answers, min_size=8, max_size=8), st.randoms())
def test_the_order_in_which_people_answer_does_not_show(given_answers, chance):
    shuffled = list(given_answers)
    chance.shuffle(shuffled)
    assert tally_of(given_answers) == tally_of(shuffled)
