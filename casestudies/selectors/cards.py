"""A case in a few words, for who shows it elsewhere: what it is and how far somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from casestudies.models import CaseStudyIndexPage, CaseStudyPage, CaseWork
from casestudies.rules.steps import ORDER
from casestudies.selectors.cases import cases_on
from casestudies.selectors.work import how_far, work_by_code

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from people.models import Municipality, User


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as it stands in a lesson, with somebody's own road."""

    title: str
    url: str
    minutes: int
    place: int = 0
    steps: int = len(ORDER)
    is_finished: bool = False


def codes_of_cases(municipality_id: int | None) -> set[str]:
    """The cases that people of a municipality can do, or the shared ones. Two queries."""
    return set(_there(municipality_id).values_list("code", flat=True))


def finished_cases(person: User, municipality: Municipality, codes: Collection[str]) -> set[str]:
    """Which of these cases somebody finished. One query."""
    rows = CaseWork.objects.filter(
        person=person, municipality=municipality, case__code__in=codes, finished_at__isnull=False
    )
    return set(rows.values_list("case__code", flat=True))


def case_cards(
    person: User | None, municipality: Municipality | None, codes: Collection[str]
) -> dict[str, CaseCard]:
    """These cases by code, as far as somebody may do them. Three queries, whatever their number."""
    pages = _there(municipality.pk if municipality else None).filter(code__in=codes)
    mine = work_by_code(person, municipality, codes) if person and municipality else {}
    return {
        page.code: _card(page, mine.get(page.code)) for page in pages.only("code", "title", "minutes", "path")
    }


def _there(municipality_id: int | None) -> QuerySet[CaseStudyPage]:
    own = Q(municipality=None) | Q(municipality=municipality_id)
    shelves = CaseStudyIndexPage.objects.filter(own, live=True)
    return cases_on(shelves.values_list("path", flat=True))


def _card(page: CaseStudyPage, work: CaseWork | None) -> CaseCard:
    return CaseCard(
        title=page.title,
        url=page.get_absolute_url(),
        minutes=page.minutes,
        place=how_far(work)[0] if work else 0,
        is_finished=work is not None and work.finished_at is not None,
    )
