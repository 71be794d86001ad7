"""Finding a case, reading what it is about, and beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.api.interactive import exercise_cards
from casestudies import api
from casestudies.forms.finding import FindingForm
from casestudies.views.common import (
    municipality_of,
    page_or_404,
    person_of,
    standing_of,
    step_url,
)

if TYPE_CHECKING:
    from assessments.api.interactive import ExerciseCard
    from casestudies.models import CaseStudyPage, CaseVersion
    from people.models import Municipality

PER_PAGE = 24


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Every case that somebody may do, to search and to filter."""
    form = FindingForm(request.GET)
    is_right = form.is_valid()
    found = api.found_cases(standing_of(request), form.wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "rows": api.rows_for(person_of(request), municipality_of(request), page.object_list),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "casestudies/cases.html", context, status=200 if is_right else 400)


@login_required
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, code: str) -> HttpResponse:
    """What a case is about; a post begins, or goes on where somebody was."""
    municipality = municipality_of(request)
    work = api.work_on(person_of(request), municipality, code) if municipality else None
    page = None if work else page_or_404(request, code)
    if request.method == "POST":
        begun = work or _begin(request, page, municipality)
        return redirect(step_url(code, api.road_of(begun).step))
    found = api.case_of_version(work.version if work else _version_or_404(page))
    context = {
        "case": found,
        "exercises": _exercises(request, found, municipality),
        "work": work,
        "road": api.road_of(work) if work else None,
        "may_begin": municipality is not None,
        "facilitates": api.can_facilitate(standing_of(request), municipality),
    }
    return render(request, "casestudies/case.html", context)


def _exercises(
    request: HttpRequest, found: api.Case, municipality: Municipality | None
) -> list[ExerciseCard]:
    """The exercises to practise with that somebody may do, in the order of the case."""
    codes = found.exercises
    cards = exercise_cards(person_of(request), municipality, codes) if codes else {}
    return [cards[code] for code in codes if code in cards]


def _version_or_404(page: CaseStudyPage | None) -> CaseVersion:
    version = api.latest_version(page) if page is not None else None
    if version is None:
        raise Http404
    return version


def _begin(
    request: HttpRequest, page: CaseStudyPage | None, municipality: Municipality | None
) -> api.CaseWork:
    if municipality is None:
        raise Http404
    return api.begin(
        person=person_of(request),
        municipality=municipality,
        version=_version_or_404(page),
        team_id=api.team_of(standing_of(request), municipality),
        now=timezone.now(),
    )
