"""Nakijken: an answer, its criteria, and nothing about whose it is or what somebody else thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import api
from assessments.forms.marking import draft_in, marking_form
from assessments.permissions.marking import can_mark
from assessments.rules.marking import is_over
from assessments.selectors.discussing import discussions_of
from assessments.selectors.marking import item_to_mark, jobs_for, turn_of, turns_of
from assessments.views.common import marker_or_404, own_work, person_of
from core.forms.parking import unpark

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.forms.marking import MarkingForm
    from assessments.models import Marking

CONFLICT = 409


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """How many answers wait, and what somebody is busy with."""
    marker, now = marker_or_404(request), timezone.now()
    context = {
        "may_mark": can_mark(marker, as_of=timezone.localdate()),
        "waiting": jobs_for(marker, now=now).count(),
        "turn": turn_of(marker, now=now),
        "to_discuss": discussions_of(marker),
        "done": turns_of(marker).filter(handed_in_at__isnull=False).count(),
    }
    return render(request, "assessments/marking/queue.html", context)


@login_required
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The next answer, for half an hour."""
    marker = marker_or_404(request)
    verdict = can_mark(marker, as_of=timezone.localdate())
    if not verdict:
        messages.error(request, str(verdict.reason))
        return redirect("assessments:marking_queue")
    turn = api.take_turn(marker=marker, now=timezone.now())
    if turn is None:
        messages.info(request, _("Nothing waits for you now."))
        return redirect("assessments:marking_queue")
    return redirect(turn)


@own_work(back_to="assessments:marking")
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest, marking_id: int) -> HttpResponse:
    """One answer to mark."""
    turn = _turn(request, marking_id)
    criteria = item_to_mark(turn.job).criteria
    if request.method != "POST":
        if turn.handed_in_at is not None or turn.job.decided_at is not None:
            return redirect("assessments:marking_queue")
        typed = unpark(request, request.path)
        return _page(request, turn, marking_form(criteria, draft=turn.draft, typed=typed))
    form = marking_form(criteria, request.POST, draft=turn.draft)
    if not form.is_valid():
        return _page(request, turn, form, status=422)
    handed = api.hand_in_marking(marking=turn, levels=form.levels(), now=timezone.now())
    if handed is api.Handed.TAKEN_OVER:
        return _taken_over(request, turn, form)
    if handed is api.Handed.IN:
        messages.success(request, _("Thank you. What you think of it has been kept."))
    else:
        messages.info(request, _("You marked this answer before. What you said then is kept as it is."))
    return redirect("assessments:marking_queue")


@own_work(back_to="assessments:marking")
@require_POST
def give_back(request: HttpRequest, marking_id: int) -> HttpResponse:
    """Leave an answer to somebody else."""
    turn = _turn(request, marking_id)
    draft = draft_in(request.POST, item_to_mark(turn.job).criteria)
    api.give_turn_back(marking=turn, draft=draft, now=timezone.now())
    messages.success(request, _("Somebody else can mark this answer now."))
    return redirect("assessments:marking_queue")


def _turn(request: HttpRequest, marking_id: int) -> Marking:
    return get_object_or_404(turns_of(marker_or_404(request)), pk=marking_id)


def _page(request: HttpRequest, turn: Marking, form: MarkingForm, *, status: int = 200) -> HttpResponse:
    context = {
        "turn": turn,
        "form": form,
        "item": item_to_mark(turn.job),
        "answer": turn.job.answer.answer.get("text", ""),
        "is_over": is_over(turn.lease_until, now=timezone.now()),
        "whose": person_of(request).public_id,
    }
    return render(request, "assessments/marking/mark.html", context, status=status)


def _taken_over(request: HttpRequest, turn: Marking, form: MarkingForm) -> HttpResponse:
    """Somebody else was quicker after the half hour: what was chosen is shown and kept."""
    chosen = [(field.label, dict(field.field.choices)[form.cleaned_data[field.name]]) for field in form]  # type: ignore[attr-defined]
    context = {"turn": turn, "chosen": chosen}
    return render(request, "assessments/marking/taken_over.html", context, status=CONFLICT)
