"""The plan of a year and the agreements, filled in by lead or administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from progression import api
from progression.forms.agreements import AgreementsForm, PlanForm
from progression.views.desk import municipality_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.models import Municipality, User


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Hours and coaches per core task for this year."""
    person, municipality = _planner_or_404(request)
    today = timezone.localdate()
    picture = api.numbers_of(municipality, on=today).picture
    form = PlanForm(request.POST if request.method == "POST" else None, plan=picture.plan)
    if form.is_valid():
        api.keep_plan(person=person, municipality=municipality, year=today.year, planned=form.planned())
        messages.success(request, _("The year plan has been kept."))
        return redirect("progression:plan")
    context = {"form": form, "year": today.year, "picture": picture, "sees_all": _sees_all(request)}
    return render(request, "progression/takeover/plan.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def agreements(request: HttpRequest) -> HttpResponse:
    """The contract and the days that were agreed on."""
    person, municipality = _planner_or_404(request)
    known = api.numbers_of(municipality, on=timezone.localdate()).picture.takeover
    form = AgreementsForm(request.POST or None, instance=known, trainers=api.trainers_in(municipality))
    if form.is_valid():
        api.keep_agreements(person=person, municipality=municipality, agreed=form.cleaned_data)
        messages.success(request, _("The agreements have been kept."))
        return redirect("progression:agreements")
    context = {"form": form, "municipality": municipality, "sees_all": _sees_all(request)}
    status = 422 if form.is_bound else 200
    return render(request, "progression/takeover/agreements.html", context, status=status)


def _planner_or_404(request: HttpRequest) -> tuple[User, Municipality]:
    person, municipality = cast("User", request.user), municipality_or_404(request)
    if not api.can_plan_takeover(person, municipality):
        raise Http404
    return person, municipality


def _sees_all(request: HttpRequest) -> bool:
    """Whether the menu leads to the numbers too."""
    return api.sees_all_numbers(request.standing, municipality_or_404(request))  # type: ignore[attr-defined]
