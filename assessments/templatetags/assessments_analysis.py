"""What the pages for authors draw with: remarks, percentages, and the picture of the coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from assessments.choices import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.api import ModuleCoverage

register = template.Library()
SIZE, STEP, LEFT = 30, 34, 42
MANY = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A goal in the picture."""

    code: str
    number: int
    x: int

    @property
    def text_x(self) -> int:
        """The middle."""
        return self.x + SIZE // 2

    @property
    def level(self) -> str:
        """How dark it is."""
        if not self.number:
            return "gap"
        return "many" if self.number >= MANY else "some" if self.number > 1 else "one"


@dataclass(frozen=True, slots=True)
class Row:
    """A module in the picture."""

    module: str
    y: int
    cells: tuple[Cell, ...]

    @property
    def text_y(self) -> int:
        """Where its words stand."""
        return self.y + SIZE // 2 + 5


@dataclass(frozen=True, slots=True)
class Picture:
    """The coverage as squares."""

    rows: tuple[Row, ...]
    width: int
    height: int
    size: int = SIZE


@register.filter
def coverage_picture(modules: Iterable[ModuleCoverage]) -> Picture:
    """A row for each module and a square for each goal."""
    rows = tuple(
        Row(
            module.module,
            number * STEP,
            tuple(Cell(each.goal.code, each.total, LEFT + n * STEP) for n, each in enumerate(module.goals)),
        )
        for number, module in enumerate(modules)
    )
    widest = max((len(row.cells) for row in rows), default=0)
    return Picture(rows, LEFT + widest * STEP, max(len(rows) * STEP, STEP))


@register.filter
def remark_text(remark: str) -> str:
    """What to look at."""
    return str(Remark(remark).label)


@register.filter
def percent_of(number: int, whole: int) -> str:
    """A share in whole percents."""
    return f"{round(100 * number / whole)}%" if whole else ""


@register.filter
def questions_url(goal: int, purpose: str) -> str:
    """The list of the questions behind a number."""
    asked = urlencode({"goal": goal, "purpose": purpose, "live": "true"})
    return f"{reverse('wagtailsnippets_assessments_question:list')}?{asked}"
