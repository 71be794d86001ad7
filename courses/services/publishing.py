"""Bringing the rows about a lesson in line with what was published."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from core.rules.readability import count_words, distinct_words
from core.text import plain_text, words_of_html
from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value
from django.utils import timezone
from people.api import everywhere
from records.choices import Verb
from records.models import Record

from courses.choices import PartKind
from courses.models import Enrolment, LessonPage, LessonPart, LessonProgress, LessonText, SearchWord
from courses.rules.replay import PART, part_activity
from courses.selectors.curriculum import announce_change
from courses.selectors.search import SEARCH_CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TITLE = 200


@transaction.atomic
def sync_lesson(lesson: LessonPage) -> None:
    """Write down what a published lesson asks and says, and give learners what they did of it elsewhere before."""
    before = set(LessonPart.objects.filter(lesson=lesson).values_list("key", flat=True))
    parts = list(parts_of(lesson))
    LessonPart.objects.filter(lesson=lesson).delete()
    LessonPart.objects.bulk_create(parts)
    _write_text(lesson)
    now = {part.key for part in parts}
    if now != before:
        with everywhere():
            _carry_over(lesson, now - before)
            _ask_for_evaluation(lesson)
    transaction.on_commit(announce_change)


@transaction.atomic
def forget_lesson(lesson: LessonPage) -> None:
    """A lesson was taken away: it asks nothing any more. What people did stays in the ledger."""
    with everywhere():
        _ask_for_evaluation(lesson)
    LessonText.objects.filter(lesson=lesson).delete()
    transaction.on_commit(announce_change)


def parts_of(lesson: LessonPage) -> Iterable[LessonPart]:
    """The parts of a lesson in order: reading first, then every block that asks something."""
    yield LessonPart(
        lesson=lesson, key=lesson.reading_key, kind=PartKind.READING, title=PartKind.READING.label, position=0
    )
    position = 0
    for child in lesson.body:
        kind = getattr(child.block, "part_kind", None)
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


def _carry_over(lesson: LessonPage, new_keys: set[UUID]) -> None:
    """A part that came from another lesson brings what people did along. A fixed number of queries."""
    facts = Record.objects.filter(
        verb=Verb.COMPLETED, activity__in=[part_activity(key) for key in new_keys]
    ).in_force()
    done: dict[tuple[int, int], set[UUID]] = defaultdict(set)
    for person_id, municipality_id, activity in facts.values_list("person_id", "municipality_id", "activity"):
        done[person_id, municipality_id].add(UUID(activity.removeprefix(PART)))
    if not done:
        return
    moment = timezone.now()
    owners = {(row.person_id, row.municipality_id): row for row in LessonProgress.objects.filter(lesson=lesson)}
    changed, new = [], []
    for (person_id, municipality_id), keys in done.items():
        row = owners.get((person_id, municipality_id))
        if row is not None:
            row.done_keys = [*row.done_keys, *(keys - set(row.done_keys))]
            changed.append(row)
        else:
            new.append(
                LessonProgress(
                    person_id=person_id,
                    municipality_id=municipality_id,
                    lesson=lesson,
                    done_keys=list(keys),
                    seen_at=moment,
                )
            )
    LessonProgress.objects.bulk_update(changed, ["done_keys"], batch_size=1000)
    LessonProgress.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)


def _ask_for_evaluation(lesson: LessonPage) -> None:
    """Whoever began this lesson may have finished it, or its module, by this edit."""
    began = LessonProgress.objects.filter(lesson=lesson).values("person_id")
    Enrolment.objects.filter(person_id__in=began, ended_at__isnull=True).update(needs_evaluation=True)
