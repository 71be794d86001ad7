"""Whether somebody may calibrate, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from assessments.choices import CalibrationState
from core.access import ALLOWED, Verdict, denied

if TYPE_CHECKING:
    from assessments.models import CalibrationRecording, CalibrationRun


def can_rate_recording(run: CalibrationRun, recording: CalibrationRecording) -> Verdict:
    """Whether a recording can still be rated: once, before the reference is shown."""
    if run.state != CalibrationState.BUSY:
        return denied(_("This calibration is finished."))
    if run.ratings.filter(recording=recording).exists():
        return denied(_("You rated this conversation already."))
    return ALLOWED
