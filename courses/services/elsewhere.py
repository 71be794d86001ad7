"""Parts of lessons that are done elsewhere, such as a test or a case: they follow what was done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import LessonProgress
from courses.selectors.places import finished_work
from courses.services.learning import complete_part

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from courses.models import Enrolment
    from courses.rules.outline import Path, Work
    from people.models import Municipality, User


def complete_parts_of(
    *,
    person: User,
    municipality: Municipality,
    enrolment_id: int,
    path: Path,
    works: Collection[Work],
    now: datetime,
) -> None:
    """Complete every part of a path that is done with one of these."""
    for lesson, part in (pair for work in works for pair in path.done_elsewhere.get(work, ())):
        complete_part(
            person=person,
            municipality=municipality,
            enrolment_id=enrolment_id,
            lesson=lesson,
            part=part,
            now=now,
            is_here=False,
        )


def complete_what_was_done_before(enrolment: Enrolment, path: Path, *, now: datetime) -> None:
    """Complete the parts that somebody did elsewhere before they followed this path, or before it asked them."""
    parts = [pair for pairs in path.done_elsewhere.values() for pair in pairs]
    if not parts:
        return
    rows = LessonProgress.objects.filter(
        person_id=enrolment.person_id,
        municipality_id=enrolment.municipality_id,
        lesson_id__in={lesson.pk for lesson, _ in parts},
    )
    done = {key for keys in rows.values_list("done_keys", flat=True) for key in keys}
    open_work = {(part.kind, part.reference) for _, part in parts if part.key not in done}
    if open_work:
        person, municipality = enrolment.person, enrolment.municipality
        complete_parts_of(
            person=person,
            municipality=municipality,
            enrolment_id=enrolment.pk,
            path=path,
            works=finished_work(person, municipality, open_work),
            now=now,
        )
