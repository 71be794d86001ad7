"""The list of meetings, one meeting, and coming to it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from trainings import api
from trainings.choices import SignUpState
from trainings.forms.holding import ConfirmForm
from trainings.views.common import (
    at_meeting,
    meeting_or_404,
    municipality_or_404,
    note_who_was_seen,
    person_of,
    standing_of,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What is to come, or what has been."""
    municipality, person, standing = municipality_or_404(request), person_of(request), standing_of(request)
    now, shows_past = timezone.now(), request.GET.get("toon") == "geweest"
    visible = api.meetings_visible_to(person, standing).filter(municipality=municipality)
    wanted = visible.over(now) if shows_past else visible.not_over(now)
    waits = api.to_confirm(person, standing, now=now).filter(municipality=municipality)
    context = {
        "page": Paginator(api.listed(wanted, person), PER_PAGE).get_page(request.GET.get("pagina")),
        "shows_past": shows_past,
        "to_confirm": waits[:PER_PAGE],
        "may_plan": api.can_plan(standing, municipality),
    }
    return render(request, "trainings/meetings.html", context)


@login_required
@require_safe
def meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about one meeting that this person may know."""
    at = at_meeting(request, public_id)
    note_who_was_seen(at)
    may = api.May(at)
    form = ConfirmForm(initial={"hours": at.meeting.stretch.hours}) if at.my_role and may.confirm else None
    context = {"at": at, "may": may, "meeting": at.meeting, "confirm_form": form}
    return render(request, "trainings/meeting.html", context)


@login_required
@require_POST
def sign_up(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a place."""
    found = meeting_or_404(request, public_id)
    try:
        mine = api.sign_up(person=person_of(request), meeting_id=found.pk, now=timezone.now())
    except api.NotPossible as refused:
        return _refused(request, public_id, refused)
    if mine.state == SignUpState.PLACED:
        messages.success(
            request, _("You have a place. You get a mail that puts the meeting in your calendar.")
        )
    else:
        messages.info(
            request, _("You are on the waiting list. As soon as a place is free, you get it and a mail.")
        )
    return redirect(found)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a place back."""
    found = meeting_or_404(request, public_id)
    try:
        api.withdraw(person=person_of(request), meeting_id=found.pk, now=timezone.now())
    except api.NotPossible as refused:
        return _refused(request, public_id, refused)
    messages.success(request, _("You are no longer signed up. You need not say why."))
    return redirect("trainings:meetings")


def _refused(request: HttpRequest, public_id: UUID, refused: api.NotPossible) -> HttpResponse:
    """The page as it is now, with the reason."""
    at = at_meeting(request, public_id)
    context = {"at": at, "may": api.May(at), "meeting": at.meeting, "error": str(refused)}
    return render(request, "trainings/meeting.html", context, status=422)
