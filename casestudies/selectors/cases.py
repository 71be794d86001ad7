"""Reads of cases: what is written, what people do, and who may know about which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from casestudies import blocks
from casestudies.choices import FrameField
from casestudies.models import CaseStudyIndexPage, CaseStudyPage, CaseVersion
from casestudies.rules.case import Case, Frame
from casestudies.rules.case_json import case_from_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet
    from wagtail.models import Page

    from people.api import Standing

_AS_THEY_ARE = ("code", "title", "domain", "context", "summary", "minutes")
_WRITTEN = ("situation", "wish", "expert_answer")


def case_of(page: CaseStudyPage) -> Case:
    """A case as it is written now, without what only facilitators may read. One query per document at most."""
    written: dict[str, Any] = {name: _paragraphs(getattr(page, name)) for name in _WRITTEN}
    return Case(
        **{name: getattr(page, name) for name in _AS_THEY_ARE},
        **written,
        frame=_frame(page),
        people=blocks.people_of(page.people),
        timeline=blocks.timeline_of(page.timeline),
        documents=blocks.documents_of(page.documents),
        dilemmas=blocks.words_in(page.dilemmas),
        pitfalls=blocks.pitfalls_of(page.pitfalls),
        questions=blocks.words_in(page.questions),
        roles=blocks.roles_of(page.roles),
        first=blocks.first_of(page.first_version),
        prediction=blocks.prediction_of(page.prediction),
        second=blocks.second_of(page.second_version),
        exercises=blocks.exercises_of(page.exercises),
    )


def case_of_version(version: CaseVersion) -> Case:
    """A case as people do it. No queries."""
    return case_from_json(version.content)


def facilitator_notes_of(page: CaseStudyPage) -> tuple[str, ...]:
    """What only who leads a group may read; it stands on the page alone, never in a version. No queries."""
    return blocks.words_in(page.facilitator_notes)


def latest_version(page: CaseStudyPage) -> CaseVersion | None:
    """What people begin with now. One query."""
    return page.versions.order_by("-number").first()


def shelves_visible_to(standing: Standing) -> QuerySet[CaseStudyIndexPage]:
    """The shared shelf, and those of somebody's own municipalities."""
    mine = Q(municipality=None) | Q(municipality__in=standing.municipality_ids)
    return CaseStudyIndexPage.objects.filter(mine, live=True)


def cases_visible_to(standing: Standing) -> QuerySet[CaseStudyPage]:
    """The published cases that somebody may know about, by code. One query for the shelves."""
    return cases_on(shelves_visible_to(standing).values_list("path", flat=True))


def cases_on(shelves: Collection[str] | QuerySet[CaseStudyIndexPage, str]) -> QuerySet[CaseStudyPage]:
    """The published cases on some shelves."""
    here = Q(pk__in=())
    for path in shelves:
        here |= Q(path__startswith=path)
    versions = CaseVersion.objects.filter(case=OuterRef("pk"))
    return CaseStudyPage.objects.filter(here, Exists(versions), live=True).order_by("code")


def municipality_of(page: CaseStudyPage) -> int | None:
    """Whose own case this is, or None for everybody's. One query."""
    shelf = CaseStudyIndexPage.objects.parent_of(page)
    return shelf.values_list("municipality_id", flat=True).first()


def was_published_below(page: Page) -> bool:
    """Whether this page, or one below it, is a case that people may have worked in. One query."""
    return CaseVersion.objects.filter(case__path__startswith=page.path).exists()


def case_count() -> int:
    """How many cases are published. One query."""
    return CaseStudyPage.objects.live().count()


def _frame(page: CaseStudyPage) -> Frame:
    return Frame(
        fields=tuple(_frame_fields(page)),
        hard_limits=blocks.words_in(page.hard_limits),
        owner=page.frame_owner,
        translator=page.frame_translator,
        tester=page.frame_tester,
    )


def _frame_fields(page: CaseStudyPage) -> Iterator[tuple[str, str]]:
    for field in FrameField.values:
        yield field, _paragraphs(getattr(page, f"frame_{field}"))


def _paragraphs(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
