from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.choices import QuestionKind
from assessments.rules.drawing import (
    Candidate,
    Draw,
    Short,
    Stratum,
    asks_something_scored,
    draw,
    order_on_screen,
)
from assessments.rules.items import Item, Option, Target

MODULES = ["M1", "M2", "M10"]


def bank(**sizes: int) -> list[Candidate]:
    """So many questions in each module."""
    return [
        Candidate(version=number, question=f"{module}-Q{number:02d}", module=module)
        for module, size in sizes.items()
        for number in range(size)
    ]


def test_fixed_questions_come_first_and_in_their_order():
    drawn = draw(
        Draw(fixed=("M1-Q02", "M1-Q00"), strata=(Stratum(1, ("M2",)),)), bank(M1=3, M2=1), source=Random(1)
    )
    assert [c.question for c in drawn.chosen] == ["M1-Q02", "M1-Q00", "M2-Q00"]
    assert drawn.is_complete


def test_a_fixed_question_is_not_drawn_a_second_time():
    drawn = draw(Draw(fixed=("M1-Q00",), strata=(Stratum(2, ("M1",)),)), bank(M1=3), source=Random(1))
    assert len({c.question for c in drawn.chosen}) == 3


def test_a_stratum_takes_so_many_of_each_module():
    rules = Draw(strata=tuple(Stratum(5, (module,)) for module in MODULES))
    drawn = draw(rules, bank(M1=20, M2=20, M10=20), source=Random(7))
    assert Counter(c.module for c in drawn.chosen) == {"M1": 5, "M2": 5, "M10": 5}
    assert rules.count == len(drawn.chosen)


def test_a_stratum_without_modules_takes_from_all():
    drawn = draw(Draw(strata=(Stratum(6),)), bank(M1=3, M2=3), source=Random(1))
    assert Counter(c.module for c in drawn.chosen) == {"M1": 3, "M2": 3}


def test_a_wide_stratum_leaves_what_a_narrow_one_needs():
    rules = Draw(strata=(Stratum(2), Stratum(2, ("M1",))))
    for chance in range(20):
        assert draw(rules, bank(M1=2, M2=2), source=Random(chance)).is_complete


def test_what_the_bank_lacks_is_named():
    five, one = Stratum(5, ("M1",)), Stratum(1, ("M2",))
    drawn = draw(Draw(fixed=("X-Q00",), strata=(five, one)), bank(M1=3, M2=1), source=Random(1))
    assert drawn.short == (Short(five, found=3),)
    assert drawn.missing == ("X-Q00",)
    assert not drawn.is_complete


def test_an_empty_draw_is_not_complete():
    assert not draw(Draw(), bank(M1=3), source=Random(1)).is_complete


def test_what_somebody_had_before_comes_only_when_nothing_is_new():
    rules, seen = Draw(strata=(Stratum(3, ("M1",)),)), {"M1-Q00", "M1-Q01", "M1-Q02"}
    fresh = draw(rules, bank(M1=6), source=Random(3), seen=seen)
    assert not seen & {c.question for c in fresh.chosen}
    assert draw(rules, bank(M1=4), source=Random(3), seen=seen).is_complete


def test_the_same_chance_draws_the_same():
    rules = Draw(strata=(Stratum(4),))
    candidates = bank(M1=10, M2=10)
    forwards = draw(rules, candidates, source=Random(5))
    assert forwards == draw(rules, reversed(candidates), source=Random(5))


def test_each_question_has_the_same_chance():
    counts = Counter(
        draw(Draw(strata=(Stratum(1),)), bank(M1=4), source=Random(chance)).chosen[0].question
        for chance in range(2000)
    )
    assert len(counts) == 4
    assert all(400 < count < 600 for count in counts.values())


@given(
    sizes=st.dictionaries(st.sampled_from(MODULES), st.integers(0, 12)),
    strata=st.lists(st.builds(Stratum, st.integers(0, 6), st.lists(st.sampled_from(MODULES)).map(tuple))),
    chance=st.integers(),
)
def test_a_draw_repeats_nothing_and_never_takes_more_than_was_asked(sizes, strata, chance):
    candidates = bank(**sizes)
    rules = Draw(strata=tuple(strata))
    drawn = draw(rules, candidates, source=Random(chance))
    assert len({c.question for c in drawn.chosen}) == len(drawn.chosen) <= rules.count
    assert set(drawn.chosen) <= set(candidates)
    assert len(drawn.chosen) + sum(s.stratum.count - s.found for s in drawn.short) == rules.count


# --- The order on the screen -----------------------------------------------------------------------


def item(kind: str, count: int = 4) -> Item:
    """A question with so many options and right-hand sides."""
    options = tuple(Option(chr(97 + n), f"optie {n}") for n in range(count))
    return Item(kind=kind, text="?", options=options, targets=(Target("x", "X"), Target("y", "Y")))


@given(kind=st.sampled_from(QuestionKind.values), count=st.integers(0, 8), chance=st.integers())
def test_every_option_stands_there_once(kind, count, chance):
    shown = order_on_screen(item(kind, count), source=Random(chance))
    assert sorted(shown["options"]) == [option.key for option in item(kind, count).options]
    assert sorted(shown["targets"]) == ["x", "y"]


@pytest.mark.parametrize("kind", [QuestionKind.MARK, QuestionKind.TRUE_FALSE])
def test_a_text_and_true_or_not_keep_their_order(kind):
    assert order_on_screen(item(kind, 8), source=Random(1))["options"] == list("abcdefgh")


@pytest.mark.parametrize("chance", range(20))
def test_steps_never_stand_in_the_right_order(chance):
    assert order_on_screen(item(QuestionKind.ORDER, 3), source=Random(chance))["options"] != list("abc")


def test_categories_keep_their_order_and_right_hand_sides_do_not():
    orders = {
        tuple(order_on_screen(item(kind), source=Random(chance))["targets"])
        for kind in (QuestionKind.CLASSIFY,)
        for chance in range(10)
    }
    assert orders == {("x", "y")}
    mixed = {tuple(order_on_screen(item(QuestionKind.MATCH), source=Random(n))["targets"]) for n in range(10)}
    assert len(mixed) == 2


# --- Whether a rule can score something of it -------------------------------------------------------

SCORED, OPEN = True, False


def of_two_kinds(*kinds: bool, module: str = "M1") -> list[Candidate]:
    return [
        Candidate(number, f"{module}-Q{number:02d}", module, is_scored=is_scored)
        for number, is_scored in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("rules", "kinds", "always"),
    [
        pytest.param(Draw(strata=(Stratum(1),)), [OPEN, OPEN], False, id="only open questions"),
        pytest.param(Draw(strata=(Stratum(2),)), [OPEN, OPEN, SCORED], False, id="open ones by bad luck"),
        pytest.param(
            Draw(strata=(Stratum(3),)), [OPEN, OPEN, SCORED], True, id="more than there are open ones"
        ),
        pytest.param(Draw(strata=(Stratum(5),)), [OPEN, OPEN], False, id="too few, and all open"),
        pytest.param(Draw(fixed=("M1-Q00",)), [OPEN, SCORED], False, id="always an open one"),
        pytest.param(Draw(fixed=("M1-Q01",)), [OPEN, SCORED], True, id="always a scored one"),
        pytest.param(Draw(strata=(Stratum(3, ("M2",)),)), [SCORED], False, id="nothing of the module"),
    ],
)
def test_a_draw_can_be_sure_of_something_that_is_scored(rules, kinds, always):
    assert asks_something_scored(rules, of_two_kinds(*kinds)) is always


@given(
    st.lists(st.booleans(), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from([(), ("M1",)])), min_size=1, max_size=3),
    st.integers(0, 1000),
)
def test_a_draw_that_is_sure_always_holds_a_scored_question(kinds, strata, chance):
    rules = Draw(strata=tuple(Stratum(count, modules) for count, modules in strata))
    candidates = of_two_kinds(*kinds)
    if asks_something_scored(rules, candidates):
        drawn = draw(rules, candidates, source=Random(chance))
        assert any(candidate.is_scored for candidate in drawn.chosen)
