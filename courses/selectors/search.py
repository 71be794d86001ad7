"""Searching lessons and terms: Dutch word forms, and words that were mistyped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    TrigramSimilarity,
    TrigramWordSimilarity,
)
from django.db.models import F, Q
from django.utils.html import escape
from django.utils.safestring import mark_safe

from courses.models import GlossaryTerm, LessonText, SearchWord
from courses.rules.outline import Spot

if TYPE_CHECKING:
    from collections.abc import Collection

    from courses.rules.outline import Path

SEARCH_CONFIG = "dutch"
LONGEST_QUERY = 100
MOST_RESULTS = 30
MOST_TERMS = 5
MOST_WORDS = 6
# Above this likeness a word is taken for a typing mistake of another (0 to 1).
ALIKE = 0.35
START, STOP = "\u0001", "\u0002"


@dataclass(frozen=True, slots=True)
class Hit:
    """A lesson that was found."""

    spot: Spot
    excerpt: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search gave."""

    asked: str
    meant: str
    terms: list[GlossaryTerm]
    hits: list[Hit]
    has_more: bool = False

    @property
    def was_corrected(self) -> bool:
        """Whether we searched for something else than was typed."""
        return self.asked != self.meant


def search(text: str, *, paths: Collection[Path]) -> Findings:
    """Lessons on these paths and terms that fit a text. Three queries, and one per word to correct."""
    asked = " ".join(text.split())[:LONGEST_QUERY]
    spots = {lesson.pk: _spot(path, lesson.pk) for path in paths for lesson in path.lessons()}
    hits = _lessons(asked, spots)
    meant = asked
    if not hits and asked:
        meant = _corrected(asked)
        hits = _lessons(meant, spots) if meant != asked else []
    return Findings(asked, meant, _terms(meant), hits[:MOST_RESULTS], len(hits) > MOST_RESULTS)


def _lessons(text: str, spots: dict[int, Spot]) -> list[Hit]:
    if not text:
        return []
    query = SearchQuery(text, config=SEARCH_CONFIG, search_type="websearch")
    rows = (
        LessonText.objects.filter(vector=query, lesson_id__in=spots)
        .annotate(
            rank=SearchRank(F("vector"), query),
            excerpt=SearchHeadline(
                "text",
                query,
                config=SEARCH_CONFIG,
                start_sel=START,
                stop_sel=STOP,
                max_words=30,
                min_words=15,
                max_fragments=1,  # words before what was found too, not only after it
            ),
        )
        .order_by("-rank", "lesson_id")[: MOST_RESULTS + 1]
    )
    return [Hit(spots[row.lesson_id], _marked(row.excerpt)) for row in rows]


def _terms(text: str) -> list[GlossaryTerm]:
    if not text:
        return []
    alike = TrigramWordSimilarity(text, "term")
    rows = GlossaryTerm.objects.filter(live=True).annotate(alike=alike)
    fitting = rows.filter(Q(alike__gte=0.6) | Q(term__icontains=text) | Q(plural__iexact=text))
    return list(fitting.order_by("-alike", "term")[:MOST_TERMS])


def _corrected(text: str) -> str:
    return " ".join(_nearest(word) for word in text.split()[:MOST_WORDS])


def _nearest(word: str) -> str:
    if len(word) < 4:
        return word
    rows = SearchWord.objects.annotate(alike=TrigramSimilarity("word", word.lower())).filter(alike__gte=ALIKE)
    best = rows.order_by("-alike", "word").values_list("word", flat=True).first()
    return best or word


def _marked(excerpt: str) -> str:
    """The excerpt on one line with what was found marked; its own text is escaped first."""
    lines = " · ".join(line for line in excerpt.splitlines() if line.strip())
    html = escape(f"… {lines} …").replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(html)  # noqa: S308 - escaped above


def _spot(path: Path, lesson_pk: int) -> Spot:
    module, lesson = path.places[lesson_pk]
    return Spot(path, module, lesson)
