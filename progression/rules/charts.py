"""Where the lines and columns of a chart go, in the units of its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 22, 32
COLUMN = 0.6  # of the room for a month


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across with its value."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a month on a line."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a column."""

    x: float
    y: float
    width: float
    height: float
    kind: int


@dataclass(frozen=True, slots=True)
class Label:
    """A word under or above the chart."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Shares over months: each line as the points that are known."""

    lines: tuple[tuple[Point, ...], ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    goal: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Hours over months, in parts on top of each other."""

    blocks: tuple[Block, ...]
    totals: tuple[Label, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


def lines(series: Sequence[Sequence[float | None]], *, labels: Sequence[str], goal: float) -> Lines:
    """Lines of shares from nothing to the whole; a month without a value has no point."""
    places = [_middle(number, len(labels)) for number in range(len(labels))]
    drawn = tuple(
        tuple(
            Point(round(x, 1), _height(value))
            for x, value in zip(places, one, strict=True)
            if value is not None
        )
        for one in series
    )
    marks = tuple(Mark(_height(value / 100), value) for value in (0, 25, 50, 75, 100))
    return Lines(drawn, marks, _under(places, labels), _height(goal))


def columns(parts: Sequence[Sequence[float]], *, labels: Sequence[str]) -> Columns:
    """Columns of a month each, with the first part at the bottom."""
    totals = [sum(month) for month in zip(*parts, strict=True)]
    top = _round_top(max(totals, default=0))
    places = [_middle(number, len(labels)) for number in range(len(labels))]
    width = round((WIDTH - LEFT - RIGHT) / max(1, len(labels)) * COLUMN, 1)
    blocks: list[Block] = []
    for number, x in enumerate(places):
        below = 0.0
        for kind, part in enumerate(parts):
            blocks += _block(x, below, part[number], width=width, kind=kind, top=top)
            below += part[number]
    above = tuple(
        Label(round(x, 1), _height(total / top) - 6, f"{total:.0f}")
        for x, total in zip(places, totals, strict=True)
        if total
    )
    marks = tuple(Mark(_height(share / 4), round(top * share / 4)) for share in range(5))
    return Columns(tuple(blocks), above, marks, _under(places, labels))


def _block(x: float, below: float, value: float, *, width: float, kind: int, top: float) -> list[Block]:
    if not value:
        return []
    y, bottom = _height((below + value) / top), _height(below / top)
    return [Block(round(x - width / 2, 1), y, width, round(max(1.0, bottom - y), 1), kind)]


def _round_top(value: float) -> float:
    """A height above all columns that four lines divide into whole numbers."""
    return max(4, ceil(value / 4) * 4)


def _middle(number: int, months: int) -> float:
    return LEFT + (number + 0.5) * (WIDTH - LEFT - RIGHT) / max(1, months)


def _height(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)


def _under(places: Sequence[float], labels: Sequence[str]) -> tuple[Label, ...]:
    return tuple(
        Label(round(x, 1), HEIGHT - 10, text) for x, text in zip(places, labels, strict=True) if text
    )
