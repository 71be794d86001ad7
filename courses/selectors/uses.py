"""Where lessons refer to work elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.drafts import drafted_blocks, edit_address
from courses.blocks import exercise_in
from courses.choices import PartKind
from courses.models import LessonPage, LessonPart
from courses.selectors.reach import reach_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from people.models import User


def lessons_with_cases(codes: Collection[str], person: User) -> list[tuple[str, str, str, str]]:
    """The published lessons with a place for one of these cases, as far as somebody may know about them.

    Each as the code of the case, kind, title and address; a fixed number of queries, whatever their number.
    """
    return _lessons_with(PartKind.CASE, codes, person)


def lessons_with_exercises(exercises: Mapping[int, str], person: User) -> list[tuple[str, str, str, str]]:
    """The same for interactive exercises, of which the codes stand by number, and also for drafts of lessons.

    Lessons that somebody may not know about come without name and address.
    """
    codes = exercises.values()
    known = _lessons_with(PartKind.H5P, codes, person)
    places = LessonPart.objects.filter(kind=PartKind.H5P, reference__in=codes, lesson__live=True)
    on_line = set(places.values_list("reference", "lesson_id").distinct())
    strange = [("", _("Lesson"), _("of another municipality"), "")] * (len(on_line) - len(known))
    return [*known, *strange, *_drafts(drafts_with_exercises(exercises) - on_line, person)]


def drafts_with_exercises(exercises: Mapping[int, str]) -> set[tuple[str, int]]:
    """The drafts of lessons with one of these exercises: its code, and the page. Two queries."""
    codes: dict[Any, str] = {**exercises, **{code: code for code in exercises.values()}}
    found = ((exercise_in(block), pk) for pk, block in drafted_blocks(LessonPage, "body"))
    return {(codes[exercise], pk) for exercise, pk in found if exercise in codes}


def _drafts(places: set[tuple[str, int]], person: User) -> list[tuple[str, str, str, str]]:
    pages = LessonPage.objects.filter(pk__in={pk for _code, pk in places})
    known = {page.pk: page for page in reach_of(person).pages(pages)}
    kind = _("Draft of a lesson")
    return [
        (code, kind, f"{known[pk].code}: {known[pk].draft_title}", edit_address(known[pk], person))
        if pk in known
        else ("", kind, _("of another municipality"), "")
        for code, pk in sorted(places)
    ]


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
