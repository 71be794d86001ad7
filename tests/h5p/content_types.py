"""Whether content is what the `semantics.json` of its library says: no more, no less, and of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KINDS = {"text": str, "number": (int, float), "boolean": bool, "select": str}


def disagreements(content: Any, fields: list[dict[str, Any]], *, where: str = "") -> Iterator[str]:
    """Every place at which content and semantics do not agree."""
    known = {field["name"]: field for field in fields}
    yield from (f"{where}/{name} is not described" for name in content if name not in known)
    for name, field in known.items():
        if name in content:
            yield from _one(content[name], field, f"{where}/{name}")
        elif not field.get("optional"):
            yield f"{where}/{name} is missing"


def _one(value: Any, field: dict[str, Any], where: str) -> Iterator[str]:
    match field["type"]:
        case "group":
            yield from disagreements(value, field["fields"], where=where)
        case "list":
            if len(value) < field.get("min", 0):
                yield f"{where} has too few"
            for number, each in enumerate(value):
                yield from _one(each, field["field"], f"{where}[{number}]")
        case kind:
            yield from _plain(value, field, kind, where)


def _plain(value: Any, field: dict[str, Any], kind: str, where: str) -> Iterator[str]:
    if not isinstance(value, KINDS[kind]):
        yield f"{where} is no {kind}"
    elif kind == "text" and len(value) > field.get("maxLength", 255):
        yield f"{where} is too long"
    elif kind == "select" and value and value not in [option["value"] for option in field["options"]]:
        yield f"{where} is no option"
    elif kind == "number" and not field.get("min", value) <= value <= field.get("max", value):
        yield f"{where} is out of bounds"
