"""The lists inside a case: people, facts, roles, and the two versions of a conversation."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from casestudies.rules.case import (
    BetterLine,
    CasePerson,
    Document,
    Fact,
    Line,
    NamedPitfall,
    Option,
    Prediction,
    RoleView,
)
from casestudies.rules.case_text.problems import CaseProblem
from casestudies.rules.case_text.shape import (
    DIAGNOSIS,
    FIRST_LINE,
    LISTS,
    OPTION,
    PREDICT,
    ROLE_VIEW,
    ROLES,
    SECOND_LINE,
)
from core.rules.entries import Entry, entries_in, entry_in, values_of
from core.rules.problems import FieldProblem, Findings

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://wks-leerplein.example/cases/")
_KINDS: dict[str, type[Any]] = {
    "people": CasePerson,
    "timeline": Fact,
    "documents": Document,
    "pitfalls": NamedPitfall,
}


def rows_of(entry: Entry, name: str, found: Findings) -> Iterator[Any]:
    """The entries of a list by their rules."""
    for row in entries_in(entry, name, found):
        values = values_of(row, LISTS[name], found)
        if values is not None:
            yield _KINDS[name](**values)


def role_views(entry: Entry, found: Findings) -> Iterator[RoleView]:
    """The case as each of the four roles sees it, in their fixed order."""
    roles = entry_in(entry, "roles", found)
    if roles is None:
        return
    for name in roles.values.keys() - set(ROLES):
        found.add(roles.line_of(name), FieldProblem.KEY_UNKNOWN, key=name)
    for role in ROLES:
        if role not in roles.values:
            found.add(roles.line, FieldProblem.KEY_MISSING, key=role)
            continue
        view = entry_in(roles, role, found)
        values = values_of(view, ROLE_VIEW, found) if view else None
        if values is not None:
            yield RoleView(role, **values)


def first_lines(told: Entry | None, code: str, found: Findings) -> Iterator[Line]:
    """The first version; its sentences are named by their place, so that a mark finds them back."""
    if told is None or values_of(told, DIAGNOSIS, found) is None:
        return
    for place, row in enumerate(entries_in(told, "first", found), start=1):
        values = values_of(row, FIRST_LINE, found)
        if values is None:
            continue
        if bool(values["pitfall"]) != bool(values["why"]):
            found.add(row.line, CaseProblem.PITFALL_WITHOUT_WHY)
        yield Line(key=str(uuid.uuid5(_NAMESPACE, f"{code}/first/{place}")), **values)


def second_lines(told: Entry | None, found: Findings) -> Iterator[BetterLine]:
    """The second version."""
    if told is None or "second" not in told.values:
        return
    for row in entries_in(told, "second", found):
        values = values_of(row, SECOND_LINE, found)
        if values is not None:
            yield BetterLine(**values)


def prediction(told: Entry | None, found: Findings) -> Prediction:
    """What somebody expects, with the answers to choose from."""
    asked = entry_in(told, "predict", found) if told is not None and "predict" in told.values else None
    values = values_of(asked, PREDICT, found) if asked else None
    if asked is None or values is None:
        return Prediction()
    return Prediction(values["question"], tuple(_options(asked, found)))


def _options(asked: Entry, found: Findings) -> Iterator[Option]:
    for row in entries_in(asked, "options", found):
        values = values_of(row, OPTION, found)
        if values is not None:
            yield Option(values["text"], values["feedback"], is_right=values["right"])
