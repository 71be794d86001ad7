"""Reads of trajectories: what was told, what was signed, what is decided. For many at once in as many queries as for one."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.timezone import localdate

from core.compiled import Compiled, Given
from people.api import CompiledWithin, everywhere
from progression.choices import Span
from progression.models import Pause, Refusal, SignOff, StageRequirement, StageTerm, Trajectory
from progression.rules import clocks
from progression.rules.evidence import CLUSTERS, USUAL_TERMS, Requirement, Signed, Subject, Terms, fell_away
from progression.rules.signing import Signature
from progression.rules.stages import Standing, decide
from progression.rules.telling import BY_ACTIVITY, BY_KIND, Told, facts_from
from records.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from people.models import Municipality, User
    from progression.rules.evidence import Fact
    from progression.rules.stages import Decision
    from records.api import Statement

CLUSTER_OF = {task: frozenset(tasks) for _, tasks in CLUSTERS for task in tasks}
Whose = tuple[int, int]  # person, municipality


def facts_of(person: User, municipality: Municipality) -> list[Fact]:
    """Everything the ledger tells about a person that can count. One query."""
    rows = _OF_ONE.ask(person_id=person.pk, municipality_id=municipality.pk)
    return [fact for _, _, *told in rows for fact in facts_from(_as_told(*told))]


def facts_about(trajectory: Trajectory) -> list[Fact]:
    """Everything that can count for who is on this road, without what was refused. Two queries."""
    refused = refused_facts(trajectory)
    return [each for each in facts_of(trajectory.person, trajectory.municipality) if each.key not in refused]


def counts_for_a_stage(statements: Iterable[Statement]) -> bool:
    """Whether any of these facts can count for a stage. No queries."""
    return any(fact for statement in statements for fact in facts_from(_told(statement)))


def requirements() -> list[Requirement]:
    """What the stages ask. One query."""
    return [Requirement(*row) for row in _REQUIREMENTS.ask()]


def terms_now() -> Terms:
    """How long stages take and hold, as an administrator set it; what is not in the table has no term. One query."""
    rows = list(_TERMS.ask())
    if not rows:
        return USUAL_TERMS
    return Terms(
        weeks={stage: weeks for stage, weeks, _months in rows if weeks is not None},
        months={stage: months for stage, _weeks, months in rows if months is not None},
    )


def signatures_for(trajectory: Trajectory) -> tuple[Signature, ...]:
    """The signatures for the next stage that were not taken back. One query."""
    return signatures_in([trajectory])[trajectory.pk]


def signatures_in(roads: Sequence[Trajectory]) -> Mapping[int, tuple[Signature, ...]]:
    """The same for many trajectories. One query."""
    found: dict[int, tuple[Signature, ...]] = defaultdict(tuple)
    entry = {road.pk: road.entry for road in roads}
    rows = SignOff.objects.filter(trajectory__in=entry, revocation__isnull=True)
    for road, number, capacity, signer, on in rows.values_list(
        "trajectory_id", "entry", "capacity", "signer_id", "signed_on"
    ):
        if number == entry[road]:
            found[road] += (Signature(capacity, signer, on),)
    return found


def refused_facts(trajectory: Trajectory) -> set[str]:
    """The facts that somebody does not take for good, unless an answer to an objection says otherwise. One query."""
    return _refused([trajectory])[trajectory.pk]


def decision_about(trajectory: Trajectory, *, as_of: date) -> Decision:
    """Where somebody stands, what is missing and why. Six queries, seven when something of theirs was taken back."""
    return decisions_about([trajectory], as_of=as_of)[trajectory.pk]


def decisions_about(
    roads: Sequence[Trajectory], *, as_of: date, terms: Terms | None = None
) -> dict[int, Decision]:
    """The same for many trajectories. At most seven queries, whatever their number; who knows the terms saves one."""
    whose = {(road.person_id, road.municipality_id) for road in roads}
    facts, refused, signatures = _facts(whose), _refused(roads), signatures_in(roads)
    pauses, asked, entered_on = pauses_in(whose), requirements(), _entered_on(roads)
    terms = terms_now() if terms is None else terms
    found = {}
    for road in roads:
        told = facts[road.person_id, road.municipality_id]
        paused = pauses[road.person_id, road.municipality_id]
        subject = Subject(road.core_task, CLUSTER_OF[road.core_task], paused)
        standing = Standing(
            stage=road.stage,
            since=road.since,
            subject=subject,
            agreed=road.agreed_on is not None,
            signatures=signatures[road.pk],
            has_left=road.left_on is not None,
            fell_away=fell_away(entered_on.get(road.pk, ()), told, subject, since=road.since),
        )
        counting = [fact for fact in told if fact.key not in refused[road.pk]]
        found[road.pk] = decide(standing, facts=counting, requirements=asked, as_of=as_of, terms=terms)
    return found


def _entered_on(roads: Sequence[Trajectory]) -> dict[int, tuple[Signed, ...]]:
    """What the stages of those were entered on of whom something was taken back since. At most two queries."""
    taken = Record.objects.filter(person__in={road.person_id for road in roads}, revokes__isnull=False)
    shaken = set(taken.values_list("person_id", "municipality_id"))
    last = {road.pk: road.entry - 1 for road in roads if (road.person_id, road.municipality_id) in shaken}
    if not last:
        return {}
    rows = SignOff.objects.filter(trajectory__in=last, revocation__isnull=True)
    return {
        road: tuple(_signed(stage, need) for need in evidence.get("needs", ()))
        for road, entry, stage, evidence in rows.values_list("trajectory_id", "entry", "stage", "evidence")
        if entry == last[road]
    }


def _signed(stage: int, need: Mapping[str, Any]) -> Signed:
    at_least = None if need["at_least"] is None else Decimal(need["at_least"])
    # Older signatures do not say it; then something is gone only when it is gone however wide one looks.
    span = need.get("span", Span.PERSON)
    asked = Requirement(stage, need["kind"], need["times"], at_least, need["within_months"], span)
    return Signed(asked, frozenset(key for key, *_ in need["facts"]))


def pauses_in(whose: Iterable[Whose]) -> Mapping[Whose, tuple[clocks.Pause, ...]]:
    """When the clocks of some people stood still. One query."""
    found: dict[Whose, tuple[clocks.Pause, ...]] = defaultdict(tuple)
    rows = Pause.objects.filter(person__in={person for person, _ in whose}).order_by("begins_on")
    for person, municipality, begins, ends in rows.values_list(
        "person_id", "municipality_id", "begins_on", "ends_on"
    ):
        found[person, municipality] += (clocks.Pause(begins, ends),)
    return found


def target_of(road: Trajectory, pauses: Iterable[clocks.Pause], *, as_of: date, terms: Terms) -> date | None:
    """By when somebody would be in the next stage; none where nothing follows by a date. No queries."""
    weeks = terms.weeks.get(road.stage)
    if weeks is None:
        return None
    agreed = None
    if road.target_on is not None and road.target_set_on is not None:
        agreed = clocks.NewDate(road.target_on, road.target_set_on)
    return clocks.target_date(road.since, weeks=weeks, pauses=pauses, as_of=as_of, agreed=agreed)


def trajectories_of(person: User) -> list[Trajectory]:
    """A person's own trajectories, in the order of the core tasks. One query."""
    return list(Trajectory.objects.filter(person=person).order_by("core_task"))


def waiting_trajectory_ids() -> list[int]:
    """Trajectories that something happened to and that were not evaluated since."""
    with everywhere():
        return list(Trajectory.objects.filter(needs_evaluation=True).values_list("pk", flat=True))


def waiting_in(municipality: Municipality) -> list[int]:
    """Those of one municipality. One query."""
    waiting = Trajectory.objects.filter(municipality=municipality, needs_evaluation=True)
    return list(waiting.values_list("pk", flat=True))


def all_trajectory_ids() -> list[int]:
    """Every trajectory of the installation."""
    with everywhere():
        return list(Trajectory.objects.order_by("pk").values_list("pk", flat=True))


def _facts(whose: Iterable[Whose]) -> Mapping[Whose, list[Fact]]:
    found: dict[Whose, list[Fact]] = defaultdict(list)
    rows = _that_can_count().filter(
        person__in={person for person, _ in whose},
        municipality__in={municipality for _, municipality in whose},
    )
    for person, municipality, *told in rows:
        found[person, municipality].extend(facts_from(_as_told(*told)))
    return found


def _that_can_count() -> QuerySet[Record, tuple[Any, ...]]:
    """Whose it is, and what is told: lessons and tests only by the few names that a stage asks for."""
    by_name = Q(activity__in=sorted({activity for _, activity in BY_ACTIVITY}))
    rows = Record.objects.filter(by_name | Q(activity_kind__in=BY_KIND)).in_force()
    return rows.values_list(
        "person_id",
        "municipality_id",
        "pk",
        "verb",
        "activity_kind",
        "activity",
        "occurred_at",
        "shows",
        "result",
        "context",
    )


# The page that every learner opens asks it (ADR 0014).
_REQUIREMENTS = Compiled(
    lambda: StageRequirement.objects.values_list(
        "stage", "kind", "times", "at_least", "within_months", "span"
    )
)
_TERMS = Compiled(lambda: StageTerm.objects.values_list("stage", "weeks", "months"))
_OF_ONE = CompiledWithin(lambda: _that_can_count().filter(person_id=Given("person_id")))


def _as_told(key: UUID, verb: str, kind: str, activity: str, at: datetime, *what: Any) -> Told:
    return Told(str(key), verb, kind, activity, localdate(at), *what)


def _refused(roads: Iterable[Trajectory]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Refusal.objects.filter(trajectory__in=[road.pk for road in roads]).exclude(fact="")
    for road, fact in rows.exclude(contest__answer__stands=False).values_list("trajectory_id", "fact"):
        found[road].add(fact)
    return found


def _told(stated: Statement) -> Told:
    return Told(
        key="",
        verb=stated.verb,
        activity_kind=stated.activity_kind,
        activity=stated.activity,
        on=localdate(stated.occurred_at),
        shows=stated.shows,
        result=stated.result,
        context=stated.context,
    )
