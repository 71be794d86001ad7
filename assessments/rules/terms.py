"""The terms of a test as they held when an attempt began, and as JSON. No database, no clock."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from assessments.choices import CountsFor, Feedback, Grading
from assessments.rules.drawing import Draw, Stratum
from assessments.rules.passing import Norm, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.passing import Outcome, Result


@dataclass(frozen=True, slots=True)
class Terms:
    """What a test asks, what it tells, how often and how long, and what it takes to pass."""

    draw: Draw = field(default_factory=Draw)
    norm: Norm = field(default_factory=Norm)
    feedback: str = Feedback.AT_ONCE
    grading: str = Grading.HIGHEST
    counts_for: str = CountsFor.LEARNING
    attempts: int | None = None
    wait_days: int = 0
    minutes: int | None = None

    @property
    def must_be_passed(self) -> bool:
        """Whether handing in is not enough."""
        return self.norm.asks_something

    @property
    def is_private(self) -> bool:
        """Whether only the learner sees the result."""
        return self.counts_for == CountsFor.LEARNING

    @property
    def is_nobodys_to_mark(self) -> bool:
        """Whether it has to be passed while nobody marks what no rule can score."""
        return self.is_private and self.must_be_passed


def weigh_by(terms: Terms, outcomes: Iterable[Outcome]) -> Result:
    """Weigh answers by the terms of a test; where nobody marks, what only people can score stays out of it."""
    if terms.is_private:
        outcomes = [outcome for outcome in outcomes if outcome.points is not None]
    return weigh(outcomes, terms.norm)


def terms_as_json(terms: Terms) -> dict[str, Any]:
    """The terms in a shape that is kept."""
    return asdict(terms)


def terms_from_json(kept: dict[str, Any]) -> Terms:
    """The terms as they were kept; what did not exist yet has its default."""
    draw, norm = kept.get("draw", {}), kept.get("norm", {})
    lists = {name: tuple(norm.get(name, ())) for name in ("all_right_in", "red_flags_send_to")}
    strata = (Stratum(s["count"], tuple(s.get("modules", ()))) for s in draw.get("strata", ()))
    return Terms(
        **{
            **kept,
            "draw": Draw(tuple(draw.get("fixed", ())), tuple(strata)),
            "norm": Norm(**{**norm, **lists}),
        }
    )
