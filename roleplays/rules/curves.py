"""The lines of a map as curves, and where the letters of a line stand: free of boxes and of other letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LETTER, SPACE, TALL = 8, 4, 14  # of the letters of a line, drawn at 12 px
AFTER_A_WARNING = 1  # letters for its sign
SAMPLES = tuple(step / 20 for step in range(1, 20))  # how far along a line is looked at what lies there
# How far along a line the letters may stand, the best place first.
ALONG = tuple(0.5 + sign * step / 20 for step in range(9) for sign in (1, -1))


class Point(NamedTuple):
    """A place on the map."""

    x: int
    y: int


class Area(NamedTuple):
    """A rectangle on the map."""

    left: float
    top: float
    right: float
    bottom: float

    def shared_with(self, other: Area) -> float:
        """How much of it lies on another."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve."""

    start: Point
    bend: Point
    other_bend: Point
    end: Point

    @property
    def path(self) -> str:
        """As SVG draws it."""
        points = " ".join(f"{point.x} {point.y}" for point in (self.bend, self.other_bend, self.end))
        return f"M{self.start.x} {self.start.y} C{points}"

    def bowed(self, by: int) -> Curve:
        """The same ends, with the way between them further down, or further up."""
        bend, other = (Point(point.x, point.y + by) for point in (self.bend, self.other_bend))
        return Curve(self.start, bend, other, self.end)

    @property
    def span(self) -> int:
        """How far its ends lie apart."""
        return abs(self.end.x - self.start.x) + abs(self.end.y - self.start.y)

    def at(self, part: float) -> Point:
        """The point that lies a part of the way along."""
        rest = 1 - part
        weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        points = (self.start, self.bend, self.other_bend, self.end)
        x = sum(weight * point.x for weight, point in zip(weights, points, strict=True))
        y = sum(weight * point.y for weight, point in zip(weights, points, strict=True))
        return Point(round(x), round(y))


def freest(curves: Iterable[Curve], boxes: Sequence[Area]) -> Curve:
    """The first of those that go behind the fewest boxes for the shortest part of their way."""
    return min(curves, key=lambda curve: sum(_hidden(curve.at(part), boxes) for part in SAMPLES))


def _hidden(point: Point, boxes: Sequence[Area]) -> bool:
    return any(box.left < point.x < box.right and box.top < point.y < box.bottom for box in boxes)


def around(point: Point, letters: int) -> Area:
    """What so many letters take up around a point."""
    half = (letters * (LETTER + SPACE) - SPACE) / 2
    return Area(point.x - half, point.y - TALL / 2, point.x + half, point.y + TALL / 2)


def places_for(lines: Iterable[tuple[Curve, int]], taken: Sequence[Area]) -> list[Point]:
    """For each curve with so many letters, where these lie on as little as can be."""
    full, asked = list(taken), list(lines)
    found: dict[int, Point] = {}
    # The shortest line has the least choice.
    for number in sorted(range(len(asked)), key=lambda each: asked[each][0].span):
        curve, letters = asked[number]
        best = min(
            (curve.at(part) for part in ALONG), key=lambda point: _covered(around(point, letters), full)
        )
        full.append(around(best, letters))
        found[number] = best
    return [found[number] for number in range(len(asked))]


def _covered(area: Area, full: Sequence[Area]) -> float:
    return sum(area.shared_with(other) for other in full)
