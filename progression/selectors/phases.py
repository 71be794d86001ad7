"""In which phase a municipality is, what keeps it there, and the two quarters that the gate asks for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from people.choices import Role
from people.models import Membership
from progression.choices import CoreTask, Phase, Stage
from progression.models import GateSignature, PhaseChange, StageChange
from progression.rules import gate
from progression.rules.clocks import add_months
from progression.rules.coverage import coaches_per_task
from progression.rules.degree import shares_of
from progression.rules.evidence import ENOUGH
from progression.selectors.picture import Picture
from progression.selectors.quality import observed_sides
from records.choices import ActivityKind, Verb
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import Municipality
    from progression.rules.coverage import Held
    from progression.rules.degree import Session
    from progression.selectors.numbers import Numbers

TEAMS_FOR_TAKING_OVER = 3
MONTHS_A_QUARTER = 3
# Counted from the records; nobody ticks these by hand.
COUNTED = frozenset(
    {
        "works_council_and_privacy_settled",
        "three_teams",
        "half_of_tasks_at_supervised",
        "internal_quality_enough",
        "handover_gate",
    }
)


@dataclass(frozen=True)
class PhaseState:
    """One municipality's phase on a day."""

    numbers: Numbers

    @property
    def picture(self) -> Picture:
        """What is known of it."""
        return self.numbers.picture

    @property
    def phase(self) -> Phase:
        """Where it is."""
        return Phase(self.picture.takeover.phase)

    @cached_property
    def counted(self) -> dict[str, bool]:
        """What follows from the records, each with whether it is so."""
        own, _trainers = self.numbers.observed
        return {
            "works_council_and_privacy_settled": self.may_show_figures,
            "three_teams": self.teams_that_met >= TEAMS_FOR_TAKING_OVER,
            "half_of_tasks_at_supervised": 2 * self.tasks_led >= len(self.picture.tasks),
            "internal_quality_enough": own.mean is not None and own.mean >= ENOUGH,
            "handover_gate": self.gate_is_open and not self.missing_signers,
        }

    @property
    def may_show_figures(self) -> bool:
        """Whether the works council agreed and a DPIA was done; before that no figure about people is shown."""
        agreed = self.picture.municipality.works_council_agreed_on is not None
        return agreed and self.picture.takeover.dpia_done_on is not None

    @property
    def teams_that_met(self) -> int:
        """How many teams held a meeting in the window."""
        return len({each.team_id for each in self.picture.recent if each.team_id})

    @property
    def tasks_led(self) -> int:
        """How many core tasks have a coach who leads: at S3 or higher, and there to do it."""
        return sum(number > 0 for number in self.picture.coaches_who_lead.values())

    @cached_property
    def done(self) -> set[str]:
        """All that is done in this phase: ticked by people, or counted."""
        ticked = {each.code for each in self.picture.ticked if each.phase == self.phase}
        return (ticked - COUNTED) | {code for code, is_so in self.counted.items() if is_so}

    @property
    def to_do(self) -> tuple[str, ...]:
        """What keeps the municipality in its phase."""
        return gate.still_to_do(self.phase, self.done)

    def may_go_to(self, wanted: int) -> bool:
        """Whether it may go to a phase now."""
        return gate.may_go_to(self.phase, wanted, ticked=self.done)

    # --- The gate --------------------------------------------------------------------------------

    @cached_property
    def quarters(self) -> tuple[gate.Quarter, ...]:
        """The last two quarters that are over."""
        return quarters_before(self.picture.municipality, self.picture.today)

    @property
    def gate_is_open(self) -> bool:
        """Whether all conditions held in both; asked only where it matters."""
        return self.phase == Phase.TAKING_OVER and gate.is_open(self.quarters)

    @cached_property
    def signatures(self) -> tuple[GateSignature, ...]:
        """The signatures under the gate that were not taken back. One query."""
        rows = GateSignature.objects.filter(
            municipality=self.picture.municipality,
            entry=self.picture.takeover.entry,
            revocation__isnull=True,
        )
        return tuple(rows.select_related("signer").order_by("pk"))

    @property
    def missing_signers(self) -> tuple[str, ...]:
        """Who still has to sign."""
        return gate.missing_signers({each.capacity: each.signer_id for each in self.signatures})


def phase_changes(municipality: Municipality) -> list[PhaseChange]:
    """Every decision about a phase, the latest first. One query."""
    rows = PhaseChange.objects.filter(municipality=municipality).select_related("person")
    return list(rows.order_by("-entry"))


def quarters_before(municipality: Municipality, today: date) -> tuple[gate.Quarter, ...]:
    """The last two quarters that were over on a day, the earlier first. A fixed number of queries."""
    first = date(today.year, (today.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1, 1)
    starts = [add_months(first, -6), add_months(first, -3)]
    told = StageChange.objects.filter(municipality=municipality).order_by("entry")
    changes = list(
        told.values_list("trajectory__person_id", "trajectory__core_task", "to_stage", "changed_on")
    )
    return tuple(
        _quarter(Picture(municipality, add_months(start, 3) - timedelta(days=1)), start, changes)
        for start in starts
    )


def _quarter(picture: Picture, start: date, changes: Sequence[tuple[int, str, int, date]]) -> gate.Quarter:
    end = picture.today
    sessions = [each for each in picture.sessions if start <= each.on <= end]
    held = shares_of(sessions)
    own, trainers = observed_sides(picture.municipality, members=picture.members, on=end)
    yearly = sum((row.hours for row in picture.plan.values()), Decimal(0))
    takeover = picture.takeover
    there = _there_on_the_last_day(picture, changes)
    coaches = coaches_per_task(there, tasks=picture.tasks)
    return gate.Quarter(
        number=start.year * 4 + (start.month - 1) // MONTHS_A_QUARTER,
        strict=held.strict,
        volume=Fraction(held.hours) / Fraction(yearly / 4) if yearly else Fraction(0),
        coaches={task: number + picture.pool[task] for task, number in coaches.items()},
        top_shares=_top_shares(sessions),
        internal_quality=own.mean,
        raters=own.raters,
        quality_gap=None if own.mean is None or trainers.mean is None else own.mean - trainers.mean,
        consultations_per_coach=_consultations(picture.municipality, start, end),
        has_educator=any(
            each.is_active and each.core_task == CoreTask.KT8 and each.stage >= Stage.EDUCATOR
            for each in there
        ),
        has_certification_agreement=_agreed(takeover.certification_agreed_on, end),
        has_aftercare_agreement=_agreed(takeover.aftercare_agreed_on, end),
    )


def _there_on_the_last_day(picture: Picture, changes: Sequence[tuple[int, str, int, date]]) -> list[Held]:
    """Who was there when a quarter ended, at the stage of that day; not who had left by then."""
    stages = {(person, task): stage for person, task, stage, on in changes if on <= picture.today}
    return [
        replace(each, stage=stages.get((each.person, each.core_task), Stage.APPLIED)) for each in picture.held
    ]


def _agreed(on: date | None, by: date) -> bool:
    return on is not None and on <= by


def _top_shares(sessions: Sequence[Session]) -> dict[str, Fraction]:
    """Per core task the share of its hours that were done by who did most of it."""
    hours: dict[str, Counter[int | None]] = {}
    for each in sessions:
        hours.setdefault(each.core_task, Counter())[each.coach] += each.hours  # type: ignore[assignment]
    return {
        task: Fraction(max((value for coach, value in by.items() if coach is not None), default=0))
        / Fraction(sum(by.values()))
        for task, by in hours.items()
    }


def _consultations(municipality: Municipality, start: date, end: date) -> Fraction:
    """How many peer consultations a coach was at or led, on average. Two queries."""
    coaches: Any = Membership.objects.filter(municipality=municipality, role=Role.COACH).on(end)
    people = set(coaches.values_list("person_id", flat=True))
    if not people:
        return Fraction(0)
    held = Record.objects.filter(
        municipality=municipality,
        person__in=people,
        activity_kind=ActivityKind.MEETING,
        verb__in=[Verb.ATTENDED, Verb.LED, Verb.CO_LED],
        context__kind="peer_consultation",
        occurred_at__date__range=(start, end),
    ).in_force()
    return Fraction(held.values("person_id", "activity").distinct().count(), len(people))
