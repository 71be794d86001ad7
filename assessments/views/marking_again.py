"""Nakijken: two who lie far apart about an answer talk about it, and each chooses again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import api
from assessments.forms.marking import MarkAgainForm
from assessments.selectors.discussing import discussion_of, discussions_of
from assessments.selectors.marking import capacity_of, item_to_mark, turns_of
from assessments.views.common import marker_or_404, own_work
from core.forms.parking import unpark
from people.api import note_looks
from people.choices import DataKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from assessments.models import Marking
    from assessments.selectors.discussing import Apart


@own_work(back_to="assessments:discuss_marking")
@require_http_methods(["GET", "POST"])
def discuss(request: HttpRequest, marking_id: int) -> HttpResponse:
    """What two people said of an answer, and the form with which each chooses again."""
    marker = marker_or_404(request)
    turn = get_object_or_404(turns_of(marker), pk=marking_id)
    if not discussions_of(marker).filter(pk=turn.pk).exists():
        messages.info(request, _("There is nothing to discuss about this answer any more."))
        return redirect("assessments:marking_queue")
    apart = discussion_of(turn.job)
    sent = request.POST if request.method == "POST" else None
    typed = unpark(request, request.path).dict()
    form = MarkAgainForm(sent, criteria=[each.criterion for each in apart], initial=typed)
    if form.is_valid():
        return _put_on_record(request, turn, form)
    return _page(request, turn, form, apart)


def _put_on_record(request: HttpRequest, turn: Marking, form: MarkAgainForm) -> HttpResponse:
    handed = api.mark_again(marking=turn, levels=form.levels(), notes=form.notes(), now=timezone.now())
    if handed is api.Handed.IN:
        messages.success(request, _("Your new levels stand beside the first ones."))
    else:
        messages.info(request, _("There is nothing to discuss about this answer any more."))
    return redirect("assessments:marking_queue")


def _page(request: HttpRequest, turn: Marking, form: MarkAgainForm, apart: Sequence[Apart]) -> HttpResponse:
    note_looks(
        viewer=turn.marker,
        people=[turn.job.answer.attempt.person],
        municipality=turn.municipality,
        data_kind=DataKind.TEST_RESULT,
        capacity=capacity_of(turn.marker, turn.municipality),
        now=timezone.now(),
    )
    context = {
        "form": form,
        "item": item_to_mark(turn.job),
        "answer": turn.job.answer.answer.get("text", ""),
        "apart": [(each, *form.fields_of(each.criterion)) for each in apart],
        "whose": turn.marker.public_id,
    }
    status = 422 if form.is_bound else 200
    return render(request, "assessments/marking/discuss.html", context, status=status)
