"""One observation with everything that belongs to it, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assessments.choices import Absence, ObservationPurpose
from assessments.models import ObservationRater
from assessments.rules import observing as rules
from assessments.rules.agreement import FEWEST_PAIRS, share_within, weighted_kappa
from assessments.rules.rubrics import HIGHEST
from people.choices import Viewer

if TYPE_CHECKING:
    from assessments.models import Observation, ObservationShare
    from assessments.rules.rubrics import Rubric, RubricCriterion


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two raters agree before they discussed."""

    kappa: Decimal | None
    exact: Decimal
    close: Decimal
    pairs: int


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of a sheet: what each rater said, round by round, and the mean."""

    criterion: RubricCriterion
    line: rules.Line
    given: tuple[tuple[ObservationRater, tuple[rules.Rating, ...]], ...]

    @property
    def does_not_apply(self) -> bool:
        """Whether every rater said that it could not occur."""
        last = [ratings[-1].absence for _row, ratings in self.given if ratings]
        return bool(last) and set(last) == {Absence.NOT_APPLICABLE}

    @property
    def percentage(self) -> int:
        """How long its bar is, of a hundred."""
        return 0 if self.line.mean is None else round(self.line.mean * 100 / HIGHEST)


@dataclass(frozen=True)
class Sheet:
    """An observation as it is read."""

    observation: Observation
    rubric: Rubric
    raters: tuple[ObservationRater, ...]
    shares: tuple[ObservationShare, ...]

    @cached_property
    def ratings(self) -> tuple[rules.Rating, ...]:
        """Everything that was rated, also what was rated again."""
        return tuple(
            rules.Rating(row.pk, each.criterion, each.level, each.absence, each.round)
            for row in self.raters
            for each in row.ratings.all()
        )

    @property
    def rated(self) -> tuple[ObservationRater, ...]:
        """Who filled in the form."""
        return tuple(row for row in self.raters if row.rated_at is not None)

    @property
    def waiting_for(self) -> tuple[ObservationRater, ...]:
        """Who was asked and did not rate yet."""
        return tuple(row for row in self.raters if row.rated_at is None)

    @property
    def is_settled(self) -> bool:
        """Whether everybody who was asked has rated, and nobody has to rate again."""
        return not self.waiting_for and not self.to_discuss

    @property
    def signed(self) -> tuple[ObservationRater, ...]:
        """Who signed."""
        return tuple(row for row in self.raters if row.signed_at is not None)

    @property
    def counting(self) -> tuple[ObservationRater, ...]:
        """The raters whose word counts: calibrated when they rated."""
        return tuple(row for row in self.rated if row.was_calibrated)

    @cached_property
    def result(self) -> rules.Result:
        """What it comes to."""
        return rules.result(
            self.rubric,
            self.observation.role,
            self.ratings,
            counting={row.pk for row in self.counting},
            knocked_out_by={row.pk for row in self.rated if row.knock_out},
        )

    @cached_property
    def feedback(self) -> rules.Result:
        """What it would come to if every rater counted: for learning, never for a decision."""
        everybody = {row.pk for row in self.rated}
        return rules.result(self.rubric, self.observation.role, self.ratings, counting=everybody)

    @cached_property
    def to_discuss(self) -> dict[str, frozenset[int]]:
        """Who still has to rate again, per criterion."""
        return rules.to_discuss(self.ratings)

    @property
    def stays_apart(self) -> tuple[str, ...]:
        """The criteria on which raters still differ after they discussed."""
        return tuple(code for code in rules.needs_discussion(self.ratings) if code not in self.to_discuss)

    def to_rate_again(self, row: ObservationRater) -> tuple[RubricCriterion, ...]:
        """The criteria that one rater has to rate again."""
        mine = {code for code, raters in self.to_discuss.items() if row.pk in raters}
        return tuple(criterion for criterion in self.rubric.criteria if criterion.code in mine)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Each criterion with what was said of it; the means are those of everybody who rated."""
        return tuple(
            Row(self.rubric.named(line.code), line, self._given_to(line.code)) for line in self.shown.lines
        )

    @property
    def shown(self) -> rules.Result:
        """The numbers to show: those that count, or when nobody counts those for feedback."""
        return self.result if self.counting else self.feedback

    @cached_property
    def agreement(self) -> Agreement | None:
        """How the first two raters agree in their first round; None with one rater, or nothing in common.

        Without a kappa when there is too little to compute it from.
        """
        first = [self._first_round(row) for row in self.rated[:2]]
        pairs = [(one[code], other[code]) for one, other in pairwise(first) for code in one if code in other]
        exact, close = share_within(pairs, levels=0), share_within(pairs, levels=1)
        if exact is None or close is None:
            return None
        kappa = weighted_kappa(pairs) if len(pairs) >= FEWEST_PAIRS else None
        return Agreement(kappa, exact, close, len(pairs))

    @property
    def mark(self) -> int:
        """Where in a bar of a hundred it is sufficient."""
        return round(self.rubric.sufficient * 100 / HIGHEST)

    def is_shared_with(self, viewer: Viewer) -> bool:
        """Whether the candidate lets somebody in this capacity read it now."""
        return any(share.viewer == viewer for share in self.shares)

    @property
    def counts_once_signed(self) -> bool:
        """Whether enough raters who count will have signed to make it evidence."""
        is_meant = self.observation.purpose == ObservationPurpose.EVIDENCE
        return is_meant and len(self.counting) >= self.observation.required_raters

    def _first_round(self, row: ObservationRater) -> dict[str, int]:
        mine = [r for r in self.ratings if r.rater == row.pk and r.round == 1 and r.level is not None]
        return {rating.criterion: rating.level for rating in mine if rating.level is not None}

    def _given_to(self, code: str) -> tuple[tuple[ObservationRater, tuple[rules.Rating, ...]], ...]:
        return tuple(
            (row, tuple(r for r in self.ratings if r.rater == row.pk and r.criterion == code))
            for row in self.rated
        )


def sheet_of(observation: Observation) -> Sheet:
    """An observation with its raters, their ratings and notes, and with whom it is shared. Four queries."""
    raters = (
        ObservationRater.objects.filter(observation=observation)
        .select_related("rater")
        .prefetch_related("ratings", "notes")
    )
    return Sheet(
        observation=observation,
        rubric=observation.rubric_version.as_rule(),
        raters=tuple(raters),
        shares=tuple(observation.shares.filter(withdrawn_at__isnull=True)),
    )
