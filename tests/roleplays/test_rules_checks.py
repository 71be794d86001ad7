"""The publish gate: every problem at its place, and totals by exhaustive search."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from roleplays.choices import Outcome, Problem, Severity
from roleplays.rules.checks import at_least_by_chance, check
from roleplays.rules.found import Found
from roleplays.rules.graph import explore
from roleplays.rules.play import begin, choose, on_offer
from roleplays.rules.scenario import ALWAYS, Condition
from roleplays.rules.totals import EndRange
from tests.roleplays.scenes import end, say, scenario, scenarios, scene

FEW = 500  # situations, so that any random graph is checked at once
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
            [Found(Problem.SCORE_LOOP, "n1")],
            id="going round raises the score",
        ),
        pytest.param(
            [
                start(say("b", "n2", -1)),
                scene("n2", say("a", "n3", 1), say("b", "goed", -1)),
                scene("n3", say("a", "n2", 1), say("b", "goed", -1)),
                GOOD,
            ],
            [Found(Problem.SCORE_LOOP, "n2")],
            id="going round raises the score further on",
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


def _asks_for_everything(*last_choices):
    """Three scenes that a fourth asks about all at once; walked in at most five situations here."""
    nodes = [scene(f"n{n}", say("a", f"n{n + 1}", 1), say("b", f"n{n + 1}", -1)) for n in range(1, 4)]
    return check(scenario(*nodes, scene("n4", *last_choices), GOOD), most=5)


ASKED = Condition(chosen=("n1:a", "n2:a", "n3:a"))


def errors(report):
    return [each for each in report.found if each.stops_publication]


def test_more_combinations_than_can_be_walked_are_said_and_can_be_published():
    report = _asks_for_everything(say("a", "goed", 3, condition=ASKED), say("b", "goed", 1))
    assert Found(Problem.TOO_MANY_STATES) in report.found
    assert errors(report) == []
    assert (report.ranges, report.maximum) == ((EndRange("goed", -2, 6),), 6)


def test_without_walking_a_scene_needs_a_way_out_that_asks_nothing():
    other = Condition(not_chosen=ASKED.chosen)
    report = _asks_for_everything(say("a", "goed", 3, condition=ASKED), say("b", "goed", 1, condition=other))
    assert Found(Problem.NEEDS_FREE_ROAD, "n4") in errors(report)


def test_without_walking_finishing_well_may_not_hang_on_a_condition():
    report = _asks_for_everything(say("a", "goed", 9, condition=ASKED), say("b", "goed", -1))
    assert errors(report) == [Found(Problem.WINNABLE_BY_CONDITION, "goed")]


def test_what_nobody_asks_about_any_more_makes_no_difference():
    asks = [
        scene(
            f"n{n}",
            say("a", f"n{n + 1}", 1, condition=Condition(not_chosen=(f"n{n - 1}:b",)) if n else ALWAYS),
            say("b", f"n{n + 1}", -1),
        )
        for n in range(20)
    ]
    graph = explore(scenario(*asks, end("n20")))
    assert graph.is_complete
    assert len(graph.situations) == 1 + 2 * 19 + 1


def test_totals_are_right_where_many_roads_lead_back_between_bounds():
    up = Condition(at_most=(("autonomy", 2),))
    down = Condition(at_least=(("autonomy", -1),))
    whole = scenario(
        scene(
            "n1", say("a", "n2", 1, condition=up), say("b", "goed", -1, condition=down), say("c", "goed", -2)
        ),
        scene("n2", say("a", "n1", 1, condition=up), say("b", "n1", -1)),
        GOOD,
    )
    assert check(whole).ranges == (EndRange("goed", -2, 1),)


@given(scenarios())
def test_any_graph_can_be_checked(played):
    check(played, most=FEW)


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
    if not check(played, most=FEW).may_be_published:
        return
    state = begin(played)
    for _ in range(10):
        offered = on_offer(state)
        assert bool(offered) is not state.node.is_end
        if not offered:
            break
        state = choose(played, state, offered[0].key)


@given(scenarios())
def test_what_is_sound_without_walking_is_sound_when_it_is_walked(played):
    if not check(played, most=1).may_be_published:
        return
    about_roads = {Problem.UNREACHABLE, Problem.END_NEVER_REACHED}
    assert {each.problem for each in errors(check(played, most=FEW))} <= about_roads


@given(scenarios(most=5))
def test_totals_are_those_of_the_roads_themselves(played):
    ranges = {each.node: each for each in check(played, most=FEW).ranges}
    for node, total in _played(played, steps=5):
        lowest, highest = ranges[node].lowest, ranges[node].highest
        assert lowest is None or lowest <= total
        assert highest is None or total <= highest


def _played(played, *, steps):
    """The end and the total of every road of at most so many choices."""
    waiting = [begin(played)]
    while waiting:
        state = waiting.pop()
        if state.node.is_end:
            yield state.node.key, state.total
        elif len(state.steps) < steps:
            offered = [choice for choice in on_offer(state) if choice.to in played.by_key]
            waiting.extend(choose(played, state, choice.key) for choice in offered)


@pytest.mark.parametrize(
    ("hits", "tries", "chance", "probability"), [(0, 5, 0.3, 1.0), (5, 5, 0.5, 1 / 32), (1, 2, 0.5, 0.75)]
)
def test_the_upper_tail(hits, tries, chance, probability):
    assert at_least_by_chance(hits, tries, chance) == pytest.approx(probability)
