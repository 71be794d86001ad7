"""What would happen if a coach left: a question that changes nothing, and that the coach can read was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.api import note_looks, people_in
from people.choices import DataKind, Viewer
from progression import api
from progression.choices import CoreTask, Number
from progression.forms.leaving import LeavingForm
from progression.views.desk import closed, full_desk_or_404

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from people.models import User
    from progression.views.desk import Desk

COMPARED = (Number.READINESS, Number.BUS_FACTOR, Number.FORECAST, Number.MARGIN)


@login_required
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Coverage and date with a coach and without, from now or from a month that comes, for the lead."""
    desk = full_desk_or_404(request)
    if not api.can_decide_phase(desk.person, desk.municipality):
        raise Http404
    if not desk.may_see:
        return closed(request, desk)
    coaches = people_in(desk.municipality).filter(
        pk__in={each.person_id for each in desk.numbers.picture.roads}
    )
    form = LeavingForm(request.GET or None, coaches=coaches, today=desk.numbers.picture.today)
    if form.has_error("coach", "invalid_choice"):
        raise Http404
    context: dict[str, Any] = {"form": form, "coaches": coaches}
    if form.is_valid():
        context |= _without(desk, form.cleaned_data["coach"], form.cleaned_data["month"])
    status = 422 if form.errors else 200
    return render(request, "progression/takeover/what_if.html", context, status=status)


def _without(desk: Desk, coach: User, month: date | None) -> dict[str, Any]:
    note_looks(
        viewer=desk.person,
        people=[coach],
        municipality=desk.municipality,
        data_kind=DataKind.STAGE,
        capacity=Viewer.LEAD,
        now=timezone.now(),
    )
    now, day = desk.numbers, month or desk.numbers.picture.today
    kept, without = api.ahead_of(now, on=day), api.ahead_of(now, on=day, without=coach.pk)
    supplies = zip(now.supplies, kept.supplies, without.supplies, strict=True)
    return {
        "chosen": coach,
        "month": month,
        "tasks": [
            (CoreTask(each[0].core_task), *each, without.enough_on(each[0].core_task)) for each in supplies
        ],
        "numbers": [(each, *(api.value_of(of, each) for of in (now, kept, without))) for each in COMPARED],
        "assumption": api.assumption(without),
    }
