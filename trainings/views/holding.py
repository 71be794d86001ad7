"""Who was there, confirming that it was held, and looking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trainings import api
from trainings.forms.holding import AttendanceForm, ConfirmForm, CorrectAttendanceForm, LookBackForm
from trainings.views.common import at_meeting, back_with_reason

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who was there; once the meeting counts, only with a reason."""
    at = at_meeting(request, public_id)
    may = api.May(at)
    if not may.keep_attendance and not may.correct_attendance:
        return back_with_reason(request, at, may.keep_attendance)
    kind = CorrectAttendanceForm if may.correct_attendance else AttendanceForm
    form = kind(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(at, form)
        except api.NotPossible as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("Who was there has been kept."))
            return redirect(at.meeting if may.correct_attendance else form_address(public_id))
    confirm_form = ConfirmForm(initial={"hours": at.meeting.stretch.hours})
    return _attendance(request, at, form, confirm_form)


def form_address(public_id: UUID) -> str:
    """Where who was there is filled in."""
    return reverse("trainings:attendance", args=[public_id])


def _keep(at: api.AtMeeting, form: AttendanceForm) -> None:
    known: dict[str, Any] = {"by": at.viewer, "meeting_id": at.meeting.pk, "there": form.there()}
    known["now"] = timezone.now()
    if "reason" in form.fields:
        api.correct_attendance(**known, reason=form.cleaned_data["reason"])
    else:
        api.keep_attendance(**known)


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that the meeting was held."""
    at = at_meeting(request, public_id)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            api.confirm_meeting(
                by=at.viewer, meeting_id=at.meeting.pk, hours=form.hours_given(), now=timezone.now()
            )
        except api.NotPossible as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("The meeting has been confirmed. Now it counts."))
            return redirect(at.meeting)
    if api.May(at).keep_attendance:
        return _attendance(request, at, AttendanceForm(at=at), form)
    context = {"at": at, "may": api.May(at), "meeting": at.meeting, "confirm_form": form}
    return render(request, "trainings/meeting.html", context, status=422)


def _attendance(
    request: HttpRequest, at: api.AtMeeting, form: AttendanceForm, confirm_form: ConfirmForm
) -> HttpResponse:
    context = {"at": at, "meeting": at.meeting, "form": form, "confirm_form": confirm_form}
    status = 422 if form.is_bound or confirm_form.is_bound else 200
    return render(request, "trainings/attendance.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def look_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Three questions, once, without a name."""
    at = at_meeting(request, public_id)
    may = api.May(at)
    if not may.look_back:
        return back_with_reason(request, at, may.look_back)
    form = LookBackForm(request.POST or None)
    if form.is_valid():
        try:
            api.look_back(
                person=at.viewer, meeting_id=at.meeting.pk, answers=form.answers(), now=timezone.now()
            )
        except api.NotPossible as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("Thank you. Your answers are counted, without your name."))
        return redirect(at.meeting)
    context = {"at": at, "meeting": at.meeting, "form": form, "at_once": api.AT_ONCE}
    return render(request, "trainings/look_back.html", context, status=422 if form.is_bound else 200)
