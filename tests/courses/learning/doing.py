"""What a learner does in a lesson, in a line each."""

from __future__ import annotations

from django.utils import timezone

from courses import api
from tests.factories import courses as content
from tests.factories.enrolments import learner_with


def path_page(lesson_page):
    return lesson_page.get_parent().get_parent().specific


def do(enrolment, lesson_page, *parts, now=None):
    """Do some parts, or everything that is required, as the site would."""
    path = content.published(path_page(lesson_page))
    lesson = content.lesson_of(path, lesson_page)
    standing = None
    for part in parts or [part for part in lesson.parts if part.is_required]:
        standing = api.complete_part(
            learner=learner_with(enrolment), path=path, lesson=lesson, part=part, now=now or timezone.now()
        )
    return standing


def parts_of(lesson_page):
    return content.lesson_of(content.published(path_page(lesson_page)), lesson_page).parts
