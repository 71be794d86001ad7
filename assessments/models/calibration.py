"""Calibrations: a rater rates standard recordings and compares with the reference. Ratings are never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.choices import Absence, CalibrationState
from assessments.models.rubrics import CalibrationRecording, RubricVersion

State = CalibrationState


class CalibrationRun(models.Model):
    """One calibration of one rater: which recordings, and how it went."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rubric_version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="calibrations")
    recordings = models.ManyToManyField(CalibrationRecording, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.BUSY)
    started_at = models.DateTimeField(_("started at"))
    completed_on = models.DateField(_("completed on"), null=True)
    result = models.JSONField(_("result"), default=dict, blank=True)

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("calibration")
        verbose_name_plural = _("calibrations")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality"],
                name="one_calibration_at_a_time",
                condition=Q(state=State.BUSY),
            ),
            models.CheckConstraint(
                condition=Q(state=State.BUSY, completed_on__isnull=True)
                | (~Q(state=State.BUSY) & Q(completed_on__isnull=False)),
                name="calibration_ends_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["person", "-completed_on"], name="calibrations_of_a_person")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Where it goes on, or where its result is."""
        return reverse("assessments:calibration_run", args=[self.pk])


class CalibrationRating(models.Model):
    """What a rater said of one criterion of one recording. Written once."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    run = models.ForeignKey(CalibrationRun, models.CASCADE, related_name="ratings")
    recording = models.ForeignKey(CalibrationRecording, models.PROTECT, related_name="+")
    criterion = models.CharField(_("criterion"), max_length=8)
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    absence = models.CharField(_("why there is no level"), max_length=15, choices=Absence.choices, blank=True)
    rated_at = models.DateTimeField(_("rated at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("rating of a recording")
        verbose_name_plural = _("ratings of recordings")
        ordering = ["recording", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "recording", "criterion"], name="recording_rated_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=False, level__gte=1, level__lte=4, absence="")
                | Q(level__isnull=True, absence__in=Absence.values),
                name="a_level_or_why_not_here_either",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.recording_id} · {self.criterion}"
