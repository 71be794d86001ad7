"""Where cases refer to interactive exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext as _

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, CaseVersion, CaseWork
from casestudies.selectors.cases import cases_visible_to, shelves_visible_to
from core.drafts import drafted_blocks, edit_address
from people.api import standing_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from people.models import Municipality, User


def cases_with_exercises(exercises: Mapping[int, str], person: User) -> list[tuple[str, str, str, str]]:
    """The cases with one of these exercises, of which the codes stand by number: as people do them, or as drafts.

    Each as kind, title and address; what somebody may not know about comes without name and address.
    A fixed number of queries, whatever their number.
    """
    asked = Q(pk__in=())
    for code in exercises.values():
        asked |= Q(content__exercises__contains=[code])
    cases = CaseStudyPage.objects.filter(pk__in=CaseVersion.objects.filter(asked).values("case"))
    known = set(cases_visible_to(standing_of(person)).filter(pk__in=cases).values_list("pk", flat=True))
    done = [
        ("", _("Case"), f"{page.code}: {page.title}", page.get_absolute_url())
        if page.pk in known
        else ("", _("Case"), _("of another municipality"), "")
        for page in cases.order_by("code")
    ]
    return [*done, *_drafts(drafts_with_exercises(exercises) - {page.pk for page in cases}, person)]


def drafts_with_exercises(exercises: Collection[int]) -> set[int]:
    """The drafts of cases with one of these exercises. Two queries."""
    return {pk for pk, block in drafted_blocks(CaseStudyPage, "exercises") if block["value"] in exercises}


def open_cases_with_exercise(
    person: User, municipality: Municipality, code: str
) -> Iterator[tuple[str, str, str]]:
    """The cases with this exercise that people may do here, or began: name, way back and address. One query."""
    shelves = CaseStudyIndexPage.objects.filter(
        Q(municipality=None) | Q(municipality=municipality), live=True
    )
    shelf = shelves.alias(of_case=ExpressionWrapper(OuterRef("case__path"), CharField())).filter(
        of_case__startswith=F("path")
    )
    newer = CaseVersion.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    begun = CaseWork.objects.filter(person=person, municipality=municipality, version=OuterRef("pk"))
    versions = CaseVersion.objects.filter(case__live=True, content__exercises__contains=[code])
    found = versions.filter(~Exists(newer) | Exists(begun), Exists(shelf)).select_related("case")
    for version in found.order_by("pk"):
        name = _("Case: %(title)s") % {"title": version.case.title}
        yield name, _("Back to the case"), version.case.get_absolute_url()


def _drafts(pks: set[int], person: User) -> list[tuple[str, str, str, str]]:
    pages = CaseStudyPage.objects.filter(pk__in=pks).order_by("code")
    shelves = tuple(shelves_visible_to(standing_of(person)).values_list("path", flat=True))
    return [
        ("", _("Draft of a case"), f"{page.code}: {page.draft_title}", edit_address(page, person))
        if page.path.startswith(shelves)
        else ("", _("Draft of a case"), _("of another municipality"), "")
        for page in pages
    ]
