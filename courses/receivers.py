"""Wagtail's own signals: a lesson was published, taken away or moved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from casestudies.models import CaseStudyPage
from courses.models import GlossaryTerm, LearningPathIndexPage, LearningPathPage, LessonPage, ModulePage
from courses.selectors.curriculum import announce_change
from courses.services.publishing import curriculum_changed, forget_lesson, sync_lesson

# A case is in it because lessons keep a place for it.
STRUCTURE = (LearningPathIndexPage, LearningPathPage, ModulePage, LessonPage, CaseStudyPage)


def _on_publish(instance: Page, **_: Any) -> None:
    if isinstance(instance, LessonPage):
        sync_lesson(instance)
    elif isinstance(instance, STRUCTURE):
        curriculum_changed(instance)


def _on_unpublish(instance: Page, **_: Any) -> None:
    if isinstance(instance, LessonPage):
        forget_lesson(instance)
    elif isinstance(instance, STRUCTURE):
        curriculum_changed(instance)


def _on_move(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    if isinstance(instance.specific, STRUCTURE):
        curriculum_changed(parent_page_before, parent_page_after)


def _on_other_change(**_: Any) -> None:
    transaction.on_commit(announce_change)


def connect() -> None:
    """Start following."""
    page_published.connect(_on_publish, weak=False, dispatch_uid="courses.published")
    page_unpublished.connect(_on_unpublish, weak=False, dispatch_uid="courses.unpublished")
    page_slug_changed.connect(_on_other_change, weak=False, dispatch_uid="courses.slug")
    post_page_move.connect(_on_move, weak=False, dispatch_uid="courses.moved")
    published.connect(
        _on_other_change, sender=GlossaryTerm, weak=False, dispatch_uid="courses.term.published"
    )
    unpublished.connect(
        _on_other_change, sender=GlossaryTerm, weak=False, dispatch_uid="courses.term.unpublished"
    )
