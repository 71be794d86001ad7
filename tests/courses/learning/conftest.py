"""A lesson, and somebody who follows its path."""

from __future__ import annotations

import pytest

from courses.models import LessonPage
from people.api import within
from tests.courses.learning.doing import path_page
from tests.factories import courses as content
from tests.factories.enrolments import EnrolmentFactory
from tests.made_once import made_once


@pytest.fixture(scope="module", autouse=True)
def made_lesson(django_db_setup, django_db_blocker):
    """A lesson that asks to read it, to answer a question and, if one likes, to do an exercise; made once."""
    with made_once(django_db_blocker):
        body = [content.text(), content.check(), content.exercise(is_required=False)]
        yield content.LessonPageFactory(code="M1-L1", body=body).pk


@pytest.fixture
def lesson_page(made_lesson):
    """The lesson as it is stored."""
    return LessonPage.objects.get(pk=made_lesson)


@pytest.fixture
def enrolment(lesson_page):
    """Somebody who follows the path of that lesson, and works there now."""
    found = EnrolmentFactory(path=path_page(lesson_page), needs_evaluation=False)
    with within(found.municipality):
        yield found
