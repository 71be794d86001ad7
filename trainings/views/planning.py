"""Planning, changing and cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trainings import api
from trainings.forms.planning import MeetingForm, initial_of
from trainings.views.common import at_meeting, back_with_reason, municipality_or_404, person_of, standing_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from trainings.models import Meeting


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new meeting."""
    municipality, person, standing = municipality_or_404(request), person_of(request), standing_of(request)
    if not api.can_plan(standing, municipality):
        raise Http404
    form = MeetingForm(request.POST or None, person=person, municipality=municipality, standing=standing)
    if form.is_valid():
        try:
            meeting = api.plan_meeting(
                planner=person, municipality=municipality, plan=form.plan(), now=timezone.now()
            )
        except api.NotPossible as refused:
            _show(form, refused)
        else:
            messages.success(request, _("The meeting has been planned."))
            return redirect(meeting)
    return _form(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a meeting that has not been confirmed."""
    at = at_meeting(request, public_id)
    may = api.May(at)
    if not may.change:
        return back_with_reason(request, at, may.change)
    parts = {role.person_id: role.part for role in at.roles}
    form = MeetingForm(
        request.POST or None,
        person=at.viewer,
        municipality=at.meeting.municipality,
        standing=at.standing,
        initial=initial_of(at.meeting, parts),
    )
    if form.is_valid():
        try:
            api.change_meeting(
                person=at.viewer, meeting_id=at.meeting.pk, plan=form.plan(), now=timezone.now()
            )
        except api.NotPossible as refused:
            _show(form, refused)
        else:
            messages.success(request, _("The meeting has been changed. People's calendars follow."))
            return redirect(at.meeting)
    return _form(request, form, at.meeting)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Call a meeting off, after one question."""
    at = at_meeting(request, public_id)
    may = api.May(at)
    if not may.change:
        return back_with_reason(request, at, may.change)
    if request.method == "POST":
        try:
            api.cancel_meeting(person=at.viewer, meeting_id=at.meeting.pk, now=timezone.now())
        except api.NotPossible as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The meeting has been cancelled. Everybody gets a mail."))
        return redirect(at.meeting)
    return render(request, "trainings/cancel.html", {"at": at, "meeting": at.meeting})


def _show(form: MeetingForm, refused: api.NotPossible) -> None:
    """Put a no at the field it is about; what was typed stays."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _form(request: HttpRequest, form: MeetingForm, meeting: Meeting | None = None) -> HttpResponse:
    context = {"form": form, "meeting": meeting}
    return render(request, "trainings/plan.html", context, status=422 if form.is_bound else 200)
