"""The lists of observations, and beginning one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments import api
from assessments.forms.start_observing import StartForm
from assessments.views.watching import municipality_or_404, note_that_they_look, person_of, standing_of
from people.choices import Viewer

if TYPE_CHECKING:
    from django.http import HttpRequest

PER_PAGE = 20


@login_required
@require_safe
def my_observations(request: HttpRequest) -> HttpResponse:
    """What others observed of who asks."""
    municipality = municipality_or_404(request)
    mine = api.observations_of(person_of(request), municipality)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("pagina"))
    may_observe = api.can_start_observing(standing_of(request), municipality)
    return render(request, "assessments/observations/mine.html", {"page": page, "may_observe": may_observe})


@login_required
@require_safe
def observations(request: HttpRequest) -> HttpResponse:
    """What who asks observes, and what others let them read."""
    municipality, person = municipality_or_404(request), person_of(request)
    may_observe = api.can_start_observing(standing_of(request), municipality)
    theirs = Paginator(api.observations_in_reach(person, municipality), PER_PAGE).get_page(
        request.GET.get("andere")
    )
    rows = Paginator(api.observations_to_rate(person, municipality), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    if not (may_observe or theirs or rows):
        raise Http404
    if theirs:
        seen = {row.candidate_id: row.candidate for row in theirs}
        capacity = api.capacity_to_see(person, theirs[0]) if theirs else Viewer.TRAINER
        note_that_they_look(request, seen.values(), municipality, capacity)
    context = {"rows": rows, "theirs": theirs, "may_observe": may_observe}
    return render(request, "assessments/observations/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin to observe somebody of one's own group."""
    municipality, standing = municipality_or_404(request), standing_of(request)
    if not api.can_start_observing(standing, municipality):
        raise Http404
    person = person_of(request)
    form = StartForm(request.POST or None, person=person, municipality=municipality, standing=standing)
    if form.is_valid():
        observation, _is_new = api.start_observation(
            observer=person,
            municipality=municipality,
            start=form.start(),
            now=timezone.now(),
            key=form.cleaned_data["key"],
        )
        return redirect("assessments:fill_in_observation", observation.pk)
    status = 422 if form.is_bound else 200
    return render(request, "assessments/observations/start.html", {"form": form}, status=status)
