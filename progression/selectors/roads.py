"""Trajectories as people see them: which ones, what each asks, by when, and what was signed and sent back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from people.api import can_see, people_in, reach_into, standing_of
from people.choices import DataKind, Role
from people.models import User
from progression.choices import Capacity, EvidenceKind, Stage
from progression.models import Guide, Pause, Refusal, SignOff, StageChange, Takeover, Trajectory
from progression.rules.clocks import add_months
from progression.rules.signing import capacities_for
from progression.rules.stages import FALLS_BACK_TO, reason_of
from progression.selectors.reason_words import missing_evidence, sentence_of
from progression.selectors.signers import roles_towards, signers_of, where_training_others
from progression.selectors.trajectories import decisions_about, pauses_in, target_of, terms_now
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from people.api import Reach, Standing
    from people.models import Municipality
    from progression.rules.evidence import Fact, Need
    from progression.rules.stages import Decision


BY_NAME = ("municipality__name", "person__last_name", "person__first_name", "core_task")


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One thing that the next stage asks, in a sentence, with the facts that count for it."""

    label: str
    sentence: str
    have: int
    asked: int
    facts: tuple[tuple[Fact, str], ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether it is in."""
        return self.have >= self.asked


@dataclass(frozen=True, slots=True)
class Road:
    """A trajectory with what is decided about it, in words."""

    trajectory: Trajectory
    decision: Decision
    lines: tuple[NeedLine, ...]
    why: tuple[str, ...]
    setbacks: tuple[str, ...]
    expected_on: date | None
    valid_until: date | None
    is_late: bool

    @property
    def waits_for_signatures(self) -> bool:
        """Whether nothing but signatures is missing."""
        return bool(self.decision.why) and all(each.key == "sign" for each in self.decision.why)

    @property
    def waits_for_agreement(self) -> bool:
        """Whether all evidence is in, and the candidate only has to let themselves be put forward."""
        return any(each.key == "agree" for each in self.decision.why)

    @property
    def why_in_outline(self) -> tuple[str, ...]:
        """The same for who sees the stage and not the evidence: of that only how much is missing. A pause is not told."""
        missing = sum(1 for need in self.decision.needs if need.missing)
        told = [(reason.key, said) for reason, said in zip(self.decision.why, self.why, strict=True)]
        if any(key == "evidence" for key, _ in told):
            return (missing_evidence(missing, asked=len(self.decision.needs)),)
        return tuple(said for key, said in told if key != "paused")

    @property
    def next_stage(self) -> str:
        """The name of what comes next, or nothing at the top."""
        return "" if self.decision.next_stage is None else str(self.decision.next_stage.label)

    @property
    def falls_back_to(self) -> str:
        """The name of the stage that somebody goes back to when this one does not hold."""
        earlier = FALLS_BACK_TO.get(self.trajectory.stage)
        return "" if earlier is None else str(earlier.label)

    @property
    def mean_of_observations(self) -> Decimal | None:
        """The mean of the observations that count for the next stage; nothing when there are none."""
        given = [fact.value for need in self.decision.needs for fact in need.facts if fact.value is not None]
        return round(sum(given, Decimal(0)) / len(given), 2) if given else None

    @property
    def steps(self) -> list[tuple[str, str]]:
        """All stages, each done, now or still to come."""
        now = self.trajectory.stage
        state = {True: "done", False: "next"}
        return [
            (str(stage.label), "now" if stage == now + 1 else state[stage <= now])
            for stage in Stage
            if stage != Stage.APPLIED
        ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A trajectory that waits for somebody's signature, and as what they may sign."""

    road: Road
    capacities: tuple[Capacity, ...]

    @property
    def shows_evidence(self) -> bool:
        """Whether they judge quality; who confirms time and mandate does not."""
        return bool(set(self.capacities) - {Capacity.TIME, Capacity.MANDATE})


def trajectories_visible_to(person: User) -> QuerySet[Trajectory]:
    """One's own, those of one's group for who the table gives sight of stages, and those that an educator may assess.

    Where stages are not shown to manager and lead yet, they see who asks for a signature and nobody else.
    """
    visible = Q(person=person) | Q(municipality__in=where_training_others(person))
    standing = standing_of(person)
    closed = closed_to(standing)
    for municipality in standing.municipalities:
        found = reach_into(standing, municipality, DataKind.STAGE)
        if found is not None:
            reach = found[0]
            group = people_in(municipality, teams=None if reach.covers_all else reach.team_ids)
            in_reach = Q() if reach.covers_all else Q(person__in=group)
            asked = Q(agreed_on__isnull=False) if municipality in closed else Q()
            visible |= Q(municipality=municipality) & in_reach & asked
    return Trajectory.objects.filter(visible).select_related("person", "municipality", "trainer")


def candidates_of(person: User, municipality: Municipality, reach: Reach) -> QuerySet[Trajectory]:
    """The trajectories of others in somebody's group in one municipality, by name and core task."""
    others = trajectories_visible_to(person).exclude(person=person).filter(left_on=None)
    if not reach.covers_all:
        others = others.filter(person__in=people_in(municipality, teams=reach.team_ids))
    return others.filter(municipality=municipality).order_by(*BY_NAME)


def signatures_of(person: User, municipality: Municipality, reach: Reach) -> QuerySet[SignOff]:
    """Who signed for others in somebody's group, also for who left since, by name, core task and moment."""
    roads = trajectories_visible_to(person).exclude(person=person).filter(municipality=municipality)
    if not reach.covers_all:
        roads = roads.filter(person__in=people_in(municipality, teams=reach.team_ids))
    found = SignOff.objects.filter(trajectory__in=roads).order_by(
        *(f"trajectory__{name}" for name in BY_NAME), "signed_at", "pk"
    )
    return found.select_related("trajectory__person", "signer", "revocation__person")


def closed_to(standing: Standing) -> list[Municipality]:
    """Where somebody manages or leads and stages are not shown before the works council agreed and a DPIA was done. One query."""
    watched = [
        each
        for each in standing.municipalities
        if not standing.has(Role.TRAINER, each.pk)
        and (standing.has(Role.MANAGER, each.pk) or standing.has(Role.LEAD, each.pk))
    ]
    if not watched:
        return []
    done = Takeover.objects.filter(municipality__in=watched, dpia_done_on__isnull=False)
    settled = set(done.values_list("municipality_id", flat=True))
    return [each for each in watched if each.works_council_agreed_on is None or each.pk not in settled]


def sees_evidence(person: User, trajectory: Trajectory) -> bool:
    """Whether somebody sees more than the stage."""
    if trajectory.municipality_id in where_training_others(person):
        return True
    return bool(
        can_see(person, trajectory.person, DataKind.STAGE_EVIDENCE, municipality=trajectory.municipality)
        or _is_trainer_there(person, trajectory)
    )


def _is_trainer_there(person: User, trajectory: Trajectory) -> bool:
    """A trainer also sees the evidence of who does not learn there any more."""
    return "trainer" in roles_towards(person, trajectory)


def own_roads(person: User, municipality: Municipality, *, today: date) -> list[Road]:
    """Somebody's own trajectories in a municipality. Seven queries, whatever their number."""
    mine = Trajectory.objects.filter(person=person, municipality=municipality)
    return roads_of(
        mine.select_related("person", "municipality", "trainer").order_by("core_task"), today=today
    )


def roads_of(trajectories: Iterable[Trajectory], *, today: date) -> list[Road]:
    """Trajectories with what is decided about them. A fixed number of queries."""
    rows, terms = list(trajectories), terms_now()
    decisions = decisions_about(rows, as_of=today, terms=terms)
    pauses = pauses_in({(row.person_id, row.municipality_id) for row in rows})
    titles = _titles(decisions.values())
    roads = []
    for row in rows:
        decision = decisions[row.pk]
        months = terms.months.get(row.stage)
        expected = target_of(row, pauses[row.person_id, row.municipality_id], as_of=today, terms=terms)
        roads.append(
            Road(
                trajectory=row,
                decision=decision,
                lines=tuple(_line(need, titles) for need in decision.needs),
                why=tuple(sentence_of(each) for each in decision.why),
                setbacks=tuple(sentence_of(each) for each in decision.setbacks),
                expected_on=expected,
                valid_until=add_months(row.since, months) if months else None,
                is_late=expected is not None and expected < today,
            )
        )
    return roads


def open_signatures(person: User, *, today: date) -> list[Waiting]:
    """What waits for somebody's signature, in all their municipalities, the oldest first. A fixed number of queries."""
    agreed = trajectories_visible_to(person).filter(agreed_on__isnull=False, left_on=None)
    roads = roads_of(agreed.exclude(person=person).order_by("agreed_on", "pk"), today=today)
    roads = [road for road in roads if road.waits_for_signatures]
    signers = signers_of(person, [road.trajectory for road in roads])
    found = [Waiting(road, _capacities(road, signers[road.trajectory.pk])) for road in roads]
    return [each for each in found if each.capacities]


def sign_offs_of(trajectory: Trajectory) -> list[SignOff]:
    """Every signature, the latest first, with whether it was taken back. One query."""
    rows = SignOff.objects.filter(trajectory=trajectory).select_related("signer", "revocation")
    return list(rows.order_by("-signed_at", "-pk"))


def refusals_of(trajectory: Trajectory) -> list[Refusal]:
    """What was sent back, with the objection and the answer. One query."""
    rows = Refusal.objects.filter(trajectory=trajectory)
    return list(rows.select_related("person", "contest__answer__person", "trajectory"))


def changes_of(trajectory: Trajectory) -> list[StageChange]:
    """Every change of stage, the latest first. One query."""
    rows = StageChange.objects.filter(trajectory=trajectory).select_related("decided_by")
    return list(rows.order_by("-entry"))


def guides_on(trajectory: Trajectory) -> list[Guide]:
    """Who guides or guided a candidate on this road, the first one first. One query."""
    rows = Guide.objects.filter(trajectory=trajectory).select_related("person")
    return list(rows.order_by("since", "pk"))


def pause_now(person: User, municipality: Municipality) -> Pause | None:
    """The pause of somebody that goes on. One query."""
    return Pause.objects.filter(person=person, municipality=municipality, ends_on=None).first()


def _capacities(road: Road, signer: object) -> tuple[Capacity, ...]:
    decision = road.decision
    if decision.next_stage is None:
        return ()
    return capacities_for(signer, stage=decision.next_stage, seats=decision.seats)  # type: ignore[arg-type]


def _line(need: Need, titles: dict[str, str]) -> NeedLine:
    asked = need.requirement
    return NeedLine(
        label=str(EvidenceKind(asked.kind).label),
        sentence=sentence_of(reason_of(need)),
        have=len(need.facts),
        asked=asked.times,
        facts=tuple((fact, titles.get(fact.key, "")) for fact in need.facts),
    )


def _titles(decisions: Iterable[Decision]) -> dict[str, str]:
    keys = {fact.key for decision in decisions for need in decision.needs for fact in need.facts}
    rows: Sequence[tuple[object, str]] = list(Record.objects.filter(pk__in=keys).values_list("pk", "title"))
    return {str(key): title for key, title in rows}
