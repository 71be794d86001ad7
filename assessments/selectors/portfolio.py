"""Reads of somebody's own cases and portfolio: what is in it, and what is missing per core task."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, Value
from django.utils.translation import gettext as _

from assessments.choices import CountsFor, EvidenceKind, FrameField, ObservationState
from assessments.models import Attempt, EvidenceItem, Observation, PracticeCase, Reflection, Share
from assessments.rules.portfolio import CoreTaskStanding, standing
from core.compiled import Compiled, Given
from people.api import everywhere
from progression.choices import CoreTask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from assessments.rules.portfolio import Missing
    from people.models import User


@dataclass(frozen=True, slots=True)
class CoreTaskPart:
    """The part of a portfolio about one core task: the evidence, and how far it is."""

    core_task: CoreTask
    evidence: tuple[EvidenceItem, ...]
    standing: CoreTaskStanding


@dataclass(frozen=True, slots=True)
class OwnWorkCounts:
    """How much somebody, or everybody, made."""

    reflections: int
    finished_reflections: int
    practice_cases: int
    evidence_items: int


def cases_of(person: User) -> QuerySet[PracticeCase]:
    """Somebody's own cases, also of a municipality that they have left; with how they are shared."""
    with everywhere():
        cases: QuerySet[PracticeCase] = PracticeCase.objects.filter(person=person)
        shares = Share.objects.filter(person=person)
    return cases.select_related("municipality").prefetch_related(Prefetch("shares", shares))


def frame_and_answers(case: PracticeCase) -> list[tuple[str, str]]:
    """The fields of a frame that somebody filled in."""
    return [(str(field.label), case.frame[field]) for field in FrameField if case.frame.get(field)]


def evidence_of(person: User) -> QuerySet[EvidenceItem]:
    """Everything in somebody's own portfolio; with what it holds and how that is shared."""
    with everywhere():
        evidence: QuerySet[EvidenceItem] = EvidenceItem.objects.filter(person=person)
        shares = Share.objects.filter(person=person)
    return evidence.select_related(
        "reflection", "case", "observation", "attempt", "municipality"
    ).prefetch_related(
        Prefetch("shares", shares),
        Prefetch("reflection__shares", shares),
        Prefetch("case__shares", shares),
    )


def observations_for(person: User) -> QuerySet[Observation]:
    """The observations of somebody that were handed to them, to put in a portfolio."""
    with everywhere():
        observations: QuerySet[Observation] = Observation.objects.filter(
            candidate=person, handed_over_at__isnull=False
        )
    return observations.exclude(state=ObservationState.SUPERSEDED)


def passed_tests_of(person: User) -> QuerySet[Attempt]:
    """The tests that somebody passed and that count, to put in a portfolio."""
    with everywhere():
        attempts: QuerySet[Attempt] = Attempt.objects.filter(person=person, is_passed=True)
    return attempts.exclude(terms__counts_for=CountsFor.LEARNING)


def title_of(subject: Reflection | PracticeCase | Observation | Attempt) -> str:
    """What somebody recognises their own work by."""
    if isinstance(subject, Observation):
        return subject.activity
    return subject.title if isinstance(subject, Attempt) else str(subject)


def core_task_parts(evidence: Iterable[EvidenceItem]) -> list[CoreTaskPart]:
    """Evidence per core task, with what each still asks; of a reflection only a finished one counts."""
    per_task: dict[CoreTask, list[EvidenceItem]] = defaultdict(list)
    for piece in evidence:
        per_task[CoreTask(piece.core_task)].append(piece)
    return [
        CoreTaskPart(task, tuple(per_task[task]), standing(task, _counting(per_task[task])))
        for task in CoreTask
    ]


def why_not_complete_yet(part: CoreTaskStanding) -> str:
    """One sentence on what a core task still asks; empty when nothing is missing."""
    wanted = [_wanted(missing) for missing in part.missing]
    if not wanted:
        return ""
    if len(wanted) == 1:
        return _("Still missing: %(what)s.") % {"what": wanted[0]}
    return _("Still missing: %(first)s and %(last)s.") % {
        "first": ", ".join(wanted[:-1]),
        "last": wanted[-1],
    }


def own_work_counts(person: User | None = None) -> OwnWorkCounts:
    """How much was made, by somebody or by everybody. One query."""
    found = dict(_numbers(Q()) if person is None else _NUMBERS_OF_ONE.ask(person_id=person.pk))
    return OwnWorkCounts(**{field.name: found.get(field.name, 0) for field in fields(OwnWorkCounts)})


def _numbers(whose: Q) -> QuerySet[Any, tuple[str, int]]:
    finished = whose & Q(finished_at__isnull=False)
    with everywhere():
        rows = _number("reflections", Reflection.objects.filter(whose)).union(
            _number("finished_reflections", Reflection.objects.filter(finished)),
            _number("practice_cases", PracticeCase.objects.filter(whose)),
            _number("evidence_items", EvidenceItem.objects.filter(whose)),
        )
    return rows.values_list("what", "number")


# Every look at one's own page asks (ADR 0014).
_NUMBERS_OF_ONE = Compiled(lambda: _numbers(Q(person_id=Given("person_id"))))


def _number(what: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values(what=Value(what)).annotate(number=Count("pk"))


def _counting(evidence: Iterable[EvidenceItem]) -> list[EvidenceKind]:
    return [
        EvidenceKind(piece.kind)
        for piece in evidence
        if piece.reflection is None or piece.reflection.finished_at is not None
    ]


def _wanted(missing: Missing) -> str:
    """How many of which kinds: "1 reflectie", "2 van: eigen bestand of eigen casus"."""
    kinds = [str(kind.label).lower() for kind in missing.kinds]
    names = (
        kinds[0]
        if len(kinds) == 1
        else _("%(first)s or %(last)s") % {"first": ", ".join(kinds[:-1]), "last": kinds[-1]}
    )
    return _("%(number)s × %(kind)s") % {"number": missing.times, "kind": names}
