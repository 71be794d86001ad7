"""For trainers: results of their own group, and extra time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments import api
from assessments.forms.extra_time import ExtraTimeForm
from assessments.selectors.group import (
    given_by,
    group_results,
    people_in_reach,
    tests_that_count,
    who_may_get_extra_time,
)
from assessments.views.asking import municipality_of, person_of, standing_of
from people import api as people
from people.choices import DataKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50
UNUSABLE = 422


@login_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Results of tests that count, of one's own group; each person can see that somebody looked."""
    municipality = municipality_of(request)
    found = people.reach_into(standing_of(request), municipality, DataKind.TEST_RESULT)
    if found is None:
        raise Http404
    reach, capacity = found
    page = Paginator(people_in_reach(municipality, reach), PER_PAGE).get_page(request.GET.get("pagina"))
    quizzes = tests_that_count(api.quizzes_visible_to(standing_of(request)))
    people.note_looks(
        viewer=person_of(request),
        people=list(page),
        municipality=municipality,
        data_kind=DataKind.TEST_RESULT,
        capacity=capacity,
        now=timezone.now(),
    )
    rows = group_results(municipality, list(page), quizzes)
    return render(request, "assessments/group_results.html", {"page": page, "rows": rows, "quizzes": quizzes})


@login_required
@require_http_methods(["GET", "POST"])
def extra_time(request: HttpRequest) -> HttpResponse:
    """Give somebody longer for tests with a time limit."""
    municipality, standing = municipality_of(request), standing_of(request)
    if not api.can_give_extra_time(standing, municipality):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = ExtraTimeForm(sent, people=who_may_get_extra_time(standing, municipality))
    if form.is_valid():
        api.give_extra_time(
            giver=person_of(request), municipality=municipality, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("The extra time has been changed."))
        return redirect("assessments:extra_time")
    context = {"form": form, "given": given_by(person_of(request), municipality)}
    return render(request, "assessments/extra_time.html", context, status=UNUSABLE if form.is_bound else 200)
