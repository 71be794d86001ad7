"""Reads of tests: which ones somebody may know about, their terms, and what they can draw from."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.blocks.draws import draw_of
from assessments.choices import QuestionKind
from assessments.models import Quiz
from assessments.rules.drawing import Candidate, asks_something_scored, draw
from assessments.rules.passing import ALL, Norm
from assessments.rules.terms import Terms
from assessments.selectors.bank import current_versions
from core.api import is_under_review

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from assessments.rules.drawing import Draw, Short
    from people.api import Standing
    from people.models import Municipality


def quizzes_visible_to(standing: Standing) -> QuerySet[Quiz]:
    """The tests that somebody may know about: the shared ones, and their municipalities' own."""
    own = Q(municipality=None) | Q(municipality__in=standing.municipality_ids)
    return Quiz.objects.filter(own, live=True).select_related("needs")


def quizzes_for_a_list(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """The same tests with whose they are and `is_under_review`. One query."""
    return quizzes.select_related("municipality").annotate(is_under_review=is_under_review(Quiz))


def norm_of(quiz: Quiz) -> Norm:
    """What it takes to pass. No queries."""
    return Norm(
        measure=quiz.measure,
        overall=quiz.pass_percent,
        per_module=quiz.module_percent,
        all_right_in=(ALL,) if quiz.all_right else tuple(quiz.all_right_in),
        red_flags=quiz.red_flags_allowed,
        red_flags_send_to=tuple(quiz.red_flags_send_to),
    )


def must_be_passed(quiz: Quiz) -> bool:
    """Whether handing a test in is not enough. No queries."""
    return norm_of(quiz).asks_something


def terms_of(quiz: Quiz) -> Terms:
    """The terms of a test as they are now. No queries."""
    return Terms(
        draw=draw_of(quiz.draw),
        norm=norm_of(quiz),
        feedback=quiz.feedback,
        grading=quiz.grading,
        counts_for=quiz.counts_for,
        attempts=quiz.attempts_allowed,
        wait_days=quiz.wait_days,
        minutes=quiz.minutes,
    )


def candidates(draw: Draw, *, purpose: str, municipality: Municipality | None) -> dict[Candidate, str]:
    """What a draw can choose from, each with the criterion that it shows. One query."""
    modules = {module for stratum in draw.strata for module in stratum.modules}
    from_anywhere = bool(draw.fixed) or any(not stratum.modules for stratum in draw.strata)
    versions = current_versions(
        municipality=municipality, purposes=[purpose], modules=() if from_anywhere else modules
    )
    rows = versions.values_list(
        "pk", "question__identifier", "question__module", "question__kind", "question__competency"
    )
    return {
        Candidate(pk, question, module, is_scored=kind != QuestionKind.OPEN): competency
        for pk, question, module, kind, competency in rows
    }


def gaps_of(quiz: Quiz) -> list[str]:
    """What the bank lacks for a test, in sentences; empty when everything is there. One query."""
    terms = terms_of(quiz)
    found = candidates(terms.draw, purpose=quiz.purpose, municipality=quiz.municipality)
    return gap_texts(terms.draw, found)


def number_of_questions(quiz: Quiz, *, municipality: Municipality | None) -> int:
    """How many questions somebody gets now: what only teaches goes on without those that the bank lacks. One query."""
    terms = terms_of(quiz)
    found = candidates(terms.draw, purpose=quiz.purpose, municipality=municipality)
    return len(draw(terms.draw, found, source=Random(0)).chosen)  # noqa: S311 - only counts


def may_be_impossible(quiz: Quiz) -> bool:
    """Whether somebody can get a test to learn from that nobody marks and that has to be passed. One query at most."""
    terms = terms_of(quiz)
    if not terms.is_nobodys_to_mark:
        return False
    found = candidates(terms.draw, purpose=quiz.purpose, municipality=quiz.municipality)
    return bool(found) and not asks_something_scored(terms.draw, found)


def gap_texts(rules: Draw, found: Iterable[Candidate]) -> list[str]:
    """What these candidates lack for a draw, in sentences. No queries."""
    drawn = draw(rules, found, source=Random(0))  # noqa: S311 - only counts
    missing = [_("The question %(code)s is not there.") % {"code": code} for code in drawn.missing]
    return missing + [_short_text(short) for short in drawn.short]


def _short_text(short: Short) -> str:
    where = ", ".join(short.stratum.modules) or _("all modules")
    return _("%(modules)s: %(found)s of %(wanted)s questions.") % {
        "modules": where,
        "found": short.found,
        "wanted": short.stratum.count,
    }
