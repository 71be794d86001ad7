"""Calibrating: where a rater stands, rating a standard recording, and the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import api
from assessments.choices import CalibrationState
from assessments.forms.calibrating import RecordingForm
from assessments.views.common import own_work
from assessments.views.watching import is_allowed, municipality_or_404, person_of, standing_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from assessments.models import CalibrationRun
    from people.models import Municipality

MOST_SHOWN = 20


@login_required
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Until when one's ratings count, and what one did to calibrate."""
    _rater_at_work(request)
    person, today = person_of(request), timezone.localdate()
    versions = [
        (version, api.calibrated_until(person, rubric=version.as_rule(), as_of=today))
        for version in api.versions_to_calibrate_on()
    ]
    runs = api.calibrations_of(person)[:MOST_SHOWN]
    busy = next((run for run in runs if run.state == CalibrationState.BUSY), None)
    context = {"versions": versions, "runs": runs, "busy": busy}
    return render(request, "assessments/calibration/overview.html", context)


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a calibration, or go on with the one that somebody is busy with."""
    municipality = _rater_at_work(request)
    wanted = request.POST.get("version", "")
    version = next((each for each in api.versions_to_calibrate_on() if str(each.pk) == wanted), None)
    if version is None:
        messages.error(request, _("There are not enough standard recordings for this rubric yet."))
        return redirect("assessments:calibration")
    run = api.start_calibration(
        person=person_of(request), municipality=municipality, version=version, now=timezone.now()
    )
    return redirect(run)


@login_required
@require_safe
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """The next recording to rate, or the result."""
    found = _own_run(request, run_id)
    if found.state != CalibrationState.BUSY:
        sheet = api.calibration_sheet(found)
        return render(request, "assessments/calibration/result.html", {"sheet": sheet, "run": found})
    following = next((each for each, was_rated in api.recordings_of(found) if not was_rated), None)
    if following is None:
        return redirect("assessments:calibration")
    return redirect("assessments:rate_recording", found.pk, following.slug)


@own_work(back_to="assessments:rate_recording")
@require_http_methods(["GET", "POST"])
def rate_recording(request: HttpRequest, run_id: int, slug: str) -> HttpResponse:
    """Read a conversation, and rate it like any other."""
    found = _own_run(request, run_id)
    recordings = api.recordings_of(found)
    recording = next((each for each, _was_rated in recordings if each.slug == slug), None)
    if recording is None:
        raise Http404
    if not is_allowed(request, api.can_rate_recording(found, recording)):
        return redirect(found)
    form = RecordingForm(request.POST or None, rubric=found.rubric_version.as_rule())
    if form.is_valid():
        api.rate_recording(run=found, recording=recording, given=form.given(), now=timezone.now())
        return redirect(found)
    context = {
        "run": found,
        "recording": recording.as_rule(),
        "source": recording,
        "form": form,
        "number": 1 + sum(was_rated for _each, was_rated in recordings),
        "total": len(recordings),
    }
    return render(request, "assessments/calibration/rate.html", context, status=422 if form.is_bound else 200)


def _rater_at_work(request: HttpRequest) -> Municipality:
    municipality = municipality_or_404(request)
    if not api.can_start_observing(standing_of(request), municipality):
        raise Http404
    return municipality


def _own_run(request: HttpRequest, run_id: int) -> CalibrationRun:
    return get_object_or_404(api.calibrations_of(person_of(request)), pk=run_id)
