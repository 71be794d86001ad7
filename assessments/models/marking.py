"""Open answers that people mark: two who do not know of each other, who discuss it where they differ much.

A third decides where they still differ after that.

Marks are never changed: a trigger refuses it. Nobody marks their own answer: another trigger refuses that.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.models.attempts import AttemptItem


class MarkingJob(models.Model):
    """An answer of an attempt that was handed in, which waits for people to mark it."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    answer = models.OneToOneField(AttemptItem, models.CASCADE, related_name="marking_job")
    markers_needed = models.PositiveSmallIntegerField(_("markers needed"), default=2)
    asked_at = models.DateTimeField(_("asked at"))
    discussion_since = models.DateTimeField(_("to be discussed since"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to mark")
        verbose_name_plural = _("answers to mark")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(markers_needed__in=[2, 3]), name="two_or_three_markers"),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "asked_at"],
                name="answers_to_mark",
                condition=Q(decided_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}"


class Marking(models.Model):
    """One marker's turn at an answer, for as long as the lease lasts; after that somebody else may begin."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    job = models.ForeignKey(MarkingJob, models.CASCADE, related_name="markings")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    draft = models.JSONField(_("form as far as it is"), default=dict, blank=True)
    begun_at = models.DateTimeField(_("begun at"))
    lease_until = models.DateTimeField(_("reserved until"))
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    marked_again_at = models.DateTimeField(_("marked again at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("turn of a marker")
        verbose_name_plural = _("turns of markers")
        ordering = ["handed_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["job", "marker"], name="marker_once"),
            models.CheckConstraint(
                condition=Q(marked_again_at__isnull=True) | Q(handed_in_at__isnull=False),
                name="marked_before_again",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} · {self.marker_id}"

    def get_absolute_url(self) -> str:
        """Where its marker marks."""
        return reverse("assessments:marking", args=[self.pk])


class Mark(models.Model):
    """The level that a marker chose for one criterion, in a round. Written once: a later round stands beside it."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    marking = models.ForeignKey(Marking, models.CASCADE, related_name="marks")
    criterion = models.CharField(_("criterion"), max_length=8)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    level = models.PositiveSmallIntegerField(_("level"), help_text=_("0 for the first level."))
    note = models.CharField(_("what the discussion brought"), max_length=500, blank=True)
    marked_at = models.DateTimeField(_("marked at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["marking", "round", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["marking", "criterion", "round"], name="mark_once_a_round"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="one_or_two_rounds_of_marks"),
        ]

    def __str__(self) -> str:
        return f"{self.marking_id} · {self.criterion}: {self.level}"
