"""Finding cases: by words, field of work, pitfall, role and length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q
from wagtail.fields import StreamField

from casestudies.choices import Length
from casestudies.models import CaseStudyPage
from casestudies.selectors.cases import cases_visible_to
from casestudies.selectors.work import work_by_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

    from casestudies.models import CaseWork
    from people.api import Standing
    from people.models import Municipality, User

SEARCH_CONFIG = "dutch"
# What a list does not need.
_IN_BLOCKS = [field.name for field in CaseStudyPage._meta.get_fields() if isinstance(field, StreamField)]
# Never the notes for facilitators, nor the answers.
SEARCHED = ("title", "summary", "situation", "wish")
SHORT_UP_TO, LONG_FROM = 20, 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is empty does not matter."""

    words: str = ""
    domain: str = ""
    context: str = ""
    pitfall: str = ""
    role: str = ""
    length: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list, with how far somebody is in it."""

    case: CaseStudyPage
    work: CaseWork | None


LENGTHS: dict[str, Q] = {
    Length.SHORT: Q(minutes__lte=SHORT_UP_TO),
    Length.MIDDLE: Q(minutes__gt=SHORT_UP_TO, minutes__lt=LONG_FROM),
    Length.LONG: Q(minutes__gte=LONG_FROM),
}
_FILTERS: dict[str, Callable[[str], Q]] = {
    "domain": lambda value: Q(domain=value),
    "context": lambda value: Q(context=value),
    "pitfall": lambda value: Q(pitfall_codes__contains=[value]),
    "role": lambda value: Q(role_codes__contains=[value]),
    "length": lambda value: LENGTHS[value],
}


def found_cases(standing: Standing, wanted: Wanted) -> QuerySet[CaseStudyPage]:
    """The cases that somebody may know about and that fit what they look for. A query for the shelves."""
    cases = cases_visible_to(standing)
    for name, fits in _FILTERS.items():
        value = getattr(wanted, name)
        if value:
            cases = cases.filter(fits(value))
    return _with_words(cases.defer(*_IN_BLOCKS), wanted.words)


def rows_for(person: User, municipality: Municipality | None, cases: Iterable[CaseStudyPage]) -> list[Row]:
    """Cases with how far somebody is in each. Two queries, whatever their number."""
    mine = work_by_code(person, municipality) if municipality else {}
    return [Row(case, mine.get(case.code)) for case in cases]


def _with_words(cases: QuerySet[CaseStudyPage], words: str) -> QuerySet[CaseStudyPage]:
    asked = " ".join(words.replace("\x00", "").split())
    if not asked:
        return cases
    query = SearchQuery(asked, config=SEARCH_CONFIG, search_type="websearch")
    vector = SearchVector(*SEARCHED, config=SEARCH_CONFIG)
    return cases.annotate(vector=vector).filter(
        Q(vector=query) | Q(code__iexact=asked) | Q(title__icontains=asked)
    )
