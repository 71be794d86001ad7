"""A case as JSON and back: what a frozen version keeps. Pure."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from casestudies.rules.case import (
    BetterLine,
    Case,
    CasePerson,
    Document,
    Fact,
    Frame,
    Line,
    NamedPitfall,
    Option,
    Prediction,
    RoleView,
)

_ROWS: dict[str, type[Any]] = {
    "people": CasePerson,
    "timeline": Fact,
    "documents": Document,
    "pitfalls": NamedPitfall,
    "roles": RoleView,
    "first": Line,
    "second": BetterLine,
}
_LISTS = ("dilemmas", "questions", "exercises")


def case_to_json(case: Case) -> dict[str, Any]:
    """The case as JSON keeps it."""
    content: dict[str, Any] = _plain(case)
    return content


def case_from_json(content: dict[str, Any]) -> Case:
    """The case that JSON kept."""
    rows = {name: tuple(kind(**row) for row in content.get(name, ())) for name, kind in _ROWS.items()}
    lists = {name: tuple(content.get(name, ())) for name in _LISTS}
    made = {"frame": _frame(content["frame"]), "prediction": _prediction(content["prediction"])}
    return Case(**{**content, **rows, **lists, **made})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, str) else value


def _frame(row: dict[str, Any]) -> Frame:
    pairs = tuple((str(name), str(text)) for name, text in row["fields"])
    return Frame(**{**row, "fields": pairs, "hard_limits": tuple(row["hard_limits"])})


def _prediction(row: dict[str, Any]) -> Prediction:
    return Prediction(row["question"], tuple(Option(**option) for option in row["options"]))
