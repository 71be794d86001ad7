"""The phases of a municipality (domain text f.4) and the gate to "taken over" (f.7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from progression.choices import Phase
from progression.rules.readiness import FEWEST_COACHES, LARGEST_GAP, TOO_MUCH_WITH_ONE

STRICT_ENOUGH = Fraction(90, 100)
VOLUME_ENOUGH = Fraction(80, 100)
QUALITY_ENOUGH = Decimal("3.0")
FEWEST_RATERS = 2
CONSULTATIONS_A_YEAR = 4
QUARTERS = 2
P = Phase
# What has to be so to leave a phase, and in the last one to stay there; people tick most of it, the counted ones come
# from the records.
CHECKLIST: dict[int, tuple[str, ...]] = {
    P.INTRODUCTION: ("presentation_held", "decision_taken", "first_team_chosen", "frame_signed"),
    P.PREPARING: (
        "lead_has_hours",
        "coaches_recruited",
        "works_council_and_privacy_settled",
        "accounts_ready",
        "baseline_measured",
    ),
    P.FIRST_STEP: ("first_team_trained", "three_live_frames", "first_observations", "consultation_running"),
    P.EXPANDING: ("three_teams", "half_of_tasks_at_supervised", "internal_quality_enough"),
    P.TAKING_OVER: ("handover_gate",),
    P.SUSTAINING: ("own_coaches_train", "yearly_check_held", "turnover_plan"),
}
# Each of these signs that a municipality has taken over, separately.
GATE_SIGNERS = ("lead", "trainer", "coach")


@dataclass(frozen=True, slots=True)
class Quarter:
    """What was so in three months: all that the gate asks."""

    number: int  # year times four plus the quarter, so that the next quarter is one more
    strict: Fraction | None
    volume: Fraction
    coaches: Mapping[str, int]
    top_shares: Mapping[str, Fraction]
    internal_quality: Decimal | None
    raters: int
    quality_gap: Decimal | None
    consultations_per_coach: Fraction
    has_educator: bool
    has_certification_agreement: bool
    has_aftercare_agreement: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Per condition whether it holds."""

    conditions: Mapping[str, bool]

    @property
    def passes(self) -> bool:
        """Whether all hold."""
        return all(self.conditions.values())


def judge(quarter: Quarter) -> Verdict:
    """Hold one quarter against the six conditions of the gate."""
    return Verdict(
        {
            "work": (quarter.strict or 0) >= STRICT_ENOUGH and quarter.volume >= VOLUME_ENOUGH,
            "coverage": _is_covered(quarter),
            "quality": _is_good(quarter),
            "consultation": quarter.consultations_per_coach >= Fraction(CONSULTATIONS_A_YEAR, 4),
            "renewal": quarter.has_educator or quarter.has_certification_agreement,
            "aftercare": quarter.has_aftercare_agreement,
        }
    )


def is_open(quarters: Sequence[Quarter]) -> bool:
    """Whether the gate is open: all conditions held in the last two quarters, one after the other."""
    last = sorted(quarters, key=lambda quarter: quarter.number)[-QUARTERS:]
    follows = len(last) == QUARTERS and last[1].number == last[0].number + 1
    return follows and all(judge(quarter).passes for quarter in last)


def missing_signers(signed: Mapping[str, int]) -> tuple[str, ...]:
    """Who still has to sign; one person signs in one capacity only."""
    counted: dict[str, int] = {}
    for capacity in GATE_SIGNERS:
        person = signed.get(capacity)
        if person is not None and person not in counted.values():
            counted[capacity] = person
    return tuple(capacity for capacity in GATE_SIGNERS if capacity not in counted)


def still_to_do(phase: int, ticked: Collection[str]) -> tuple[str, ...]:
    """What keeps a municipality in its phase."""
    return tuple(each for each in CHECKLIST[phase] if each not in ticked)


def may_go_to(phase: int, wanted: int, *, ticked: Collection[str]) -> bool:
    """Whether a municipality may go to a phase: one up when the list is done, back whenever people say so."""
    if wanted < phase:
        return True
    return wanted == phase + 1 and wanted in CHECKLIST and not still_to_do(phase, ticked)


def _is_covered(quarter: Quarter) -> bool:
    enough = bool(quarter.coaches) and min(quarter.coaches.values()) >= FEWEST_COACHES
    return enough and max(quarter.top_shares.values(), default=Fraction(0)) <= TOO_MUCH_WITH_ONE


def _is_good(quarter: Quarter) -> bool:
    quality, gap = quarter.internal_quality, quarter.quality_gap
    if quality is None or gap is None:
        return False
    return quality >= QUALITY_ENOUGH and quarter.raters >= FEWEST_RATERS and gap >= -LARGEST_GAP
