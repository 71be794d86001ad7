"""Parts of lessons that are done elsewhere, such as a test: they follow what was done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.api import finished_codes
from courses.models import LessonProgress
from courses.services.learning import complete_part

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from courses.models import Enrolment
    from courses.rules.outline import Path
    from people.models import Municipality, User


def complete_parts_of(
    *,
    person: User,
    municipality: Municipality,
    enrolment_id: int,
    path: Path,
    codes: Collection[str],
    now: datetime,
) -> None:
    """Complete every part of a path that is done with one of these."""
    for lesson, part in (pair for code in codes for pair in path.done_elsewhere.get(code, ())):
        complete_part(
            person=person,
            municipality=municipality,
            enrolment_id=enrolment_id,
            lesson=lesson,
            part=part,
            now=now,
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
    open_codes = {part.reference for _, part in parts if part.key not in done}
    if open_codes:
        person, municipality = enrolment.person, enrolment.municipality
        complete_parts_of(
            person=person,
            municipality=municipality,
            enrolment_id=enrolment.pk,
            path=path,
            codes=sorted(finished_codes(person=person, municipality=municipality, codes=open_codes)),
            now=now,
        )
