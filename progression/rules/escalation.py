"""Who hears what, and when: the reminders and escalations of domain text f.3 as one table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from progression.rules.clocks import working_days_later


class Clock(StrEnum):
    """The day that a step counts from."""

    TARGET = "target"  # when the next stage is expected
    SIGNATURE = "signature"  # since a signature is waited for
    VALIDITY = "validity"  # when an entry ends
    COVERAGE_RISK = "coverage_risk"  # since a core task has one coach
    COVERAGE_LOST = "coverage_lost"  # since a core task has none
    CONTRACT = "contract"  # since contract hours are fewer than the plan needs


class To(StrEnum):
    """In what capacity somebody gets it."""

    CANDIDATE = "candidate"
    TRAINER = "trainer"
    MANAGER = "manager"
    LEAD = "lead"
    SIGNER = "signer"
    DEPUTY = "deputy"
    CONTRACT_OWNER = "contract_owner"


@dataclass(frozen=True, slots=True)
class Step:
    """A message: so many days after (or, below zero, before) the day of its clock, to whom, and what about."""

    code: str
    clock: Clock
    days: int
    to: tuple[To, ...]
    in_working_days: bool = False
    shows_content: bool = True

    def due_on(self, anchor: date) -> date:
        """The day on which it is due."""
        if self.in_working_days:
            return working_days_later(anchor, self.days)
        return anchor + timedelta(days=self.days)


STEPS: tuple[Step, ...] = (
    Step("what_is_missing", Clock.TARGET, -30, (To.CANDIDATE,)),
    Step("dates_proposed", Clock.TARGET, -14, (To.CANDIDATE, To.TRAINER)),
    Step("signatures_pending", Clock.TARGET, -7, (To.TRAINER,)),
    Step("date_passed", Clock.TARGET, 0, (To.CANDIDATE, To.TRAINER)),
    Step("stalled", Clock.TARGET, 14, (To.MANAGER, To.LEAD), shows_content=False),
    Step("decision_needed", Clock.TARGET, 30, (To.LEAD, To.CONTRACT_OWNER), shows_content=False),
    Step("please_sign", Clock.SIGNATURE, 6, (To.SIGNER,), in_working_days=True),
    Step("reassign", Clock.SIGNATURE, 11, (To.DEPUTY, To.LEAD), in_working_days=True),
    Step("renew_soon", Clock.VALIDITY, -90, (To.CANDIDATE, To.MANAGER), shows_content=False),
    Step("renew_now", Clock.VALIDITY, -30, (To.CANDIDATE, To.MANAGER), shows_content=False),
    Step("coverage_risk", Clock.COVERAGE_RISK, 0, (To.LEAD,), shows_content=False),
    Step("coverage_lost", Clock.COVERAGE_LOST, 0, (To.LEAD, To.TRAINER), shows_content=False),
    Step("contract_short", Clock.CONTRACT, 0, (To.LEAD, To.CONTRACT_OWNER), shows_content=False),
)
STALLED = next(step for step in STEPS if step.code == "stalled")


def due_step(
    clock: Clock, anchor: date, *, today: date, switched_off: Collection[str] = ()
) -> tuple[Step, date] | None:
    """The latest step of a clock that is due, with its day; what was missed earlier is not sent late."""
    reached = [
        (step.due_on(anchor), step)
        for step in STEPS
        if step.clock == clock and step.code not in switched_off and step.due_on(anchor) <= today
    ]
    if not reached:
        return None
    day, step = max(reached, key=lambda each: each[0])
    return step, day


def is_stalled(target: date, *, today: date) -> bool:
    """Whether somebody has been in a stage so long that manager and lead hear that it stands still."""
    return STALLED.due_on(target) <= today
