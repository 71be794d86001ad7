"""Bringing the rows about a lesson in line with what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value
from wagtail.models import Page

from core.rules.readability import count_words, distinct_words
from core.text import plain_text, words_of_html
from courses.blocks import code_of_work, part_kind_of
from courses.choices import PartKind
from courses.models import Enrolment, LessonPage, LessonPart, LessonText, SearchWord
from courses.selectors.curriculum import announce_change
from courses.selectors.search import SEARCH_CONFIG
from courses.services.carry_over import carry_over
from people.api import everywhere

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TITLE = 200


@transaction.atomic
def sync_lesson(lesson: LessonPage) -> None:
    """Write down what a published lesson asks and says, and give learners what they did of it elsewhere before."""
    _one_after_the_other(lesson)
    lesson = LessonPage.objects.get(pk=lesson.pk)  # while this one waited, another may have published
    before = set(LessonPart.objects.filter(lesson=lesson).values_list("key", flat=True))
    parts = list(parts_of(lesson))
    LessonPart.objects.filter(lesson=lesson).delete()
    LessonPart.objects.bulk_create(parts)
    _write_text(lesson)
    new_keys = {part.key for part in parts} - before
    if new_keys:
        with everywhere():
            carry_over(lesson, new_keys, is_first=not before)
    curriculum_changed(lesson)


@transaction.atomic
def forget_lesson(lesson: LessonPage) -> None:
    """A lesson was taken away: it asks nothing any more. What people did stays in the ledger."""
    LessonText.objects.filter(lesson=lesson).delete()
    curriculum_changed(lesson)


@transaction.atomic
def curriculum_changed(*pages: Page) -> None:
    """Tell every process, and have everybody who follows a path through these pages weighed anew."""
    trunks = {
        page.path[:end] for page in pages for end in range(Page.steplen, len(page.path) + 1, Page.steplen)
    }
    _ask_for_evaluation(trunks)

    def tell() -> None:
        announce_change()
        # Again: a worker that was just then weighing still saw the curriculum of before.
        _ask_for_evaluation(trunks)

    transaction.on_commit(tell)


def parts_of(lesson: LessonPage) -> Iterable[LessonPart]:
    """The parts of a lesson in order: reading first, then every block that asks something."""
    yield LessonPart(
        lesson=lesson,
        key=lesson.reading_part_key,
        kind=PartKind.READING,
        title=str(PartKind.READING.label),
        position=0,
    )
    position = 0
    for child in lesson.body:
        kind = part_kind_of(child)
        if kind is None:
            continue
        position += 1
        title = words_of_html(child.block.part_title(child.value)).replace("\n", " ")
        yield LessonPart(
            lesson=lesson,
            key=UUID(child.id),
            kind=kind,
            title=_shortened(title),
            is_required=bool(child.value.get("is_required", True)),
            reference=code_of_work(child.value),
            position=position,
        )


def _shortened(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _write_text(lesson: LessonPage) -> None:
    text = plain_text(lesson.body)
    row, _ = LessonText.objects.update_or_create(
        lesson=lesson, defaults={"title": lesson.title, "text": text, "words": count_words(text)}
    )
    vector = (
        SearchVector(Value(lesson.title), weight="A", config=SEARCH_CONFIG)
        + SearchVector(Value(lesson.description), weight="B", config=SEARCH_CONFIG)
        + SearchVector(Value(text), weight="C", config=SEARCH_CONFIG)
    )
    LessonText.objects.filter(pk=row.pk).update(vector=vector)
    words = distinct_words(f"{lesson.title} {text}")
    SearchWord.objects.bulk_create((SearchWord(word=word) for word in sorted(words)), ignore_conflicts=True)


def _one_after_the_other(lesson: LessonPage) -> None:
    """Wait for somebody else who publishes this lesson at the same moment."""
    list(
        LessonPage.objects.filter(pk=lesson.pk)
        .select_for_update(of=("self",), no_key=True)
        .values_list("code")
    )


@transaction.atomic
def _ask_for_evaluation(trunks: set[str]) -> None:
    """An edit may finish a lesson, a module or a path for anybody who follows it."""
    with everywhere():
        rows = Enrolment.objects.filter(path__path__in=trunks, ended_at__isnull=True, needs_evaluation=False)
        pks = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        Enrolment.objects.filter(pk__in=pks).update(needs_evaluation=True)
