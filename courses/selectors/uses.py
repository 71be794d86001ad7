"""Where lessons refer to work elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.choices import PartKind
from courses.models import LessonPage, LessonPart
from courses.selectors.reach import reach_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import User


def lessons_with_cases(codes: Collection[str], person: User) -> list[tuple[str, str, str, str]]:
    """The published lessons with a place for one of these cases, as far as somebody may know about them.

    Each as the code of the case, kind, title and address; a fixed number of queries, whatever their number.
    """
    return _lessons_with(PartKind.CASE, codes, person)


def lessons_with_exercises(codes: Collection[str], person: User) -> list[tuple[str, str, str, str]]:
    """The same for interactive exercises, and also lessons that somebody may not know about: those without name and address."""
    known = _lessons_with(PartKind.H5P, codes, person)
    places = LessonPart.objects.filter(kind=PartKind.H5P, reference__in=codes, lesson__live=True)
    number = places.values("reference", "lesson_id").distinct().count() - len(known)
    return [*known, *[("", _("Lesson"), _("of another municipality"), "")] * number]


def _lessons_with(kind: PartKind, codes: Collection[str], person: User) -> list[tuple[str, str, str, str]]:
    places = LessonPart.objects.filter(kind=kind, reference__in=codes).order_by("lesson__path")
    pairs = list(places.values_list("reference", "lesson_id").distinct())
    lessons = LessonPage.objects.live().filter(pk__in={lesson for _code, lesson in pairs})
    known = {page.pk: page for page in reach_of(person).pages(lessons)}
    return [
        (code, _("Lesson"), f"{known[pk].code}: {known[pk].title}", known[pk].url or "")
        for code, pk in pairs
        if pk in known
    ]
