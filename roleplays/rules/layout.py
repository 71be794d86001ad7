"""Where the scenes of a scenario stand on its map: layers from left to right, as few crossings as a few sweeps give.

A small form of the method of Sugiyama, Tagawa and Toda (1981): layers by distance from the beginning, then the order
in each layer by the middle of the neighbours.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from roleplays.rules.curves import AFTER_A_WARNING, Area, Curve, Point, freest, places_for
from roleplays.rules.scenario import Choice, Node, Scenario

WIDTH, HEIGHT = 132, 44  # of a box
COLUMN, ROW = 206, 72  # from box to box
MARGIN, HEADROOM = 12, 26  # above the first row a line may go back
SWEEPS = 4
BULGE = 52  # of a line between two boxes of one column
BOWS = (0, -48, 44, -60)  # of a line that would go behind a box; the map has room for these at its edges
ROUND = 30  # of a line from a box to itself, round its corner


@dataclass(frozen=True, slots=True)
class Box:
    """A scene on the map."""

    node: Node
    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.y + self.height // 2

    @property
    def area(self) -> Area:
        """What it covers."""
        return Area(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Line:
    """The choices that lead from one scene to another."""

    source: str
    target: str
    choices: tuple[str, ...]
    path: str  # as SVG draws it
    letters_at: Point
    is_knock_out: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def draw(scenario: Scenario) -> Drawing:
    """The map of a scenario; scenes that nobody reaches stand in a last column."""
    layers = _ordered(scenario, _layers(scenario))
    boxes = {
        key: Box(scenario.by_key[key], MARGIN + column * COLUMN, HEADROOM + row * ROW)
        for column, keys in enumerate(layers)
        for row, key in enumerate(keys)
    }
    deepest = max((len(keys) for keys in layers), default=0)
    return Drawing(
        tuple(boxes[node.key] for node in _unique(scenario)),
        tuple(_lines(scenario, boxes)),
        width=MARGIN + max(len(layers) - 1, 0) * COLUMN + WIDTH + BULGE,
        height=HEADROOM + MARGIN + max(deepest - 1, 0) * ROW + HEIGHT,
    )


def _unique(scenario: Scenario) -> Iterable[Node]:
    return scenario.by_key.values()


def _targets(scenario: Scenario, key: str) -> list[str]:
    node = scenario.by_key[key]
    return [choice.to for choice in node.choices if choice.to in scenario.by_key and not node.is_end]


def _layers(scenario: Scenario) -> list[list[str]]:
    """Scenes by their distance from the beginning; then what nobody reaches."""
    if not scenario.nodes:
        return []
    distance = {scenario.start.key: 0}
    waiting = deque(distance)
    while waiting:
        key = waiting.popleft()
        for target in _targets(scenario, key):
            if target not in distance:
                distance[target] = distance[key] + 1
                waiting.append(target)
    deepest = max(distance.values())
    # Ends stand together at the right, however early somebody can get there.
    for node in _unique(scenario):
        if node.is_end and node.key in distance and deepest:
            distance[node.key] = deepest + 1
    layers: dict[int, list[str]] = {}
    for node in _unique(scenario):
        layers.setdefault(distance.get(node.key, deepest + 2), []).append(node.key)
    return [layers[number] for number in sorted(layers)]


def _ordered(scenario: Scenario, layers: list[list[str]]) -> list[list[str]]:
    before: dict[str, list[str]] = {}
    for node in _unique(scenario):
        for target in _targets(scenario, node.key):
            before.setdefault(target, []).append(node.key)
    after = {node.key: _targets(scenario, node.key) for node in _unique(scenario)}
    for sweep in range(SWEEPS):
        neighbours = after if sweep % 2 else before
        place = {key: row for keys in layers for row, key in enumerate(keys)}
        for keys in layers:
            keys.sort(key=lambda key: _mean(neighbours.get(key, []), place, place[key]))
    return layers


def _mean(neighbours: list[str], place: dict[str, int], otherwise: int) -> float:
    return sum(place[key] for key in neighbours) / len(neighbours) if neighbours else float(otherwise)


def _lines(scenario: Scenario, boxes: dict[str, Box]) -> Iterable[Line]:
    ways = [way for node in _unique(scenario) for way in _ways(node, boxes)]
    areas = {key: box.area for key, box in boxes.items()}
    curves = [_around_boxes(_curve(boxes[a], boxes[b]), areas, between=(a, b)) for a, b, _ in ways]
    sizes = [len(choices) + (AFTER_A_WARNING if _all_knock_out(choices) else 0) for _, _, choices in ways]
    letters_at = places_for(zip(curves, sizes, strict=True), list(areas.values()))
    for (source, target, choices), curve, point in zip(ways, curves, letters_at, strict=True):
        keys = tuple(choice.key for choice in choices)
        yield Line(source, target, keys, curve.path, point, _all_knock_out(choices))


def _ways(node: Node, boxes: dict[str, Box]) -> Iterable[tuple[str, str, list[Choice]]]:
    """Where the choices of a scene lead, and which lead there."""
    grouped: dict[str, list[Choice]] = {}
    for choice in () if node.is_end else node.choices:
        if choice.to in boxes:
            grouped.setdefault(choice.to, []).append(choice)
    return ((node.key, target, choices) for target, choices in grouped.items())


def _all_knock_out(choices: Iterable[Choice]) -> bool:
    return all(choice.is_knock_out for choice in choices)


def _around_boxes(curve: Curve, areas: dict[str, Area], *, between: tuple[str, str]) -> Curve:
    """A line that leads on, bowed where a box would hide it; others go round by themselves."""
    if curve.end.x <= curve.start.x:
        return curve
    others = [area for key, area in areas.items() if key not in between]
    return freest((curve.bowed(by) for by in BOWS), others)


def _curve(source: Box, target: Box) -> Curve:
    """From right to left side, beside the column for one above the other, round the top when it goes back."""
    start, end = source.x + source.width, target.x
    if source == target:
        return Curve(
            Point(start - ROUND, source.y),
            Point(start - ROUND, source.y - HEADROOM),
            Point(start + ROUND, source.y - HEADROOM // 2),
            Point(start, source.y + source.height // 4),
        )
    if end > start:
        bend = (end - start) // 2
        return Curve(
            Point(start, source.middle),
            Point(start + bend, source.middle),
            Point(end - bend, target.middle),
            Point(end, target.middle),
        )
    if target.x == source.x:
        beside = start + BULGE
        return Curve(
            Point(start, source.middle),
            Point(beside, source.middle),
            Point(beside, target.middle),
            Point(start, target.middle),
        )
    top = min(source.y, target.y) - HEADROOM
    there, back = source.x + source.width // 2, target.x + target.width // 2
    return Curve(Point(there, source.y), Point(there, top), Point(back, top), Point(back, target.y))
