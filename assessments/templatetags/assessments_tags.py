"""What the templates of assessments ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from assessments.api import interactive
from assessments.choices import QuestionKind
from assessments.rules.feedback import NOTHING
from assessments.rules.masking import Asked
from assessments.selectors.quizzes import gaps_of, terms_of
from assessments.selectors.sentences import norm_text, percent_text
from assessments.views.asking import person_of
from assessments.views.questions import Place, QuestionView, question_view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from assessments.models import InteractiveExercise, Quiz
    from assessments.rules.items import Item
    from assessments.rules.terms import Terms
    from assessments.selectors.upstairs import ModuleLink

register = template.Library()
# Kinds of which the order in the bank gives nothing away.
IN_ORDER = frozenset(QuestionKind) - {QuestionKind.ORDER, QuestionKind.MATCH, QuestionKind.CLASSIFY}


class WrittenTerms(NamedTuple):
    """The terms of a test, and what it takes to pass in sentences."""

    terms: Terms
    sentences: list[str]


@register.filter
def percent(value: Decimal | None) -> str:
    """A score as people read it."""
    return "" if value is None else percent_text(value)


@register.filter
def with_quizzes(cells: Sequence[Any], quizzes: Sequence[Quiz]) -> list[tuple[Quiz, Any]]:
    """The cells of a row, each with the test of its column."""
    return list(zip(quizzes, cells, strict=True))


@register.simple_tag
def module_link(link: ModuleLink) -> SafeString | str:
    """A module by its code and title, as a link where there is one."""
    if not link.url:
        return link.title
    return format_html(
        '<a href="{}">{}</a>', link.url, _("%(code)s: %(title)s") % {"code": link.code, "title": link.title}
    )


@register.simple_tag
def quiz_terms(quiz: Quiz) -> WrittenTerms:
    """The terms of a test that is being written."""
    terms = terms_of(quiz)
    return WrittenTerms(terms, norm_text(terms.norm))


@register.simple_tag
def quiz_gaps(quiz: Quiz) -> list[str]:
    """What the bank lacks for a test, in sentences."""
    return gaps_of(quiz)


@register.simple_tag
def frame_to_look(exercise: InteractiveExercise, request: HttpRequest) -> str:
    """The address at which who previews an exercise plays its file; nothing without one."""
    current = exercise.package.current if exercise.package else None
    return interactive.frame_to_look(exercise, current, person_of(request)) if current else ""


@register.simple_tag
def as_asked(item: Item) -> QuestionView:
    """A question of the bank as somebody gets it, in an order that does not tell what belongs together."""
    keys = [option.key for option in item.options]
    order = {
        "options": keys if item.kind in IN_ORDER else sorted(keys),
        "targets": sorted(target.key for target in item.targets),
    }
    names = {key: key for key in [*keys, *order["targets"]]}
    return question_view(Asked(item, names), {}, order, NOTHING, Place())
