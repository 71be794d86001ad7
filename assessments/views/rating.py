"""Filling in the form of an observation, and rating again after a discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments import api
from assessments.api import phone
from assessments.forms.observing import DiscussForm, RatingForm
from assessments.views.common import own_work
from assessments.views.watching import is_allowed, row_or_404
from core.forms.parking import unpark

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.models import ObservationRater

PAGE = "assessments:fill_in_observation"
NOTE, REMOVE, FINISH = "note", "remove:", "finish"


@own_work(back_to=PAGE)
@require_http_methods(["GET", "POST"])
def fill_in(request: HttpRequest, observation_id: int) -> HttpResponse:
    """A rater's form: kept as far as it is with every button, and on record with the last one."""
    row = row_or_404(request, observation_id)
    verdict = api.can_rate(row)
    if request.method == "POST" and verdict:
        return _posted(request, row)
    if not is_allowed(request, verdict):
        return redirect(row.observation)
    typed = unpark(request, request.path)
    form = RatingForm(row=row, initial={**_kept(row), **typed})
    return _page(request, row, form, has_typed=bool(typed))


@own_work(back_to="assessments:observation")
@require_http_methods(["GET", "POST"])
def discuss(request: HttpRequest, observation_id: int) -> HttpResponse:
    """Rate again where raters differ; what was said before stays on record."""
    row = row_or_404(request, observation_id)
    sheet = api.sheet_of(row.observation)
    if not is_allowed(request, api.can_rate_again(row, sheet)):
        return redirect(row.observation)
    form = DiscussForm(request.POST or None, criteria=sheet.to_rate_again(row))
    if form.is_valid():
        api.rate_again(row=row, given=form.given(), notes=form.notes(), now=timezone.now())
        messages.success(request, _("Your new levels stand beside the first ones."))
        return redirect(row.observation)
    asked = {criterion.code for criterion in form.asked}
    rows = {each.criterion.code: each for each in sheet.rows if each.criterion.code in asked}
    context = {
        "row": row,
        "observation": row.observation,
        "form": form,
        "criteria": [(*each, rows[each[0].code].given) for each in form.criteria()],
    }
    return render(
        request, "assessments/observations/discuss.html", context, status=422 if form.is_bound else 200
    )


def _posted(request: HttpRequest, row: ObservationRater) -> HttpResponse:
    action = request.POST.get("action", FINISH)
    form = RatingForm(request.POST, row=row)
    if action == FINISH:
        return _finish(request, row, form)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    _keep(row, form)
    if action.startswith(REMOVE) and action.removeprefix(REMOVE).isdigit():
        api.remove_observation_note(row=row, note_id=int(action.removeprefix(REMOVE)))
    messages.success(request, _("Saved. You can go on later."))
    return redirect(f"{request.path}#notes" if action == NOTE else request.path)


def _finish(request: HttpRequest, row: ObservationRater, form: RatingForm) -> HttpResponse:
    if not form.is_complete():
        return _page(request, row, form, status=422)
    _keep(row, form)
    api.rate(row=row, filled=form.filled(), now=timezone.now())
    messages.success(request, _("Your ratings are on record."))
    return redirect(row.observation)


def _keep(row: ObservationRater, form: RatingForm) -> None:
    """Keep everything as far as it is: the form, a new note, and the words for the debriefing."""
    filled = form.cleaned_data
    api.keep_form(row=row, draft=form.draft())
    if filled["note"]:
        api.add_observation_note(row=row, text=filled["note"], noted_at=timezone.now(), key=uuid4())
    if form.is_observers:
        api.write_words(
            person=row.rater,
            observation=row.observation,
            strength=filled["strength"],
            intention=filled["intention"],
        )


def _kept(row: ObservationRater) -> dict[str, Any]:
    words = {"strength": row.observation.strength, "intention": row.observation.intention}
    return {**words, **row.draft}


def _page(
    request: HttpRequest,
    row: ObservationRater,
    form: RatingForm,
    *,
    status: int = 200,
    has_typed: bool = False,
) -> HttpResponse:
    context = {
        "row": row,
        "observation": row.observation,
        "form": form,
        "notes": row.notes.all(),
        "whose": request.user.public_id,  # type: ignore[union-attr]
        "has_typed": has_typed,
        "may_take_along": phone.can_observe_offline(row.municipality),
    }
    return render(request, "assessments/observations/fill_in.html", context, status=status)
