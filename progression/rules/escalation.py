"""Who hears what, and when: the reminders and escalations of domain text f.3 as one table."""

from __future__ import annotations

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
    at_once: bool = False

    def due_on(self, anchor: date, *, days: int | None = None) -> date:
        """The day on which it is due, also with another number of days than usual; before stays before."""
        number = abs(self.days) if days is None else days
        moved = -number if self.is_before else number
        if self.in_working_days:
            return working_days_later(anchor, moved)
        return anchor + timedelta(days=moved)

    @property
    def is_told_here(self) -> bool:
        """Whether it goes along with the messages of the takeover; about certificates there are mails of their own."""
        return self.clock != Clock.VALIDITY

    @property
    def is_before(self) -> bool:
        """Whether it counts back from the day of its clock."""
        return self.days < 0


STEPS: tuple[Step, ...] = (
    Step("what_is_missing", Clock.TARGET, -30, (To.CANDIDATE,)),
    Step("dates_proposed", Clock.TARGET, -14, (To.CANDIDATE, To.TRAINER)),
    Step("signatures_pending", Clock.TARGET, -7, (To.TRAINER,)),
    Step("date_passed", Clock.TARGET, 0, (To.CANDIDATE, To.TRAINER)),
    Step("stalled", Clock.TARGET, 14, (To.MANAGER, To.LEAD), shows_content=False),
    Step(
        "decision_needed", Clock.TARGET, 30, (To.LEAD, To.CONTRACT_OWNER), shows_content=False, at_once=True
    ),
    Step("please_sign", Clock.SIGNATURE, 6, (To.SIGNER,), in_working_days=True),
    Step("reassign", Clock.SIGNATURE, 11, (To.DEPUTY, To.LEAD), in_working_days=True, at_once=True),
    Step("renew_soon", Clock.VALIDITY, -90, (To.CANDIDATE, To.MANAGER), shows_content=False),
    Step("renew_now", Clock.VALIDITY, -30, (To.CANDIDATE, To.MANAGER), shows_content=False),
    Step("coverage_risk", Clock.COVERAGE_RISK, 0, (To.LEAD,), shows_content=False),
    Step("coverage_lost", Clock.COVERAGE_LOST, 0, (To.LEAD, To.TRAINER), shows_content=False, at_once=True),
    Step("contract_short", Clock.CONTRACT, 0, (To.LEAD, To.CONTRACT_OWNER), shows_content=False),
)
STEP_OF = {step.code: step for step in STEPS}
STALLED = STEP_OF["stalled"]


def is_stalled(target: date, *, today: date) -> bool:
    """Whether somebody has been in a stage so long that manager and lead hear that it stands still."""
    return STALLED.due_on(target) <= today
