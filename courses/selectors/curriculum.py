"""The published curriculum, built from the database once per version and kept in each process.

The version lives in the cache that all processes share. Without that cache each process builds anew every
second: slower, never wrong. A forgotten announcement heals by itself when the version expires.
"""

from __future__ import annotations

import time
import uuid
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import cache
from wagtail.models import Page, Site

from courses.models import (
    LearningPathIndexPage,
    LearningPathPage,
    LessonPage,
    LessonPart,
    ModulePage,
    Prerequisite,
)
from courses.rules.outline import Curriculum, Groups, Lesson, Level, Module, Path
from courses.rules.progress import Part
from courses.selectors.places import work_that_is_there

if TYPE_CHECKING:
    from collections.abc import Iterable

PageT = TypeVar("PageT", bound=Page)
VERSION_KEY = "courses:curriculum:version"
VERSION_LASTS = 600  # seconds
LOOK_AGAIN_AFTER = 1.0  # seconds: so long another process may show what was just replaced


class _Kept:
    """What this process built last, and when it last asked whether that is still current."""

    built: Curriculum | None = None
    asked_at = 0.0


def curriculum() -> Curriculum:
    """All published paths, modules and lessons. No query when this process has the current version."""
    now = time.monotonic()
    if _Kept.built is not None and now - _Kept.asked_at < LOOK_AGAIN_AFTER:
        return _Kept.built
    version = cache.get(VERSION_KEY)
    if version is None:
        cache.add(VERSION_KEY, uuid.uuid4().hex, VERSION_LASTS)
        version = cache.get(VERSION_KEY)
    if not version or _Kept.built is None or _Kept.built.version != version:
        _Kept.built = build_curriculum(version or "")
    # Last, so that no other thread takes what is being replaced for current.
    _Kept.asked_at = now
    return _Kept.built


def curriculum_now() -> Curriculum:
    """The same, without the second that a page may be behind: for what is going to be written down."""
    _Kept.asked_at = 0.0
    return curriculum()


def forget() -> None:
    """Let this process read everything anew, as one that has just begun."""
    _Kept.built, _Kept.asked_at = None, 0.0


def announce_change() -> None:
    """Tell every process that the published curriculum changed."""
    cache.set(VERSION_KEY, uuid.uuid4().hex, VERSION_LASTS)
    _Kept.asked_at = 0.0


def build_curriculum(version: str) -> Curriculum:
    """Read the published curriculum in a fixed number of queries, whatever its size."""
    shelves = {page.path: page for page in LearningPathIndexPage.objects.live()}
    paths = [p for p in LearningPathPage.objects.live().order_by("path") if _parent_path(p.path) in shelves]
    modules = _children(ModulePage.objects.live().order_by("path"))
    lessons = _children(LessonPage.objects.live().defer("body", "search_description").order_by("path"))
    parts, needs, root = _parts(), _needs(), _root_url_path()
    parts_on = {path: _that_are_there(parts, shelf.municipality_id) for path, shelf in shelves.items()}
    return Curriculum(
        version,
        tuple(
            _path(
                page,
                municipality_id=shelves[_parent_path(page.path)].municipality_id,
                modules=[
                    _module(
                        module,
                        _lessons(lessons[module.path], parts_on[_parent_path(page.path)], needs, root),
                        needs,
                        root,
                    )
                    # M10 belongs to the basis, wherever an author put it: levels come first.
                    for module in sorted(modules[page.path], key=lambda module: module.level)
                ],
                root=root,
            )
            for page in paths
        ),
    )


def _path(page: LearningPathPage, *, municipality_id: int | None, modules: list[Module], root: str) -> Path:
    levels = tuple(
        Level(block.value["number"], block.value["title"], block.value["description"])
        for block in page.levels
    )
    return Path(
        pk=page.pk,
        code=page.code,
        title=page.title,
        url=_url(page.url_path, root),
        description=page.description,
        municipality_id=municipality_id,
        levels=levels,
        modules=tuple(modules),
    )


def _module(page: ModulePage, lessons: list[Lesson], needs: dict[int, Groups], root: str) -> Module:
    return Module(
        pk=page.pk,
        code=page.code,
        title=page.title,
        url=_url(page.url_path, root),
        level=page.level,
        minutes=page.minutes,
        audience=page.audience,
        intro=page.intro,
        is_open=page.is_open,
        is_locked=page.is_locked,
        lessons=tuple(lessons),
        needs=needs.get(page.pk, ()),
    )


def _lessons(
    pages: Iterable[LessonPage], parts: dict[int, list[Part]], needs: dict[int, Groups], root: str
) -> list[Lesson]:
    return [_lesson(page, parts, needs, root) for page in pages]


def _lesson(page: LessonPage, parts: dict[int, list[Part]], needs: dict[int, Groups], root: str) -> Lesson:
    return Lesson(
        pk=page.pk,
        code=page.code,
        title=page.title,
        url=_url(page.url_path, root),
        form=page.form,
        minutes=page.minutes,
        description=page.description,
        goals=tuple(str(block.value) for block in page.goals),
        is_required=page.is_required,
        is_locked=page.is_locked,
        revision=page.live_revision_id or 0,
        reading_key=page.reading_part_key,
        parts=tuple(parts.get(page.pk, ())),
        needs=needs.get(page.pk, ()),
    )


def _children(pages: Iterable[PageT]) -> dict[str, list[PageT]]:
    by_parent: dict[str, list[PageT]] = defaultdict(list)
    for page in pages:
        by_parent[_parent_path(page.path)].append(page)
    return by_parent


def _parent_path(path: str) -> str:
    return path[: -Page.steplen]


def _parts() -> dict[int, list[Part]]:
    rows = list(LessonPart.objects.order_by("lesson_id", "position"))
    holders: dict[uuid.UUID, list[int]] = defaultdict(list)
    for row in rows:
        holders[row.key].append(row.lesson_id)
    by_lesson: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        others = tuple(pk for pk in holders[row.key] if pk != row.lesson_id)
        by_lesson[row.lesson_id].append(
            Part(row.key, row.kind, row.title, row.is_required, others, row.reference)
        )
    return by_lesson


def _that_are_there(parts: dict[int, list[Part]], municipality_id: int | None) -> dict[int, list[Part]]:
    """Leave out places where nothing is yet, as seen from a shelf: what is not there holds nobody up."""
    kinds = {part.kind for some in parts.values() for part in some if part.reference}
    there = work_that_is_there(kinds, municipality_id)
    return {
        lesson_id: [
            replace(part, must_be_passed=there.get((part.kind, part.reference), False))
            for part in some
            if not part.reference or (part.kind, part.reference) in there
        ]
        for lesson_id, some in parts.items()
    }


def _needs() -> dict[int, Groups]:
    """Groups of codes per page: AND between letters, OR within one; what is not published asks nothing."""
    by_page: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    codes = dict(ModulePage.objects.live().values_list("pk", "code"))
    codes |= dict(LessonPage.objects.live().values_list("pk", "code"))
    for row in Prerequisite.objects.order_by("page_id", "alternative", "sort_order"):
        if row.required_id in codes:
            by_page[row.page_id][row.alternative].append(codes[row.required_id])
    return {pk: tuple(tuple(group) for group in groups.values()) for pk, groups in by_page.items()}


def _root_url_path() -> str:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page.url_path if site else "/"


def _url(url_path: str, root: str) -> str:
    return f"/{url_path.removeprefix(root)}"
