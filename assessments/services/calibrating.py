"""Calibrating: rating standard recordings, and comparing with the reference once all are rated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from assessments.blocks.rubrics import word_of
from assessments.choices import CalibrationState
from assessments.models import CalibrationRating, CalibrationRun
from assessments.permissions.calibrating import can_rate_recording
from assessments.rules import calibration as rules
from assessments.rules.observing import Given
from assessments.selectors.calibration import least_known_recordings, recordings_of
from core.access import require
from progression.api import consider
from progression.choices import EvidenceKind
from records.api import Statement, record
from records.choices import ActivityKind, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.models import CalibrationRecording, RubricVersion
    from people.models import Municipality, User

Forms = dict[str, dict[str, Given]]


@transaction.atomic
def start_calibration(
    *, person: User, municipality: Municipality, version: RubricVersion, now: datetime
) -> CalibrationRun:
    """The calibration that somebody is busy with, or a new one on the recordings they know least."""
    busy = CalibrationRun.objects.filter(
        person=person, municipality=municipality, state=CalibrationState.BUSY
    ).first()
    if busy is not None:
        return busy
    run = CalibrationRun.objects.create(
        person=person, municipality=municipality, rubric_version=version, started_at=now
    )
    run.recordings.set(least_known_recordings(person, version))
    return run


@transaction.atomic
def rate_recording(
    *, run: CalibrationRun, recording: CalibrationRecording, given: Mapping[str, Given], now: datetime
) -> CalibrationRun:
    """Put on record what a rater says of a recording; with the last one the calibration has its result."""
    runs = CalibrationRun.objects.select_related("rubric_version")
    run = runs.select_for_update(of=("self",)).get(pk=run.pk)
    require(can_rate_recording(run, recording))
    CalibrationRating.objects.bulk_create(
        CalibrationRating(
            municipality_id=run.municipality_id,
            run=run,
            recording=recording,
            criterion=code,
            level=each.level,
            absence=each.absence,
            rated_at=now,
        )
        for code, each in given.items()
    )
    recordings = recordings_of(run)
    if all(was_rated for _recording, was_rated in recordings):
        _complete(run, [recording for recording, _ in recordings], now)
    if run.state == CalibrationState.PASSED:
        _tell(run, now)
    return run


def _complete(run: CalibrationRun, recordings: list[CalibrationRecording], now: datetime) -> None:
    """Compare with the reference as it is today, and keep both, so that the result explains itself."""
    comparisons = rules.compare(_rated(run), _references(recordings))
    found = rules.calibrate(comparisons)
    why = {
        (recording.slug, code): expected.why
        for recording in recordings
        for code, expected in recording.as_rule().references.items()
    }
    run.state = CalibrationState.PASSED if found.passed else CalibrationState.FAILED
    run.completed_on = localdate(now)
    run.result = {
        "kappa": None if found.kappa is None else str(found.kappa),
        "close": str(found.close),
        "exact": None if found.exact is None else str(found.exact),
        "to_practise": list(found.to_practise),
        "per_criterion": [_agreement(each) for each in found.per_criterion],
        "comparisons": [_compared(each, why) for each in comparisons],
        "titles": {recording.slug: recording.title for recording in recordings},
    }
    run.save(update_fields=["state", "completed_on", "result"])


def _compared(each: rules.Comparison, why: Mapping[tuple[str, str], str]) -> dict[str, str]:
    return {
        "recording": each.recording,
        "criterion": each.criterion,
        "rated": word_of(each.rated),
        "reference": word_of(each.reference),
        "why": why[each.recording, each.criterion],
    }


def _tell(run: CalibrationRun, now: datetime) -> None:
    """Who is in line with the reference has that as evidence for a stage."""
    statement = Statement(
        verb=Verb.COMPLETED,
        activity_kind=ActivityKind.EVIDENCE,
        activity=f"calibration:{run.pk}",
        occurred_at=now,
        title=str(EvidenceKind.CALIBRATION.label),
        context={"kind": str(EvidenceKind.CALIBRATION)},
    )
    record(person=run.person, municipality=run.municipality, statement=statement)
    consider(person=run.person, municipality=run.municipality, statements=[statement])


def _rated(run: CalibrationRun) -> Forms:
    forms: Forms = defaultdict(dict)
    for rating in run.ratings.select_related("recording"):
        forms[rating.recording.slug][rating.criterion] = Given(rating.level, rating.absence)
    return forms


def _references(recordings: list[CalibrationRecording]) -> Forms:
    return {
        recording.slug: {code: expected.given for code, expected in recording.as_rule().references.items()}
        for recording in recordings
    }


def _agreement(each: rules.CriterionAgreement) -> dict[str, Any]:
    return {
        "code": each.code,
        "close": str(each.close),
        "exact": str(each.exact),
        "leaning": str(each.leaning),
    }
