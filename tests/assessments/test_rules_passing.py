from __future__ import annotations

import json
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import Measure, RedFlag
from assessments.rules.passing import ALL, Norm, Outcome, Reason, Why, weigh
from assessments.rules.results import outcomes_as_json, result_as_json, result_from_json, told_again
from assessments.rules.terms import Terms, terms_as_json

# Domain text e.1: the final test, M10-T and the situational judgement test.
FINAL = Norm(overall=75, per_module=60, all_right_in=("M10",))
LIMITS = Norm(all_right_in=(ALL,))
SITUATIONS = Norm(measure=Measure.POINTS, overall=65, red_flags=1, red_flags_send_to=("M10",))


def answers(**right_of: tuple[int, int]) -> list[Outcome]:
    """For each module so many right of so many."""
    rows = [(module, n < right) for module, (right, asked) in right_of.items() for n in range(asked)]
    return [
        Outcome(n, f"{module}-{n}", module, Decimal(int(right)), Decimal(1), is_right=right)
        for n, (module, right) in enumerate(rows, start=1)
    ]


def situations(*points: int, flags: int = 0) -> list[Outcome]:
    """Situations with so many points of three, the first ones with a red flag."""
    return [
        Outcome(
            n,
            f"S-{n}",
            "M6",
            Decimal(each),
            Decimal(3),
            Decimal(-2),
            is_right=each == 3,
            red_flag=RedFlag.SAFETY if n <= flags else "",
        )
        for n, each in enumerate(points, start=1)
    ]


@pytest.mark.parametrize(
    ("outcomes", "norm", "is_passed", "reasons"),
    [
        pytest.param(answers(M1=(5, 5), M10=(5, 5)), FINAL, True, (), id="all right"),
        pytest.param(answers(M1=(3, 4), M2=(3, 4), M10=(0, 0)), FINAL, True, (), id="exactly 75 percent"),
        pytest.param(
            answers(M1=(3, 5), M2=(3, 5), M10=(5, 5)),
            FINAL,
            False,
            (Reason(Why.OVERALL, 75),),
            id="73.3 percent",
        ),
        pytest.param(
            answers(M1=(2, 5), M2=(5, 5), M3=(5, 5), M10=(5, 5)),
            FINAL,
            False,
            (Reason(Why.PER_MODULE, 60, ("M1",)),),
            id="one module too weak",
        ),
        pytest.param(answers(M1=(3, 5), M2=(5, 5), M10=(5, 5)), FINAL, True, (), id="a module at exactly 60"),
        pytest.param(
            answers(M1=(5, 5), M10=(4, 5)),
            FINAL,
            False,
            (Reason(Why.ALL_RIGHT, modules=("M10",)),),
            id="one of M10 wrong",
        ),
        pytest.param(
            answers(M1=(0, 5), M10=(4, 5)),
            FINAL,
            False,
            (
                Reason(Why.OVERALL, 75),
                Reason(Why.PER_MODULE, 60, ("M1",)),
                Reason(Why.ALL_RIGHT, modules=("M10",)),
            ),
            id="every reason is named",
        ),
        pytest.param(answers(M10=(8, 8)), LIMITS, True, (), id="M10 all right"),
        pytest.param(
            answers(M10=(7, 8)), LIMITS, False, (Reason(Why.ALL_RIGHT, modules=("M10",)),), id="M10 but one"
        ),
        pytest.param(situations(3, 3, 3, 3), SITUATIONS, True, (), id="every situation right"),
        pytest.param(
            situations(3, 1, 0, 1), SITUATIONS, True, (), id="65 of 100: 5 on the way from -8 to 12"
        ),
        pytest.param(situations(3, 1, 0, 0), SITUATIONS, False, (Reason(Why.OVERALL, 65),), id="60 of 100"),
        pytest.param(situations(3, 3, 3, flags=1), SITUATIONS, True, (), id="one red flag is discussed"),
        pytest.param(
            situations(3, 3, 3, flags=2),
            SITUATIONS,
            False,
            (Reason(Why.RED_FLAGS, 1, ("M10",)),),
            id="two red flags: again, with M10",
        ),
        pytest.param(answers(M1=(0, 6)), Norm(), None, (), id="a quiz to learn from has no pass"),
        pytest.param([], FINAL, False, None, id="nothing asked is never a pass"),
    ],
)
def test_a_norm_decides(outcomes, norm, is_passed, reasons):
    result = weigh(outcomes, norm)
    assert result.is_passed is is_passed
    if reasons is None:
        assert Reason(Why.NOTHING_ASKED) in result.reasons
    else:
        assert result.reasons == reasons


@pytest.mark.parametrize(
    ("points", "percent"),
    [
        pytest.param((3, 3), "100.0", id="the most"),
        pytest.param((-2, -2), "0.0", id="the fewest"),
        pytest.param((0, 0), "40.0", id="always one of the two between"),
        pytest.param((3, -2), "50.0", id="half way"),
    ],
)
def test_points_of_situations_are_rescaled_to_a_hundred(points, percent):
    assert weigh(situations(*points), SITUATIONS).percent == Decimal(percent)


def test_a_score_is_rounded_down_so_that_it_never_looks_like_a_pass():
    result = weigh(answers(M1=(2249, 3000)), Norm(overall=75))
    assert (result.percent, result.is_passed) == (Decimal("74.9"), False)


def test_each_module_has_its_own_score():
    result = weigh(answers(M1=(1, 3), M2=(2, 2)), FINAL)
    assert [(m.module, m.right, m.asked, m.percent) for m in result.modules] == [
        ("M1", 1, 3, Decimal("33.3")),
        ("M2", 2, 2, Decimal("100.0")),
    ]


def test_what_to_do_again_begins_with_the_weakest():
    assert weigh(answers(M1=(3, 4), M2=(1, 4), M3=(4, 4)), FINAL).again == ("M2", "M1")


def test_too_many_red_flags_send_back_to_the_module_about_limits_first():
    assert weigh(situations(3, 3, 0, flags=2), SITUATIONS).again == ("M10", "M6")
    assert weigh(situations(3, 3, 3, flags=1), SITUATIONS).again == ()


def test_a_red_flag_is_discussed_whether_or_not_it_was_a_pass():
    assert weigh(situations(3, 3, 3, flags=1), SITUATIONS).discuss == (1,)


def test_what_waits_for_a_marker_leaves_the_pass_open():
    waiting = Outcome(9, "M1-9", "M1", None, Decimal(4))
    result = weigh([*answers(M1=(2, 2)), waiting], Norm(overall=75))
    assert (result.is_passed, result.waiting, result.asked, result.percent) == (None, 1, 3, Decimal(100))


many = st.lists(
    st.tuples(st.sampled_from(["M1", "M2", "M10"]), st.integers(-2, 3), st.sampled_from(["", "safety"])),
    min_size=1,
    max_size=40,
)
norms = st.sampled_from([FINAL, LIMITS, SITUATIONS, Norm()])


def outcomes_of(rows) -> list[Outcome]:
    """Outcomes with these modules, points and flags."""
    return [
        Outcome(
            n, str(n), module, Decimal(points), Decimal(3), Decimal(-2), is_right=points == 3, red_flag=flag
        )
        for n, (module, points, flag) in enumerate(rows)
    ]


@given(rows=many, norm=norms)
def test_scores_stay_in_bounds(rows, norm):
    result = weigh(outcomes_of(rows), norm)
    assert 0 <= result.percent <= 100
    assert all(0 <= module.percent <= 100 for module in result.modules)
    assert result.right <= result.asked == sum(module.asked for module in result.modules)


@given(rows=many, norm=norms, chance=st.integers())
def test_the_order_of_answers_makes_no_difference(rows, norm, chance):
    outcomes = outcomes_of(rows)
    shuffled = Random(chance).sample(outcomes, len(outcomes))
    assert weigh(shuffled, norm) == weigh(outcomes, norm)


@given(rows=many, norm=norms, which=st.integers(0, 39))
def test_a_better_answer_never_takes_a_pass_away(rows, norm, which):
    better = list(rows)
    module, _, _ = better[which % len(rows)]
    better[which % len(rows)] = (module, 3, "")
    before, after = weigh(outcomes_of(rows), norm), weigh(outcomes_of(better), norm)
    assert after.percent >= before.percent
    assert after.is_passed or not before.is_passed


@given(rows=many, norm=norms)
def test_a_result_that_was_kept_is_the_same(rows, norm):
    result = weigh(outcomes_of(rows), norm)
    assert result_from_json(json.loads(json.dumps(result_as_json(result)))) == result


@given(rows=many, norm=norms, chance=st.integers())
def test_told_again_from_the_ledger_it_is_the_same_result(rows, norm, chance):
    outcomes = outcomes_of(rows)
    questions = outcomes_as_json(Random(chance).sample(outcomes, len(outcomes)))
    context = json.loads(json.dumps({"terms": terms_as_json(Terms(norm=norm)), "questions": questions}))
    assert told_again(context) == weigh(outcomes, norm)
