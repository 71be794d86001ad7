"""Reads about learners: who follows what, how far they are, what they wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from core.compiled import Given, OneOf
from courses.models import Enrolment, LessonProgress, Note
from courses.rules.learner import Journey, Progress, journey
from courses.selectors.curriculum import curriculum
from people.api import CompiledWithin, everywhere, people_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Page

    from courses.rules.outline import Module, Path
    from people.api import Reach, Standing
    from people.models import Municipality, User


@dataclass(frozen=True, slots=True)
class Following:
    """That somebody follows a path: an enrolment as far as a page needs it."""

    pk: int
    path_id: int
    enrolled_at: datetime
    deadline: date | None


@dataclass(frozen=True)
class Learner:
    """Somebody who reads the curriculum now: who, for which municipality, and what they follow there."""

    person: User | None = None
    municipality: Municipality | None = None
    enrolments: tuple[Following, ...] = ()

    def follows(self, path: Path) -> bool:
        """Whether what they do on a path is kept."""
        return any(enrolment.path_id == path.pk for enrolment in self.enrolments)

    def enrolment_for(self, path: Path) -> Following | None:
        """Their enrolment on a path."""
        return next((e for e in self.enrolments if e.path_id == path.pk), None)


VISITOR = Learner()
# What every page of a learner asks (ADR 0014).
_FOLLOWING = CompiledWithin(
    lambda: (
        Enrolment.objects.filter(person_id=Given("person_id"), ended_at__isnull=True)
        .order_by("enrolled_at")
        .values_list("pk", "path_id", "enrolled_at", "deadline")
    )
)
_PROGRESS = CompiledWithin(
    lambda: LessonProgress.objects.filter(
        OneOf("lesson_id", Given("lesson_ids")), person_id=Given("person_id")
    ).values_list("lesson_id", "done_keys", "completed_at", "anchor", "seen_at")
)
_NOTES = CompiledWithin(
    lambda: (
        Note.objects.filter(person_id=Given("person_id"), lesson_id=Given("lesson_id"))
        .order_by()
        .values_list("key", "text")
    )
)


def learner_of(person: User, municipality: Municipality | None) -> Learner:
    """Who somebody is as a learner in a municipality. One query."""
    if municipality is None:
        return Learner(person)
    rows = _FOLLOWING.ask(person_id=person.pk, municipality_id=municipality.pk)
    return Learner(person, municipality, tuple(Following(*row) for row in rows))


def learner_on(enrolment: Enrolment) -> Learner:
    """The person of one enrolment as a learner."""
    following = Following(enrolment.pk, enrolment.path_id, enrolment.enrolled_at, enrolment.deadline)
    return Learner(enrolment.person, enrolment.municipality, (following,))


def paths_visible_to(standing: Standing) -> tuple[Path, ...]:
    """The paths that somebody may know about: the shared ones, and their municipalities' own."""
    own = set(standing.municipality_ids)
    return tuple(p for p in curriculum().paths if p.municipality_id is None or p.municipality_id in own)


def progress_of(learner: Learner, path: Path) -> dict[int, Progress]:
    """What a learner did in each lesson of a path. One query, or none for somebody who does not follow it."""
    if learner.person is None or learner.municipality is None or not learner.follows(path):
        return {}
    rows = _PROGRESS.ask(
        person_id=learner.person.pk, municipality_id=learner.municipality.pk, lesson_ids=list(path.order)
    )
    return {
        lesson_id: Progress(frozenset(done_keys), completed_at, anchor, seen_at)
        for lesson_id, done_keys, completed_at, anchor, seen_at in rows
    }


def journey_of(learner: Learner, path: Path) -> Journey:
    """Where a learner stands on a path. One query."""
    return journey(path, progress_of(learner, path))


def journey_around(learner: Learner, path: Path, module: Module) -> Journey:
    """Where a learner stands in one module: the whole path only when something there is closed until later."""
    if module.is_locked or any(lesson.is_locked for lesson in module.lessons):
        return journey_of(learner, path)
    return journey_of(learner, replace(path, modules=(module,)))


def notes_of(learner: Learner, lesson_id: int) -> dict[UUID, str]:
    """What a learner wrote at the places of a lesson. One query."""
    if learner.person is None or learner.municipality is None:
        return {}
    return dict(
        _NOTES.ask(person_id=learner.person.pk, municipality_id=learner.municipality.pk, lesson_id=lesson_id)
    )


def is_followed(pages: Iterable[Page]) -> bool:
    """Whether anybody was ever enrolled on one of these pages, or on what stands below."""
    below = Q()
    for page in pages:
        below |= Q(path__path__startswith=page.path)
    with everywhere():
        return bool(below) and Enrolment.objects.filter(below).exists()


def all_notes_of(person: User) -> QuerySet[Note]:
    """Everything a person wrote for themselves, the latest first."""
    return Note.objects.filter(~Q(text=""), person=person).select_related("lesson")


def enrolments_in(municipality: Municipality, reach: Reach) -> QuerySet[Enrolment]:
    """Who follows what now, of the people in reach, by name; their team is the one they belong to today."""
    people = people_in(municipality, teams=None if reach.covers_all else reach.team_ids)
    rows = Enrolment.objects.filter(municipality=municipality, ended_at__isnull=True, person__in=people)
    return rows.select_related("person", "path", "team").order_by(
        "person__last_name", "person__first_name", "pk"
    )
