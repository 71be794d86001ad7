"""The publish gate: every problem at its place, and totals by exhaustive search."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from roleplays.choices import Outcome, Problem, Severity
from roleplays.rules.checks import Found, at_least_by_chance, check
from roleplays.rules.graph import EndRange, explore
from roleplays.rules.play import begin, choose, on_offer
from roleplays.rules.scenario import Condition
from tests.roleplays.scenes import end, say, scenario, scenarios, scene

GOOD, POOR = end("goed"), end("vast", Outcome.POOR)


def problems(*nodes):
    """What is wrong, without the warnings about patterns that three scenes cannot avoid."""
    return [each for each in check(scenario(*nodes)).found if each.severity == Severity.ERROR]


def start(*choices):
    """A first scene with one way to the good end."""
    return scene("n1", say("a", "goed", 3), *choices)


@pytest.mark.parametrize(
    ("nodes", "found"),
    [
        pytest.param([start(say("b", "vast", -1)), GOOD, POOR], [], id="nothing"),
        pytest.param([], [Found(Problem.NO_NODES)], id="no scenes"),
        pytest.param(
            [start(say("b", "weg", -1)), GOOD], [Found(Problem.NO_TARGET, "n1", "b")], id="a missing scene"
        ),
        pytest.param([start(), GOOD], [Found(Problem.FEW_CHOICES, "n1")], id="one choice is none"),
        pytest.param(
            [start(*(say(key, "goed", -1) for key in "bcde")), GOOD],
            [Found(Problem.MANY_CHOICES, "n1")],
            id="five choices",
        ),
        pytest.param(
            [start(say("b", "goed", -1)), scene("n2", say("a", "goed"), say("b", "goed")), GOOD],
            [Found(Problem.UNREACHABLE, "n2")],
            id="a scene that nobody reaches",
        ),
        pytest.param(
            [start(say("b", "goed", -1)), GOOD, POOR],
            [Found(Problem.END_NEVER_REACHED, "vast")],
            id="an end that nobody reaches",
        ),
        pytest.param(
            [start(say("b", "n2", -1)), scene("n2", say("a", "n2", -1), say("b", "n2", -1)), GOOD],
            [Found(Problem.NO_EXIT, "n2")],
            id="a loop without a way out",
        ),
        pytest.param(
            [
                start(say("b", "n2", -1)),
                scene(
                    "n2",
                    say("a", "goed", condition=Condition(chosen=("n1:a",))),
                    say("b", "goed", condition=Condition(at_least=(("autonomy", 5),))),
                ),
                GOOD,
            ],
            [Found(Problem.DEAD_END, "n2")],
            id="conditions that leave nothing to choose",
        ),
        pytest.param(
            [start(say("b", "goed", condition=Condition(not_chosen=("n9:a",)))), GOOD],
            [Found(Problem.CONDITION_WITHOUT_CHOICE, "n1", "b")],
            id="a condition on nothing",
        ),
        pytest.param(
            [start(say("b", "n1", 1)), GOOD],
            [Found(Problem.SCORE_LOOP, "goed")],
            id="going round raises the score",
        ),
        pytest.param(
            [scene("n1", say("a", "vast", -1), say("b", "vast", -2)), POOR],
            [Found(Problem.NO_GOOD_END)],
            id="no good end",
        ),
        pytest.param(
            [scene("n1", say("a", "goed", 1), say("b", "vast", 3)), GOOD, POOR],
            [Found(Problem.UNWINNABLE, "goed")],
            id="the good end asks more than its roads give",
        ),
        pytest.param(
            [scene("n1", say("a", "goed", 3, ko=True), say("b", "vast", -1)), GOOD, POOR],
            [Found(Problem.UNWINNABLE, "goed")],
            id="only a knock-out leads to the good end",
        ),
        pytest.param(
            [start(say("b", "goed", -1)), replace(GOOD, text=" ")],
            [Found(Problem.NO_TEXT, "goed")],
            id="an end without words",
        ),
        pytest.param(
            [start(replace(say("b", "goed", -1), feedback="")), GOOD],
            [Found(Problem.NO_FEEDBACK, "n1", "b")],
            id="no feedback",
        ),
        pytest.param(
            [start(say("b", "goed", -1)), GOOD, GOOD],
            [Found(Problem.DUPLICATE_KEY, "goed")],
            id="a name twice",
        ),
        pytest.param(
            [start(say("b", "goed", -1)), replace(GOOD, choices=(say("a", "goed"),))],
            [Found(Problem.END_WITH_CHOICES, "goed")],
            id="an end with choices",
        ),
    ],
)
def test_a_problem_is_named_at_its_place(nodes, found):
    assert problems(*nodes) == found


def test_a_missing_role_card_stops_publication():
    whole = scenario(start(say("b", "goed", -1)), GOOD)
    report = check(replace(whole, role_cards=whole.role_cards[1:]))
    assert Found(Problem.ROLE_CARD, choice="resident") in report.found
    assert not report.may_be_published


def test_warnings_do_not_stop_publication():
    report = check(scenario(start(say("b", "goed", -1)), GOOD))
    assert {each.problem for each in report.found} == {Problem.NO_DILEMMA}
    assert report.may_be_published


def _ten_scenes(strong_text, strong_place):
    nodes = []
    for number in range(10):
        weak = [replace(say(key, f"n{number + 1}", -1), text="even lang hier") for key in "ab"]
        strong = replace(say("s", f"n{number + 1}", 2), text=strong_text)
        place = strong_place(number)
        nodes.append(scene(f"n{number}", *weak[:place], strong, *weak[place:]))
    return [*nodes, end("n10")]


@pytest.mark.parametrize(
    ("strong_text", "place", "problem", "is_found"),
    [
        ("een heel lange en zorgvuldige zin", lambda n: n % 3, Problem.RECOGNISED_BY_LENGTH, True),
        ("kort", lambda n: n % 3, Problem.RECOGNISED_BY_LENGTH, False),
        ("kort", lambda n: 2, Problem.RECOGNISED_BY_PLACE, True),
        ("kort", lambda n: n % 3, Problem.RECOGNISED_BY_PLACE, False),
    ],
)
def test_a_strong_choice_that_can_be_recognised_is_said(strong_text, place, problem, is_found):
    found = {each.problem for each in check(scenario(*_ten_scenes(strong_text, place))).found}
    assert (problem in found) is is_found


def test_totals_per_end_are_exhaustive():
    report = check(
        scenario(
            scene("n1", say("a", "n2", 2), say("b", "n2", -1)),
            scene("n2", say("a", "goed", 2), say("b", "vast", -2)),
            GOOD,
            POOR,
        )
    )
    assert report.ranges == (EndRange("goed", 1, 4), EndRange("vast", -3, 0))
    assert report.maximum == 4


def test_going_round_at_a_loss_has_no_lowest_total():
    report = check(scenario(start(say("b", "n1", -1)), GOOD))
    assert report.ranges == (EndRange("goed", None, 3),)
    assert report.may_be_published


def test_more_situations_than_can_be_walked_are_said():
    names = [(f"n{number}", f"n{number + 1}") for number in range(12)]
    nodes = [scene(here, say("a", there, 1), say("b", there, -1)) for here, there in names]
    asked = Condition(chosen=tuple(f"{here}:a" for here, _ in names))
    last = scene("n12", say("a", "goed", 3, condition=asked), say("b", "goed", 1))
    assert Found(Problem.TOO_MANY_STATES) in check(scenario(*nodes, last, GOOD)).found


@given(scenarios())
def test_any_graph_can_be_checked(played):
    check(played)


@given(scenarios(most=4))
def test_what_the_graph_knows_is_what_can_be_played(played):
    graph = explore(played, most=2000)
    state, seen = begin(played), 0
    while seen < 6:
        offered = [choice for choice in on_offer(state) if choice.to in played.by_key]
        if not offered:
            break
        state, seen = choose(played, state, offered[seen % len(offered)].key), seen + 1
        assert not graph.is_complete or state.node.key in graph.nodes()


@given(scenarios())
def test_what_may_be_published_never_leaves_a_player_stuck(played):
    if not check(played).may_be_published:
        return
    state = begin(played)
    for _ in range(10):
        offered = on_offer(state)
        assert bool(offered) is not state.node.is_end
        if not offered:
            break
        state = choose(played, state, offered[0].key)


@pytest.mark.parametrize(
    ("hits", "tries", "chance", "probability"), [(0, 5, 0.3, 1.0), (5, 5, 0.5, 1 / 32), (1, 2, 0.5, 0.75)]
)
def test_the_upper_tail(hits, tries, chance, probability):
    assert at_least_by_chance(hits, tries, chance) == pytest.approx(probability)
