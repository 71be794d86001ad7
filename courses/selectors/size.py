"""How large the published curriculum is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from courses.models import LessonText
from courses.selectors.curriculum import curriculum


@dataclass(frozen=True, slots=True)
class Size:
    """Modules, lessons and the words in those lessons."""

    modules: int
    lessons: int
    words: int


def curriculum_size() -> Size:
    """What is published now. One query."""
    modules = [module for path in curriculum().paths for module in path.modules]
    lessons = [lesson.pk for module in modules for lesson in module.lessons]
    words = LessonText.objects.filter(lesson_id__in=lessons).aggregate(words=Sum("words"))["words"]
    return Size(len(modules), len(lessons), words or 0)
