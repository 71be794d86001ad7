"""What would happen if a coach left: a question that changes nothing, and that the coach can read was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.api import note_looks, people_in
from people.choices import DataKind, Viewer
from people.models import User
from progression import api
from progression.choices import CoreTask, Number
from progression.views.desk import closed, full_desk_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from progression.views.desk import Desk

COMPARED = (Number.READINESS, Number.BUS_FACTOR, Number.FORECAST, Number.MARGIN)


@login_required
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Coverage and date with a coach and without, for the lead."""
    desk = full_desk_or_404(request)
    if not api.can_decide_phase(desk.person, desk.municipality):
        raise Http404
    if not desk.may_see:
        return closed(request, desk)
    coaches = people_in(desk.municipality).filter(
        pk__in={each.person_id for each in desk.numbers.picture.roads}
    )
    context: dict[str, Any] = {"desk": desk, "coaches": coaches}
    wanted = request.GET.get("coach", "")
    if wanted:
        coach = get_object_or_404(coaches, pk=int(wanted) if wanted.isascii() and wanted.isdigit() else 0)
        context |= _without(desk, coach)
    return render(request, "progression/takeover/what_if.html", context)


def _without(desk: Desk, coach: User) -> dict[str, Any]:
    note_looks(
        viewer=desk.person,
        people=[coach],
        municipality=desk.municipality,
        data_kind=DataKind.STAGE,
        capacity=Viewer.LEAD,
        now=timezone.now(),
    )
    with_coach, without = desk.numbers, api.numbers_without(desk.numbers, coach.pk)
    supplies = zip(with_coach.picture.supplies, without.picture.supplies, strict=True)
    return {
        "chosen": coach,
        "tasks": [(CoreTask(now.core_task), now, then) for now, then in supplies],
        "numbers": [(each, api.value_of(with_coach, each), api.value_of(without, each)) for each in COMPARED],
    }
