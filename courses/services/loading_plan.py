"""Comparing the path, modules and lessons that were read from text with the pages that there are."""

from __future__ import annotations

from dataclasses import dataclass, field

from wagtail.models import Page

from courses.models import LearningPathIndexPage, LearningPathPage, LessonPage, ModulePage
from courses.rules.curriculum_text import (
    CurriculumSource,
    LessonSource,
    ModuleSource,
    PathSource,
    Problem,
    ProblemCode,
    fingerprint,
)

PageSource = PathSource | ModuleSource | LessonSource
CurriculumPage = LearningPathPage | ModulePage | LessonPage
MODELS: dict[type, type[Page]] = {
    PathSource: LearningPathPage,
    ModuleSource: ModulePage,
    LessonSource: LessonPage,
}


@dataclass
class Plan:
    """What has to be written: for each code what its file says, the page that there is, and its parent's code."""

    sources: dict[str, PageSource]
    parents: dict[str, str]
    pages: dict[str, CurriculumPage]
    to_write: set[str] = field(default_factory=set)
    left_alone: list[str] = field(default_factory=list)
    gone: list[CurriculumPage] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        """The number of pages that are as their files say."""
        return len(self.sources) - len(self.to_write) - sum(code in self.sources for code in self.left_alone)


def plan(source: CurriculumSource, shelf: LearningPathIndexPage, *, overwrite: bool) -> Plan:
    """Compare files with pages. A handful of queries, whatever the size."""
    result = Plan(sources={}, parents={}, pages=_pages(shelf))
    result.sources[source.path.code] = source.path
    result.parents[source.path.code] = ""
    for module in source.modules:
        result.sources[module.code], result.parents[module.code] = module, source.path.code
        for lesson in module.lessons:
            result.sources[lesson.code], result.parents[lesson.code] = lesson, module.code
    for code, page_source in result.sources.items():
        _weigh(result, code, page_source, overwrite=overwrite)
    _find_gone(result, overwrite=overwrite)
    return result


def _pages(shelf: LearningPathIndexPage) -> dict[str, CurriculumPage]:
    return {
        page.code: page
        for model, heavy in (
            (LearningPathPage, ["levels"]),
            (ModulePage, ["intro"]),
            (LessonPage, ["body", "goals"]),
        )
        for page in model.objects.descendant_of(shelf).defer(*heavy)
    }


def _weigh(result: Plan, code: str, source: PageSource, *, overwrite: bool) -> None:
    page = result.pages.get(code)
    if page is None or (overwrite and (is_edited(page) or fingerprint(source) != page.source_hash)):
        result.to_write.add(code)
    elif is_edited(page):
        result.left_alone.append(code)
    elif fingerprint(source) != page.source_hash:
        result.to_write.add(code)


def is_edited(page: CurriculumPage) -> bool:
    """Whether somebody made, changed or took away this page in Wagtail since it was loaded."""
    was_taken_away_by_hand = bool(page.source_hash) and not page.live
    return page.latest_revision_id != page.source_revision or was_taken_away_by_hand


def _find_gone(result: Plan, *, overwrite: bool) -> None:
    """Pages that came from files which are no longer there."""
    for code, page in result.pages.items():
        if code in result.sources or not page.source_hash or not page.live:
            continue
        if is_edited(page) and not overwrite:
            result.left_alone.append(code)
        else:
            result.gone.append(page)


def conflicts(result: Plan, shelf: LearningPathIndexPage) -> list[Problem]:
    """Codes that a page elsewhere has already, and addresses that a page of somebody else has."""
    problems = []
    for source_type, model in MODELS.items():
        own = {code: s for code, s in result.sources.items() if isinstance(s, source_type)}
        elsewhere = model.objects.filter(code__in=own).not_descendant_of(shelf).values_list("code", flat=True)
        problems += [_problem(own[code], "code", ProblemCode.CODE_TAKEN, name=code) for code in elsewhere]
    return problems + _taken_addresses(result)


def _taken_addresses(result: Plan) -> list[Problem]:
    strangers = {
        (page.path[: -Page.steplen], page.slug)
        for code, page in result.pages.items()
        if code not in result.sources and page not in result.gone
    }
    problems = []
    for code, source in result.sources.items():
        parent = result.pages.get(result.parents[code])
        if parent is not None and (parent.path, source.slug) in strangers:
            problems.append(_problem(source, "slug", ProblemCode.SLUG_TAKEN, name=source.slug))
    return problems


def _problem(source: PageSource, key: str, code: ProblemCode, **words: str | int) -> Problem:
    return Problem(source.file, source.lines.get(key, 1), code, words)
