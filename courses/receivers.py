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

from assessments.models import Quiz
from casestudies.models import CaseStudyPage
from courses.models import GlossaryTerm, LearningPathIndexPage, LearningPathPage, LessonPage, ModulePage
from courses.selectors.curriculum import announce_change
from courses.services.publishing import curriculum_changed, forget_lesson, sync_lesson
from roleplays.models import RolePlayScenario

STRUCTURE = (LearningPathIndexPage, LearningPathPage, ModulePage, LessonPage)


def _on_publish(instance: Page, **_: Any) -> None:
    if isinstance(instance, LessonPage):
        sync_lesson(instance)
    elif isinstance(instance, CaseStudyPage):
        _on_work_change(instance)
    elif isinstance(instance, STRUCTURE):
        curriculum_changed(instance)


def _on_unpublish(instance: Page, **_: Any) -> None:
    if isinstance(instance, LessonPage):
        forget_lesson(instance)
    elif isinstance(instance, CaseStudyPage):
        _on_work_change(instance)
    elif isinstance(instance, STRUCTURE):
        curriculum_changed(instance)


def _on_move(instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    if isinstance(instance.specific, STRUCTURE):
        curriculum_changed(parent_page_before, parent_page_after)


def _on_other_change(**_: Any) -> None:
    transaction.on_commit(announce_change)


def _on_work_change(instance: CaseStudyPage | Quiz | RolePlayScenario, **_: Any) -> None:
    """What stands in a place counts from when it is there, and no longer than that."""
    curriculum_changed(*LessonPage.objects.filter(parts__reference=instance.code))


def connect() -> None:
    """Start following."""
    page_published.connect(_on_publish, weak=False, dispatch_uid="courses.published")
    page_unpublished.connect(_on_unpublish, weak=False, dispatch_uid="courses.unpublished")
    page_slug_changed.connect(_on_other_change, weak=False, dispatch_uid="courses.slug")
    post_page_move.connect(_on_move, weak=False, dispatch_uid="courses.moved")
    for sender, follow in (
        (GlossaryTerm, _on_other_change),
        (Quiz, _on_work_change),
        (RolePlayScenario, _on_work_change),
    ):
        name = f"courses.{sender._meta.model_name}"
        published.connect(follow, sender=sender, weak=False, dispatch_uid=f"{name}.published")
        unpublished.connect(follow, sender=sender, weak=False, dispatch_uid=f"{name}.unpublished")
