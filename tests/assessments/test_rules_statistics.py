"""The figures of a question: worked by hand, with guards where they would say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import QuestionKind
from assessments.rules.coverage import Goal, coverage_of, in_order
from assessments.rules.statistics import FEWEST, Given, OptionUse, Statistics, remarks_on, statistics_of
from tests.factories.questions import ITEMS

CHOICE = ITEMS[QuestionKind.ONE_CHOICE]
SITUATION = ITEMS[QuestionKind.SJT]


def chose(key: str, times: int, *, rest: float | None = 0.5) -> list[Given]:
    """So many people with the same answer."""
    return [Given({"choice": key}, 1.0 if key == "b" else 0.0, rest)] * times


def test_under_thirty_there_is_only_a_number():
    found = statistics_of(CHOICE, chose("b", FEWEST - 1))
    assert found == Statistics(FEWEST - 1)
    assert not found.is_enough
    assert remarks_on(found) == ()


def test_difficulty_is_the_mean_share():
    assert statistics_of(CHOICE, [*chose("b", 30), *chose("a", 10)]).difficulty == pytest.approx(0.75)


def test_options_are_counted():
    found = statistics_of(CHOICE, [*chose("b", 25), *chose("a", 9), *chose("weg", 2)])
    assert [(use.key, use.is_right, use.chosen) for use in found.options] == [
        ("a", False, 9),
        ("b", True, 25),
        ("c", False, 0),
    ]


def test_a_situation_counts_best_and_worst_apart():
    best, worst = SITUATION.options[0].key, SITUATION.options[1].key
    found = statistics_of(SITUATION, [Given({"best": best, "worst": worst}, 1.0, 0.5)] * 30)
    counted = {use.key: (use.chosen, use.as_worst) for use in found.options}
    assert (counted[best], counted[worst]) == ((30, 0), (0, 30))


@pytest.mark.parametrize(
    ("given", "discrimination"),
    [
        pytest.param([*chose("b", 20, rest=0.9), *chose("a", 20, rest=0.1)], 1.0, id="tells everybody apart"),
        pytest.param([*chose("b", 20, rest=0.1), *chose("a", 20, rest=0.9)], -1.0, id="the wrong way round"),
        pytest.param(
            [
                *chose("b", 10, rest=0.9),
                *chose("b", 10, rest=0.1),
                *chose("a", 10, rest=0.9),
                *chose("a", 10, rest=0.1),
            ],
            0.0,
            id="tells nobody apart",
        ),
        # By hand: x = 1 for 30 and 0 for 10; y = 0.8 for 20 of the 30 and 0.4 for the others.
        # covariance 0.05, deviations 0.4330 and 0.2 → 0.5774
        pytest.param(
            [*chose("b", 20, rest=0.8), *chose("b", 10, rest=0.4), *chose("a", 10, rest=0.4)],
            0.5773503,
            id="worked by hand",
        ),
        pytest.param(chose("b", 40, rest=0.5), None, id="everybody right"),
        pytest.param([*chose("b", 20), *chose("a", 20)], None, id="all others the same"),
        pytest.param([*chose("b", 20, rest=None), *chose("a", 20, rest=None)], None, id="no other questions"),
    ],
)
def test_discrimination(given, discrimination):
    found = statistics_of(CHOICE, given).discrimination
    assert found is None if discrimination is None else found == pytest.approx(discrimination)


@pytest.mark.parametrize(
    ("found", "remarks"),
    [
        (Statistics(30, 0.6, 0.4), ()),
        (Statistics(30, 0.2, 0.4), ("too_hard",)),
        (Statistics(30, 0.99, None), ("too_easy",)),
        (Statistics(30, 0.6, -0.1), ("wrong_way_round",)),
        (Statistics(30, 0.6, 0.1), ("tells_little",)),
        (Statistics(40, 0.6, 0.4, (OptionUse("a", "A", False, 1),)), ("unused_option",)),
        (Statistics(40, 0.6, 0.4, (OptionUse("a", "A", False, 1, 1), OptionUse("b", "B", True, 0))), ()),
        (Statistics(29, 0.1, -1.0), ()),
    ],
)
def test_an_author_is_told_what_to_look_at(found, remarks):
    assert remarks_on(found) == remarks


SOME = [
    {},
    {"choice": "a"},
    {"choice": 3},
    {"choices": ["b", None]},
    {"best": "a", "worst": "a"},
    {"text": "x"},
]
shares = st.sampled_from([0.0, 0.25, 0.5, 1.0])
given_answers = st.lists(
    st.builds(Given, st.sampled_from(SOME), shares, st.none() | shares), min_size=FEWEST, max_size=FEWEST + 5
)


@given(given_answers, st.randoms())
def test_figures_stay_within_bounds_whatever_the_order(given, chance):
    found = statistics_of(CHOICE, given)
    shuffled = list(given)
    chance.shuffle(shuffled)
    again = statistics_of(CHOICE, shuffled)
    assert 0 <= found.difficulty <= 1
    assert found.discrimination is None or -1 <= found.discrimination <= 1
    assert again.difficulty == pytest.approx(found.difficulty)
    assert again.options == found.options
    assert all(0 <= use.chosen <= len(given) for use in found.options)


# --- Coverage ----------------------------------------------------------------------------------

GOALS = [Goal("M10-L1a", "M10", "g"), Goal("M2-L2", "M2", "g"), Goal("M2-L1", "M2", "g")]


def test_goals_stand_by_module_and_number_with_their_questions():
    tested = [
        ("M2-L1", "module_quiz"),
        ("M2-L1", "module_quiz"),
        ("M2-L1", "final_test"),
        ("weg", "situations"),
    ]
    found = coverage_of(GOALS, tested)
    assert [module.module for module in found] == ["M2", "M10"]
    assert [each.goal.code for each in found[0].goals] == ["M2-L1", "M2-L2"]
    assert dict(found[0].goals[0].counts) == {"module_quiz": 2, "final_test": 1, "situations": 0}
    assert (found[0].goals[0].total, found[0].gaps, found[1].gaps) == (3, 1, 1)


def test_numbers_in_codes_count_as_numbers():
    codes = ["M10-L1", "M2-L10", "M2-L2", "M2-L1b", "M2-L1a"]
    assert sorted(codes, key=in_order) == ["M2-L1a", "M2-L1b", "M2-L2", "M2-L10", "M10-L1"]
