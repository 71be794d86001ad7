"""Pages for authors in the admin: how a question does, and which goals are tested by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments import api
from assessments.api.on_line import short_supplies
from assessments.choices import Purpose
from assessments.models import Question, Quiz
from core.admin import LOOKING, admin_page, within_reach

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


@require_safe
def figures(request: HttpRequest, question_id: int) -> HttpResponse:
    """The figures of each version of a question that somebody may know about."""
    question = get_object_or_404(_within_reach(request), pk=question_id)
    context = {
        **admin_page(_("Figures of %(identifier)s") % {"identifier": question.identifier}, icon="help"),
        "question": question,
        "versions": api.figures_of(question),
        "fewest": api.FEWEST,
        "edit_url": reverse("wagtailsnippets_assessments_question:edit", args=[question.pk]),
    }
    return render(request, "assessments/analysis/figures.html", context)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which learning goals are tested by what: a picture and a table of the same numbers."""
    modules = api.coverage(_within_reach(request))
    context = {
        **admin_page(_("Coverage of goals"), icon="help"),
        "modules": modules,
        "short": short_supplies(within_reach(Quiz, request, LOOKING).filter(live=True)),
        "purposes": Purpose.choices,
        "gaps": [each for module in modules for each in module.goals if each.is_gap],
        "goals": sum(len(module.goals) for module in modules),
    }
    return render(request, "assessments/analysis/coverage.html", context)


def _within_reach(request: HttpRequest) -> QuerySet[Question]:
    """The questions that somebody who writes may know about; the admin's own door keeps everybody else out."""
    questions: QuerySet[Question] = within_reach(Question, request, LOOKING)
    return questions
