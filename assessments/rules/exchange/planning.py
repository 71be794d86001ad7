"""What bringing in a file would do with each question, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assessments.rules.exchange.codes import Loss, Refusal
from assessments.rules.exchange.identity import LONGEST, fitting
from assessments.rules.exchange.merging import is_same, made, merged
from assessments.rules.exchange.report import Remark

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assessments.rules.exchange.report import Found, Imported
    from assessments.rules.items import Tagged


class Fate(StrEnum):
    """What happens to a question of a file."""

    NEW = "new"
    CHANGED = "changed"
    EDITED = "edited"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Known:
    """A question of the bank as it is written now; None when the author may not write in it."""

    tagged: Tagged | None
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a file, what happens to it, and what it becomes."""

    found: Found
    fate: Fate
    result: Tagged
    before: Tagged | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What bringing in a file does, and what of the file does not come in."""

    steps: tuple[Step, ...] = ()
    problems: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    counts: Mapping[Fate, int] = field(default_factory=dict)

    def to_write(self, chosen: Collection[str]) -> list[Step]:
        """The questions that are made or changed; one that was edited here only when it is among the chosen."""
        writes = {Fate.NEW, Fate.CHANGED}
        return [step for step in self.steps if step.fate in writes or _is_chosen(step, chosen)]


def _is_chosen(step: Step, chosen: Collection[str]) -> bool:
    return step.fate == Fate.EDITED and step.result.identifier in chosen


@dataclass(frozen=True, slots=True)
class Destination:
    """Whose questions they become, and what they are where a file does not say it."""

    beginning: str = ""
    purpose: str = ""
    module: str = ""

    def named(self, identifier: str) -> str:
        """An identifier as questions of this destination have it."""
        if identifier.startswith(self.beginning):
            return identifier
        name = f"{self.beginning}{identifier}"
        return name if len(name) <= LONGEST else f"{self.beginning}{fitting(f'_{identifier}')[-12:]}"


def renamed(imported: Imported, destination: Destination) -> Imported:
    """The file with the identifiers that its questions have at their destination."""
    return replace(imported, found=tuple(_renamed(found, destination) for found in imported.found))


def _renamed(found: Found, destination: Destination) -> Found:
    identifier = destination.named(found.tagged.identifier)
    return replace(found, tagged=replace(found.tagged, identifier=identifier))


def plan(
    imported: Imported, *, known: Mapping[str, Known], goals: Collection[str], destination: Destination
) -> Plan:
    """What happens to each question of a file, given what is known under its identifier and which goals there are."""
    steps: list[Step] = []
    problems = list(imported.problems)
    for found in imported.found:
        there = known.get(found.tagged.identifier)
        if there is not None and there.tagged is None:
            problems.append(Remark(Refusal.TAKEN, found.place, {"identifier": found.tagged.identifier}))
        else:
            steps.append(_step(_with_known_goal(found, goals), there, destination))
    counts = {fate: sum(step.fate == fate for step in steps) for fate in Fate}
    return Plan(tuple(steps), tuple(problems), imported.left_out, counts)


def _with_known_goal(found: Found, goals: Collection[str]) -> Found:
    goal = found.tagged.goal
    if not goal or goal in goals:
        return found
    loss = Remark(Loss.GOAL, found.place, {"name": goal})
    return replace(found, tagged=replace(found.tagged, goal=""), losses=(*found.losses, loss))


def _step(found: Found, known: Known | None, destination: Destination) -> Step:
    if known is None or known.tagged is None:
        result = made(found.tagged, purpose=destination.purpose, module=destination.module)
        return Step(found, Fate.NEW, result)
    result = merged(known=known.tagged, brought=found.tagged)
    if is_same(result, known.tagged):
        return Step(found, Fate.UNCHANGED, known.tagged, known.tagged)
    return Step(found, Fate.EDITED if known.is_edited else Fate.CHANGED, result, known.tagged)
