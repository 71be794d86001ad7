"""A question as JSON and back: what a frozen version keeps. Pure."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessments.rules.items import Criterion, Item, Option, Panel, Target

if TYPE_CHECKING:
    from collections.abc import Callable


def item_to_json(item: Item) -> dict[str, Any]:
    """The question as JSON keeps it; what is left at its default is left out."""
    content: dict[str, Any] = _plain(item)
    return content


def item_from_json(content: dict[str, Any]) -> Item:
    """The question that JSON kept."""
    return Item(**{name: _READERS.get(name, _as_it_is)(value) for name, value in content.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        kept = {field.name: getattr(value, field.name) for field in fields(value)}
        defaults = {field.name: field.default for field in fields(value)}
        return {name: _plain(each) for name, each in kept.items() if each != defaults[name]}
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _as_it_is(value: Any) -> Any:
    return value


def _panel(row: dict[str, Any]) -> Panel:
    met_on = row.get("met_on")
    return Panel(**{**row, "met_on": date.fromisoformat(met_on) if met_on else None})


_READERS: dict[str, Callable[[Any], Any]] = {
    "options": lambda rows: tuple(Option(**row) for row in rows),
    "targets": lambda rows: tuple(Target(**row) for row in rows),
    "accepted": tuple,
    "number": Decimal,
    "tolerance": Decimal,
    "criteria": lambda rows: tuple(Criterion(**{**row, "levels": tuple(row["levels"])}) for row in rows),
    "panel": _panel,
}
