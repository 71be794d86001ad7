"""The map of a scenario: scenes and choices as a drawing and as an outline, with what is wrong at each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleplays.choices import Problem
from roleplays.rules.checks import check
from roleplays.rules.found import Report
from roleplays.rules.layout import Box, Line, draw
from roleplays.rules.scenario import reference
from roleplays.selectors.ends import totals_of_ends
from roleplays.selectors.heat import NO_HEAT
from roleplays.selectors.problems import flaw_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roleplays.rules.found import Found
    from roleplays.rules.scenario import Choice, Node, Scenario
    from roleplays.selectors.heat import Heat, Warmth

LONGEST_IN_A_BOX = 18


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, in words, and whether it stops publication."""

    words: str
    stops: bool
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A scene on the map."""

    node: Node
    box: Box
    url: str
    flaws: tuple[Flaw, ...] = ()
    warmth: Warmth | None = None
    is_start: bool = False

    @property
    def short(self) -> str:
        """The beginning of the text, as long as fits in a box."""
        text = " ".join(self.node.text.split())
        return text if len(text) <= LONGEST_IN_A_BOX else f"{text[: LONGEST_IN_A_BOX - 1].rstrip()}…"

    @property
    def stops(self) -> bool:
        """Whether something here stops publication."""
        return any(flaw.stops for flaw in self.flaws)


@dataclass(frozen=True, slots=True)
class Way:
    """Choices that lead from one scene to another, with where their letters stand."""

    line: Line
    x: int
    y: int
    warmth: Warmth | None = None

    @property
    def letters(self) -> str:
        """The choices."""
        return " ".join(self.line.choices)


@dataclass(frozen=True, slots=True)
class Onward:
    """A choice in the outline: where it leads, if that scene exists."""

    choice: Choice
    target: Place | None
    flaws: tuple[Flaw, ...] = ()
    warmth: Warmth | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A scene in the outline."""

    place: Place
    flaws: tuple[Flaw, ...]  # of the scene itself
    choices: tuple[Onward, ...]
    totals: str = ""  # with which people can arrive, when it is an end


@dataclass(frozen=True, slots=True)
class ScenarioMap:
    """All of it."""

    title: str
    width: int
    height: int
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    outline: tuple[Entry, ...]
    general: tuple[Flaw, ...]
    heat: Heat = NO_HEAT

    @property
    def number_to_mend(self) -> int:
        """How much stops publication."""
        flaws = [*self.general, *(flaw for place in self.places for flaw in place.flaws)]
        return sum(1 for flaw in flaws if flaw.stops)


def map_of(
    scenario: Scenario, *, link: Callable[[str], str], heat: Heat = NO_HEAT, shows_flaws: bool = True
) -> ScenarioMap:
    """The map; `link` gives the address of a scene by its name. No queries."""
    drawing = draw(scenario)
    report = check(scenario) if shows_flaws else Report(())
    flaws = _by_node(report.found)
    totals = totals_of_ends(scenario, report)
    places = {
        box.node.key: Place(
            box.node,
            box,
            link(box.node.key),
            tuple(flaws.get(box.node.key, ())),
            heat.scenes.get(box.node.key),
            is_start=box.node is scenario.nodes[0],
        )
        for box in drawing.boxes
    }
    ways = tuple(_way(line, places, heat) for line in drawing.lines)
    return ScenarioMap(
        scenario.title,
        drawing.width,
        drawing.height,
        tuple(places.values()),
        ways,
        tuple(_entry(place, places, heat, totals) for place in places.values()),
        tuple(flaws.get("", ())),
        heat,
    )


def _by_node(found: Sequence[Found]) -> dict[str, list[Flaw]]:
    flaws: dict[str, list[Flaw]] = defaultdict(list)
    for each in found:
        words = _words(each)
        flaws[each.node].append(Flaw(words, each.stops_publication, each.choice if each.node else ""))
    return flaws


def _words(found: Found) -> str:
    return flaw_text(found) if found.problem == Problem.ROLE_CARD else str(Problem(found.problem).label)


def _way(line: Line, places: Mapping[str, Place], heat: Heat) -> Way:
    return Way(line, *line.letters_at, _warmest(line, places, heat))


def _warmest(line: Line, places: Mapping[str, Place], heat: Heat) -> Warmth | None:
    """That of the choice that was made most: the sum of some choices could tell what one person chose."""
    source = places[line.source].node
    names = [reference(source, choice) for choice in source.choices if choice.key in line.choices]
    found = [heat.choices[name] for name in names if name in heat.choices]
    return max(found, key=lambda warmth: warmth.level, default=None)


def _entry(place: Place, places: Mapping[str, Place], heat: Heat, totals: Mapping[str, str]) -> Entry:
    return Entry(
        place,
        tuple(flaw for flaw in place.flaws if not flaw.choice),
        tuple(
            Onward(
                choice,
                places.get(choice.to),
                tuple(flaw for flaw in place.flaws if flaw.choice == choice.key),
                heat.choices.get(reference(place.node, choice)),
            )
            for choice in place.node.choices
        ),
        totals.get(place.node.key, ""),
    )
