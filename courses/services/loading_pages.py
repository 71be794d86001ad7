"""Writing the path, modules and lessons that were read from text."""

from __future__ import annotations

import json
import string
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.models import GlossaryTerm, LearningPathIndexPage, LessonPage, Prerequisite
from courses.rules.curriculum_text import (
    LessonSource,
    ModuleSource,
    PathSource,
    block_id,
    fingerprint,
    reading_key,
)
from courses.services.loading_plan import MODELS, PageSource, Plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courses.services.loading import LoadReport


def write(result: Plan, shelf: LearningPathIndexPage, report: LoadReport) -> None:
    """Bring the pages in line with the plan: first the tree, then what the pages say."""
    report.left_alone.extend(_name(result, code) for code in result.left_alone)
    _take_away(result, report)
    _free_addresses(result)
    # Each page is saved three times; what it refers to is noted once, when it is complete.
    with disable_reference_index_auto_update():
        for code in result.sources:
            _put_in_place(result, code, shelf, report)
        _put_in_order(result, report)
        writer = _Writer(result)
        written = [writer.publish(code) for code in result.sources if code in result.to_write]
    for page in written:
        ReferenceIndex.create_or_update_for_object(page)


def _name(result: Plan, code: str) -> str:
    title = result.sources[code].title if code in result.sources else result.pages[code].title
    return f"{code} {title}"


def _take_away(result: Plan, report: LoadReport) -> None:
    for page in result.gone:
        page.unpublish()
        # Without a source it is nobody's any more; its address is free for the lesson that takes its place.
        type(page).objects.filter(pk=page.pk).update(source_hash="", slug=f"{page.slug}-{page.pk}")
        report.taken_away.append(f"{page.code} {page.title}")


def _free_addresses(result: Plan) -> None:
    """Two lessons may swap their addresses; for a moment neither has one of them."""
    for code in result.to_write:
        page = result.pages.get(code)
        if page is not None and page.slug != result.sources[code].slug:
            Page.objects.filter(pk=page.pk).update(slug=f"{page.slug}-{page.pk}")


def _put_in_place(result: Plan, code: str, shelf: LearningPathIndexPage, report: LoadReport) -> None:
    """Make a page below its parent, or move it there."""
    parent = result.pages[result.parents[code]] if result.parents[code] else shelf
    page = result.pages.get(code)
    if page is None:
        result.pages[code] = _made(result.sources[code], parent)
        report.made.append(_name(result, code))
        return
    if code in result.to_write:
        report.changed.append(_name(result, code))
    if page.path[: -Page.steplen] != parent.path:
        page.move(_again(parent), pos="last-child")
        report.moved.append(_name(result, code))
        _refresh(result)


def _made(source: PageSource, parent: Page) -> Any:
    page = MODELS[type(source)](live=False, has_unpublished_changes=True, source_hash=fingerprint(source))
    if isinstance(page, LessonPage):
        page.reading_key = reading_key(source.code)
    _fill(page, source, terms={})
    return parent.add_child(instance=page)


def _again(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def _refresh(result: Plan) -> None:
    """Moving a page gives others another place in the tree."""
    places = dict(Page.objects.filter(pk__in=[p.pk for p in result.pages.values()]).values_list("pk", "path"))
    for page in result.pages.values():
        page.path = places[page.pk]


def _put_in_order(result: Plan, report: LoadReport) -> None:
    """Have the pages below each parent in the order of their files; pages without a file stay where they are."""
    children: dict[str, list[str]] = {}
    for code, parent in result.parents.items():
        children.setdefault(parent, []).append(code)
    for codes in children.values():
        for before, after in pairwise(codes):
            if result.pages[before].path > result.pages[after].path:
                _again(result.pages[after]).move(_again(result.pages[before]), pos="right")
                report.moved.append(_name(result, after))
                _refresh(result)


class _Writer:
    """Publishes pages; knows the keys of what they point at."""

    def __init__(self, result: Plan) -> None:
        self.result = result
        self.terms = dict(GlossaryTerm.objects.values_list("slug", "pk"))

    def publish(self, code: str) -> Page:
        """Give a page what its file says, as a new version that is live."""
        source = self.result.sources[code]
        model = MODELS[type(source)]
        page = model.objects.get(pk=self.result.pages[code].pk)
        _fill(page, source, self.terms)
        page.source_hash = fingerprint(source)
        if not isinstance(source, PathSource):
            self._set_prerequisites(page, source)
        revision = page.save_revision(clean=False)  # publishing cleans it
        revision.publish()
        model.objects.filter(pk=page.pk).update(source_revision=revision.pk)
        return page

    def _set_prerequisites(self, page: Any, source: ModuleSource | LessonSource) -> None:
        """Keep the rows that stay, so that a version that says the same is the same."""
        kept = {row.required_id: row for row in page.prerequisites.all()}
        rows: list[Prerequisite] = []
        for letter, group in zip(string.ascii_uppercase, source.needs, strict=False):
            for code in group:
                required = self.result.pages[code].pk
                row = kept.get(required) or Prerequisite(required_id=required)
                row.alternative, row.sort_order = letter, len(rows)
                rows.append(row)
        page.prerequisites.set(rows)


def _fill(page: Any, source: PageSource, terms: dict[str, int]) -> None:
    for name, value in _values(source, terms).items():
        setattr(page, name, value)


def _values(source: PageSource, terms: dict[str, int]) -> dict[str, Any]:
    common: dict[str, Any] = {
        "code": source.code,
        "title": source.title,
        "draft_title": source.title,
        "slug": source.slug,
    }
    if isinstance(source, PathSource):
        levels = [
            {"number": row.number, "title": row.title, "description": row.description}
            for row in source.levels
        ]
        return {**common, "description": source.description, "levels": _stream(source.code, "level", levels)}
    common |= {"minutes": source.minutes, "is_locked": source.is_locked}
    if isinstance(source, ModuleSource):
        return {
            **common,
            "level": source.level,
            "audience": source.audience,
            "intro": source.intro,
            "is_open": source.is_open,
        }
    return {**common, **_lesson_values(source, terms)}


def _lesson_values(source: LessonSource, terms: dict[str, int]) -> dict[str, Any]:
    return {
        "form": source.form,
        "description": source.description,
        "search_description": source.description,
        "goals": _stream(source.code, "goal", source.goals),
        "body": _body(source, terms),
        "is_required": source.is_required,
        "review_due": source.review_due,
    }


def _stream(code: str, kind: str, values: Iterable[Any]) -> str:
    """Blocks of one kind as the field keeps them, with keys that stay."""
    return json.dumps(
        [
            {"type": kind, "id": block_id(code, f":{kind}-{place}"), "value": value}
            for place, value in enumerate(values, start=1)
        ]
    )


def _body(source: LessonSource, terms: dict[str, int]) -> str:
    return json.dumps(
        [
            {**block, "value": {"term": terms.get(block["value"]["term"])}}
            if block["type"] == "term"
            else block
            for block in source.body
        ]
    )
