"""A result as JSON and back, and told again from what the ledger keeps. No database, no clock."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assessments.rules.passing import ModuleScore, Outcome, Reason, Result, Why
from assessments.rules.terms import terms_from_json, weigh_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NUMBERS = ("points", "max_points", "min_points")


def result_as_json(result: Result) -> dict[str, Any]:
    """The result in a shape that is kept; numbers are text, so that nothing is rounded."""
    return _plain(asdict(result))  # type: ignore[no-any-return]


def result_from_json(kept: Mapping[str, Any]) -> Result:
    """The result as it was kept."""
    return Result(
        **{
            **kept,
            "percent": Decimal(kept["percent"]),
            "points": Decimal(kept["points"]),
            "max_points": Decimal(kept["max_points"]),
            "modules": tuple(_module_score(row) for row in kept["modules"]),
            "reasons": tuple(_reason(row) for row in kept["reasons"]),
            "again": tuple(kept["again"]),
            "discuss": tuple(kept["discuss"]),
        }
    )


def outcomes_as_json(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """What became of each question, as the ledger keeps it: no answers."""
    return [_plain(asdict(outcome)) for outcome in outcomes]


def told_again(context: Mapping[str, Any]) -> Result:
    """The result that follows from a fact in the ledger: from its questions and the terms of then."""
    outcomes = (_outcome(row) for row in context["questions"])
    return weigh_by(terms_from_json(context["terms"]), outcomes)


def _outcome(row: Mapping[str, Any]) -> Outcome:
    numbers = {name: None if row[name] is None else Decimal(row[name]) for name in _NUMBERS}
    known = {name: row[name] for name in ("position", "question", "module", "is_right", "red_flag")}
    return Outcome(**known, **numbers)  # type: ignore[arg-type]


def _module_score(row: Mapping[str, Any]) -> ModuleScore:
    return ModuleScore(row["module"], row["right"], row["asked"], Decimal(row["percent"]))


def _reason(row: Mapping[str, Any]) -> Reason:
    return Reason(Why(row["why"]), row["needed"], tuple(row["modules"]))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value
