"""A scenario as JSON and back: what a frozen version keeps. Pure."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from roleplays.rules.scenario import Choice, Condition, Effects, Node, RoleCard, Scenario


def scenario_to_json(scenario: Scenario) -> dict[str, Any]:
    """The scenario as JSON keeps it; what is left at its default is left out."""
    content: dict[str, Any] = _plain(scenario)
    return content


def scenario_from_json(content: dict[str, Any]) -> Scenario:
    """The scenario that JSON kept."""
    return Scenario(
        **{
            **content,
            "nodes": tuple(_node(row) for row in content["nodes"]),
            "role_cards": tuple(RoleCard(**row) for row in content.get("role_cards", ())),
            "look_fors": tuple(content.get("look_fors", ())),
            "frame": _pairs(content.get("frame", ())),
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        kept = {field.name: getattr(value, field.name) for field in fields(value)}
        defaults = {field.name: field.default for field in fields(value)}
        return {name: _plain(each) for name, each in kept.items() if each != defaults[name]}
    return value


def _node(row: dict[str, Any]) -> Node:
    return Node(**{**row, "choices": tuple(_choice(each) for each in row.get("choices", ()))})


def _choice(row: dict[str, Any]) -> Choice:
    condition = _condition(row.get("condition", {}))
    return Choice(**{**row, "effects": _effects(row.get("effects", ())), "condition": condition})


def _condition(row: dict[str, Any]) -> Condition:
    return Condition(
        chosen=tuple(row.get("chosen", ())),
        not_chosen=tuple(row.get("not_chosen", ())),
        at_least=_effects(row.get("at_least", ())),
        at_most=_effects(row.get("at_most", ())),
    )


def _effects(rows: Any) -> Effects:
    return tuple((str(principle), int(amount)) for principle, amount in rows)


def _pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(text)) for name, text in rows)
