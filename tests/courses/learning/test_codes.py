"""A lesson keeps its code; a copy gets one of its own."""

from __future__ import annotations

import pytest

from courses.models import LessonPage
from tests.factories import courses as content

pytestmark = pytest.mark.django_db


def test_a_copy_has_a_code_of_its_own(lesson_page):
    copy = lesson_page.copy(update_attrs={"title": "Nog eens", "slug": "nog-eens"}, keep_live=False)
    assert copy.code.startswith("KOPIE-")
    assert copy.get_latest_revision_as_object().code == copy.code


def test_a_module_can_be_copied_with_its_lessons(lesson_page):
    copy = lesson_page.get_parent().specific.copy(
        recursive=True, update_attrs={"title": "Nog een module", "slug": "nog-een-module"}, keep_live=False
    )
    codes = [copy.code, *(lesson.specific.code for lesson in copy.get_children())]
    assert len(set(codes)) == 2
    assert all(code.startswith("KOPIE-") for code in codes)


def test_a_published_code_never_changes(lesson_page):
    from django.core.exceptions import ValidationError

    lesson_page = LessonPage.objects.get(pk=lesson_page.pk)
    lesson_page.code = "M9-L9"
    with pytest.raises(ValidationError, match="M1-L1"):
        lesson_page.full_clean()


def test_a_code_may_change_until_it_is_published():
    draft = content.LessonPageFactory(is_published=False, code="M1-L7")
    draft.code = "M1-L8"
    draft.full_clean()
