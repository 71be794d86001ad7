"""What a lead could do first: at most three actions, the heaviest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from progression.rules.readiness import TOO_MUCH_WITH_ONE, quality_drops

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from fractions import Fraction

    from progression.rules.coverage import Gap

MOST_ACTIONS = 3
# Actions about the same thing.
KINDS = {
    "coverage_lost": "coverage",
    "coverage_risk": "coverage",
    "contract_too_short": "contract",
    "contract_hours_short": "contract",
}


@dataclass(frozen=True, slots=True)
class Stalled:
    """A trajectory that stands still: in which core task, whose it is to act, and since when it was expected."""

    core_task: str
    stage: int
    owner: str
    target: date


@dataclass(frozen=True, slots=True)
class Situation:
    """As much of the takeover as is needed to say what asks attention."""

    gaps: Sequence[Gap] = ()
    stalled: Sequence[Stalled] = ()
    unsigned: Sequence[date] = ()
    margin: int | None = None
    hours_short: Decimal | None = None
    gap_in_quality: Decimal | None = None
    top_share: Fraction | None = None
    has_plan: bool = True
    has_contract: bool = True
    says_enough: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, as a key with what to fill in."""

    key: str
    core_tasks: tuple[str, ...] = ()
    number: int = 0
    on: date | None = None

    @property
    def kind(self) -> str:
        """What it is about: of each kind the heaviest comes before a second one."""
        return KINDS.get(self.key, self.key)


def three_actions(situation: Situation) -> tuple[Action, ...]:
    """What to do first: what was lost before what is at risk, and before what is not written down yet; of many kinds."""
    found = [
        *_about_gaps("coverage_lost", [each for each in situation.gaps if each.is_lost]),
        *_about_the_contract(situation),
        *_about_stalled(situation.stalled),
        *_about_unsigned(situation.unsigned),
        *_about_gaps("coverage_risk", [each for each in situation.gaps if not each.is_lost]),
        *_about_how_it_is_done(situation),
        *_about_what_is_missing(situation),
    ]
    first = list({action.kind: action for action in reversed(found)}.values())[::-1]
    second = [action for action in found if action not in first]
    chosen = [*sorted(first, key=found.index), *second][:MOST_ACTIONS]
    return tuple(sorted(chosen, key=found.index))


def _about_gaps(key: str, gaps: Sequence[Gap]) -> list[Action]:
    """One action for all core tasks of a kind."""
    return [Action(key, tuple(each.core_task for each in gaps), number=len(gaps))] if gaps else []


def _about_the_contract(situation: Situation) -> list[Action]:
    found = []
    if situation.margin is not None and situation.margin < 0:
        found.append(Action("contract_too_short", number=-situation.margin))
    if situation.hours_short is not None and situation.hours_short > 0:
        found.append(Action("contract_hours_short", number=round(situation.hours_short)))
    return found


def _about_stalled(stalled: Sequence[Stalled]) -> list[Action]:
    if not stalled:
        return []
    return [Action("stalled", number=len(stalled), on=min(each.target for each in stalled))]


def _about_unsigned(days: Sequence[date]) -> list[Action]:
    return [Action("unsigned", number=len(days), on=min(days))] if days else []


def _about_how_it_is_done(situation: Situation) -> list[Action]:
    found = []
    if quality_drops(situation.gap_in_quality):
        found.append(Action("quality_drops"))
    if situation.top_share is not None and situation.top_share > TOO_MUCH_WITH_ONE:
        found.append(Action("too_much_with_one", number=round(situation.top_share * 100)))
    return found


def _about_what_is_missing(situation: Situation) -> list[Action]:
    missing = (
        (situation.has_plan, Action("make_a_plan")),
        (situation.has_contract, Action("fill_in_the_contract")),
        (situation.says_enough, Action("confirm_meetings")),
    )
    return [action for is_there, action in missing if not is_there]
