"""Where lessons refer to work elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.choices import PartKind
from courses.models import LessonPage
from courses.selectors.reach import reach_of

if TYPE_CHECKING:
    from people.models import User


def lessons_with_case(code: str, person: User) -> list[tuple[str, str, str]]:
    """The published lessons with a place for a case, as far as somebody may know about them: kind, title, address."""
    lessons = LessonPage.objects.live().filter(parts__kind=PartKind.CASE, parts__reference=code).distinct()
    within_reach = reach_of(person).pages(lessons.order_by("path"))
    return [(_("Lesson"), f"{page.code}: {page.title}", page.url or "") for page in within_reach]
