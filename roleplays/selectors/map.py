"""The map of a scenario: scenes and choices as a drawing and as an outline, with what is wrong at each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roleplays.choices import Problem
from roleplays.rules.checks import check
from roleplays.rules.layout import BULGE, Box, Line, draw
from roleplays.selectors.problems import flaw_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roleplays.rules.found import Found
    from roleplays.rules.scenario import Choice, Node, Scenario

LONGEST_IN_A_BOX = 18
WARMEST = 4


@dataclass(frozen=True, slots=True)
class Warmth:
    """How much something was used: a level from 0 to 4, and the same in words."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Heat:
    """How people walked: by scene, and by a pair of scenes for the choices between them."""

    nodes: Mapping[str, Warmth] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], Warmth] = field(default_factory=dict)


NO_HEAT = Heat()


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


@dataclass(frozen=True, slots=True)
class Entry:
    """A scene in the outline."""

    place: Place
    flaws: tuple[Flaw, ...]  # of the scene itself
    choices: tuple[Onward, ...]


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
    found = check(scenario).found if shows_flaws else ()
    flaws = _by_node(found)
    places = {
        box.node.key: Place(
            box.node,
            box,
            link(box.node.key),
            tuple(flaws.get(box.node.key, ())),
            heat.nodes.get(box.node.key),
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
        tuple(_entry(place, places) for place in places.values()),
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
    x, y = _middle(places[line.source].box, places[line.target].box)
    return Way(line, x, y, heat.lines.get((line.source, line.target)))


def _middle(source: Box, target: Box) -> tuple[int, int]:
    """Half way the curve that `layout` draws."""
    if target.x > source.x + source.width:
        return (source.x + source.width + target.x) // 2, (source.middle + target.middle) // 2
    if target.x == source.x:
        return source.x + source.width + BULGE * 3 // 4, (source.middle + target.middle) // 2
    top = min(source.y, target.y) - 10
    return (source.x + target.x + source.width) // 2, (source.y + 6 * top + target.y) // 8


def _entry(place: Place, places: Mapping[str, Place]) -> Entry:
    return Entry(
        place,
        tuple(flaw for flaw in place.flaws if not flaw.choice),
        tuple(
            Onward(
                choice,
                places.get(choice.to),
                tuple(flaw for flaw in place.flaws if flaw.choice == choice.key),
            )
            for choice in place.node.choices
        ),
    )
