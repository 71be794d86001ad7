"""What a municipality has on its plate today that people are told about. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from people.choices import Role
from progression.models import SessionAhead, Trajectory
from progression.rules.escalation import Clock, To
from progression.rules.notices import Matter, proposed_days
from progression.rules.seats import who_signs
from progression.selectors.around import Around
from progression.selectors.numbers import numbers_of
from progression.selectors.reason_words import sentence_of
from progression.selectors.trajectories import decisions_about, pauses_in, target_of, terms_now

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from people.models import Municipality
    from progression.rules.stages import Decision
    from progression.selectors.numbers import Numbers

Sign = tuple[str, str]  # clock, about
CONTRACT = "contract"
MOST_PROPOSED = 3


@dataclass(frozen=True)
class Plate:
    """One municipality on one day."""

    municipality: Municipality
    today: date

    @cached_property
    def around(self) -> Around:
        """Its people."""
        return Around(self.municipality, self.today)

    @cached_property
    def numbers(self) -> Numbers:
        """Its numbers."""
        return numbers_of(self.municipality, on=self.today)

    @cached_property
    def roads(self) -> list[Trajectory]:
        """The trajectories of who is there and whose clocks run. One query."""
        rows = Trajectory.objects.filter(municipality=self.municipality, left_on=None)
        there = frozenset(self.around.people) - self.around.paused - self.around.departed
        return [each for each in rows.order_by("pk") if each.person_id in there]

    @cached_property
    def decisions(self) -> dict[int, Decision]:
        """What is decided about each. Five queries."""
        return decisions_about(self.roads, as_of=self.today)

    @cached_property
    def ahead(self) -> dict[str, list[SessionAhead]]:
        """The meetings to come per core task, the next first. One query."""
        found: dict[str, list[SessionAhead]] = defaultdict(list)
        for each in SessionAhead.objects.filter(municipality=self.municipality).order_by("begins_at", "pk"):
            if localdate(each.begins_at) > self.today:
                found[each.core_task].append(each)
        return found

    @cached_property
    def to_sign(self) -> list[Trajectory]:
        """The trajectories that wait for nothing but signatures."""
        return [each for each in self.roads if _waits(self.decisions[each.pk])]

    def signs(self) -> frozenset[Sign]:
        """What is so today and may have been so for a while: a signature that is waited for, a gap, hours that run short."""
        found = {(Clock.SIGNATURE, _about(each)) for each in self.to_sign}
        for gap in self.numbers.gaps:
            clock = Clock.COVERAGE_LOST if gap.is_lost else Clock.COVERAGE_RISK
            found.add((clock, f"task:{gap.core_task}"))
        short = self.numbers.hours_short
        if short is not None and short > 0:
            found.add((Clock.CONTRACT, CONTRACT))
        return frozenset((clock.value, about) for clock, about in found)

    def matters(self, since: Mapping[Sign, date]) -> list[Matter]:
        """Everything that people may be told about, with since when the signs are there."""
        return [
            *self._targets(),
            *self._signatures(since),
            *self._about_the_whole(since),
        ]

    def _targets(self) -> Iterator[Matter]:
        pauses = pauses_in({(each.person_id, each.municipality_id) for each in self.roads})
        terms = terms_now()
        for road in self.roads:
            target = target_of(
                road, pauses[road.person_id, road.municipality_id], as_of=self.today, terms=terms
            )
            if target is None:
                continue
            decision = self.decisions[road.pk]
            yield Matter(
                clock=Clock.TARGET,
                about=_about(road),
                anchor=target,
                people={
                    To.CANDIDATE: (road.person_id,),
                    To.TRAINER: (road.trainer_id,),
                    To.MANAGER: self.around.managers_of(road.person_id),
                    **self._leads,
                },
                words=self._words(road, target),
                own_words={
                    "missing": [sentence_of(each) for each in (*decision.why, *decision.setbacks)],
                    "dates": [day.isoformat() for day in proposed_days(self.today, until=target)],
                    "meetings": self._meetings(road.core_task),
                },
            )

    def _signatures(self, since: Mapping[Sign, date]) -> Iterator[Matter]:
        signers = self.around.signers(self.to_sign)
        for road in self.to_sign:
            decision = self.decisions[road.pk]
            anchor = since[Clock.SIGNATURE, _about(road)]
            first, others = who_signs(
                signers[road.pk],
                stage=decision.next_stage or road.stage,
                seats=decision.seats,
                trainer=road.trainer_id,
            )
            people = {To.SIGNER: sorted(first), To.DEPUTY: sorted(others), **self._leads}
            yield Matter(Clock.SIGNATURE, _about(road), anchor, people, self._words(road, anchor))

    def _about_the_whole(self, since: Mapping[Sign, date]) -> Iterator[Matter]:
        people = {To.TRAINER: self.around.holding(Role.TRAINER), **self._leads}
        for (clock, about), anchor in sorted(since.items()):
            if clock == Clock.SIGNATURE:
                continue
            words: dict[str, Any] = {"day": anchor.isoformat()}
            if clock == Clock.CONTRACT:
                words["hours"] = round(self.numbers.hours_short or 0)
            else:
                words["task"] = about.removeprefix("task:")
            yield Matter(Clock(clock), about, anchor, people, words)

    def _meetings(self, core_task: str) -> list[tuple[str, str]]:
        """What is planned already for a core task: the next few, each with its day."""
        rows = self.ahead.get(core_task, ())
        return [(each.title, localdate(each.begins_at).isoformat()) for each in rows[:MOST_PROPOSED]]

    @cached_property
    def _leads(self) -> dict[To, tuple[int, ...]]:
        owner = self.numbers.picture.takeover.contract_owner_id
        return {To.LEAD: self.around.holding(Role.LEAD), To.CONTRACT_OWNER: () if owner is None else (owner,)}

    def _words(self, road: Trajectory, day: date) -> dict[str, Any]:
        return {
            "who": str(self.around.people[road.person_id]),
            "task": road.core_task,
            "stage": road.stage,
            "day": day.isoformat(),
        }


def _about(road: Trajectory) -> str:
    """A trajectory on the way to its next stage: after a change it is another matter."""
    return f"trajectory:{road.pk}:{road.entry}"


def _waits(decision: Decision) -> bool:
    return bool(decision.why) and not decision.setbacks and all(each.key == "sign" for each in decision.why)
