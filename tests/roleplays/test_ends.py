"""What an author reads about the totals of an end."""

from __future__ import annotations

import pytest

from roleplays.choices import Outcome
from roleplays.rules.outcome import GOOD_SHARE, good_from
from roleplays.selectors.map import map_of
from tests.roleplays.scenes import end, say, scenario, scene


def totals(*nodes):
    return {entry.place.node.key: entry.totals for entry in map_of(scenario(*nodes), link=str).outline}


def test_each_end_says_with_which_totals_people_arrive_and_from_which_it_ends_well():
    told = totals(
        scene("n1", say("a", "n2", 2), say("b", "n2", -1)),
        scene("n2", say("a", "goed", 3), say("b", "goed", 1), say("c", "slecht", -2), say("d", "half", -1)),
        end("goed"),
        end("half", Outcome.MIXED),
        end("slecht", Outcome.POOR),
    )
    assert told["n1"] == told["n2"] == ""
    assert told["goed"] == "Wie hier komt, heeft een totaal van 0 tot 5. Vanaf 3 loopt het goed af."
    assert told["half"] == "Wie hier komt, heeft een totaal van -2 tot 1."
    assert told["slecht"] == "Wie hier komt, heeft een totaal van -3 tot 0."


@pytest.mark.parametrize(
    ("strength", "words"),
    [
        (1, "Wie hier komt, heeft een totaal van 0 of meer."),
        (-1, "Wie hier komt, heeft een totaal van 0 of minder."),
    ],
)
def test_going_round_leaves_a_total_without_a_bound(strength, words):
    told = totals(
        scene("n1", say("a", "n1", strength), say("b", "half", 0), say("c", "half", 0)),
        end("half", Outcome.MIXED),
    )
    assert told["half"] == words


def test_one_way_to_an_end_is_one_total():
    told = totals(scene("n1", say("a", "slecht", -2), say("b", "slecht", -2)), end("slecht", Outcome.POOR))
    assert told["slecht"] == "Wie hier komt, heeft een totaal van -2."


@pytest.mark.parametrize("maximum", range(120))
def test_what_an_author_reads_is_what_the_outcome_asks(maximum):
    good = good_from(maximum)
    assert good >= GOOD_SHARE * maximum > good - 1
