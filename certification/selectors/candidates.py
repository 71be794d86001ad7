"""What is known of a candidate: what they showed, how far they are, and when they may do the proeve again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from certification.choices import Result
from certification.models import ProeveDecision
from certification.rules import entry
from progression import api as progression

if TYPE_CHECKING:
    from datetime import date

    from certification.choices import Cluster, EntryNeed
    from certification.models import ProficiencyAssessment
    from people.models import Municipality, User

CORE_TASKS = {code: frozenset(tasks) for code, tasks in progression.CLUSTERS}


def missing_for(
    person: User, municipality: Municipality, cluster: Cluster | str, *, as_of: date, **said: bool
) -> tuple[EntryNeed, ...]:
    """What somebody still needs for the proeve in a cluster. Two queries."""
    shown = {fact.kind for fact in progression.facts_of(person, municipality) if fact.on <= as_of}
    candidate = entry.Candidate(
        shown=shown,
        stages=progression.stages_of(person, municipality),
        core_tasks=CORE_TASKS[cluster],
        **said,
    )
    return entry.missing(candidate)


def missing_of(proeve: ProficiencyAssessment, *, as_of: date) -> tuple[EntryNeed, ...]:
    """What is still missing for a proeve that was asked for. Two queries."""
    return missing_for(
        proeve.candidate,
        proeve.municipality,
        proeve.cluster,
        as_of=as_of,
        says_ready=bool(proeve.readiness),
        has_mandate=proeve.mandated_at is not None,
    )


def retake_for(person: User, municipality: Municipality, cluster: Cluster | str) -> entry.Retake:
    """The terms for somebody's next proeve in a cluster. One query."""
    return entry.retake(days_of_not_yet(person, municipality, cluster))


def days_of_not_yet(person: User, municipality: Municipality, cluster: Cluster | str) -> list[date]:
    """The days on which it was "not yet" since the last time it was "proficient". One query."""
    decisions = ProeveDecision.objects.filter(
        proeve__candidate=person, municipality=municipality, proeve__cluster=cluster
    )
    days: list[date] = []
    for result, day in decisions.order_by("decided_at").values_list("result", "decided_on"):
        if result == Result.PROFICIENT:
            days = []
        elif result == Result.NOT_YET:
            days.append(day)
    return days
