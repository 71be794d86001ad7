"""Rubrics and standard recordings as they stand in text files, read into plain data."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.rules.observing import Given
from assessments.rules.recordings import Expected, Recording, Turn
from assessments.rules.rubrics import Rubric, RubricCriterion

Written = Mapping[str, Any]
THRESHOLDS = ("sufficient", "good", "least_per_criterion")
NUMBERS = ("raters", "most_not_seen")


class NotAsExpectedError(ValueError):
    """A text that cannot be read, with the place in it."""


def rubric_of(written: Written, known: Mapping[str, Rubric]) -> Rubric:
    """The rubric that a text describes; one that is based on another adds its own criteria for the same roles."""
    base = known[_text(written, "based_on")] if "based_on" in written else None
    rows = _rows(written, "criteria")
    roles = tuple(_text({"role": role}, "role") for role in written.get("roles", ()))
    weights = {role: {_text(row, "code"): _weight(row, role) for row in rows} for role in roles}
    if base is not None:
        weights = {role: {**base.weights[role], **own} for role, own in weights.items()}
    options: dict[str, Any] = {name: int(written[name]) for name in NUMBERS if name in written}
    options |= {name: Decimal(str(written[name])) for name in THRESHOLDS if name in written}
    return Rubric(
        code=_text(written, "code"),
        title=_text(written, "title"),
        criteria=(*(base.criteria if base else ()), *map(_criterion, rows)),
        weights=weights,
        **options,
    )


def recording_of(written: Written) -> Recording:
    """The recording that a text describes."""
    return Recording(
        slug=_text(written, "slug"),
        title=_text(written, "title"),
        rubric=_text(written, "rubric"),
        role=_text(written, "role"),
        situation=_text(written, "situation"),
        turns=tuple(
            Turn(_text(row, "speaker"), str(row.get("name", "")), _text(row, "text"))
            for row in _rows(written, "turns")
        ),
        references={
            _text(row, "code"): Expected(_given(_text(row, "level")), _text(row, "why"))
            for row in _rows(written, "references")
        },
    )


def _criterion(row: Written) -> RubricCriterion:
    return RubricCriterion(
        code=_text(row, "code"),
        title=_text(row, "title"),
        lowest=_text(row, "lowest"),
        highest=_text(row, "highest"),
        may_not_apply=bool(row.get("may_not_apply", False)),
        is_knock_out=bool(row.get("is_knock_out", False)),
        look_fors=tuple(str(text) for text in row.get("look_fors", ())),
    )


def _weight(row: Written, role: str) -> int:
    weights = row.get("weights")
    if not isinstance(weights, Mapping) or not isinstance(weights.get(role), int):
        message = f"{row.get('code')}: weights: {role}"
        raise NotAsExpectedError(message)
    return int(weights[role])


def _given(word: str) -> Given:
    return Given(int(word)) if word.isdigit() else Given(absence=word)


def _text(row: Written, key: str) -> str:
    if not isinstance(row, Mapping) or row.get(key) in {None, ""}:
        raise NotAsExpectedError(key)
    return " ".join(str(row[key]).split())


def _rows(written: Written, key: str) -> list[Written]:
    rows = written.get(key)
    if not isinstance(rows, list) or not rows:
        raise NotAsExpectedError(key)
    return rows
