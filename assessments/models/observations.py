"""Observations: who watched whom, what each rater saw, and what the candidate says of it.

Ratings are never changed: a trigger refuses it, and rating again is another round.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.choices import Absence, ObservationPurpose, ObservationState, ObservedRole, RaterRelation
from assessments.models.rubrics import RubricVersion
from people.choices import Viewer
from progression.choices import CoreTask

State = ObservationState
LONGEST_TEXT = 2000


class Observation(models.Model):
    """Somebody was observed in a role; the raters' forms hang on it."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    candidate = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rubric_version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="observations")
    client_key = models.UUIDField(_("key of the device"), default=uuid.uuid4, editable=False)
    client_digest = models.CharField(
        _("digest of what the device sent"), max_length=64, blank=True, editable=False
    )
    role = models.CharField(_("role"), max_length=20, choices=ObservedRole.choices)
    activity = models.CharField(_("activity"), max_length=200)
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices, blank=True)
    occurred_on = models.DateField(_("date"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=ObservationPurpose.choices)
    required_raters = models.PositiveSmallIntegerField(_("raters needed"), default=1)
    look_fors = models.JSONField(_("look-fors of the activity"), default=list, blank=True)
    strength = models.TextField(_("one strength"), max_length=LONGEST_TEXT, blank=True)
    intention = models.TextField(_("one intention"), max_length=LONGEST_TEXT, blank=True)
    reply = models.TextField(_("reply of the candidate"), max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(_("made at"))
    handed_over_at = models.DateTimeField(_("handed over at"), null=True)
    seen_at = models.DateTimeField(_("first read by the candidate at"), null=True)
    replied_at = models.DateTimeField(_("replied at"), null=True)
    signed_at = models.DateTimeField(_("signed at"), null=True)
    superseded_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="supersedes")
    why_superseded = models.CharField(_("why it was replaced"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["-occurred_on", "-pk"]
        constraints = [
            # A telephone may send the same form twice; the table keeps one.
            models.UniqueConstraint(fields=["municipality", "client_key"], name="observation_once"),
            models.CheckConstraint(condition=~Q(candidate=F("observer")), name="nobody_observes_themselves"),
            models.CheckConstraint(
                condition=Q(state=State.SUPERSEDED, superseded_by__isnull=False)
                | (~Q(state=State.SUPERSEDED) & Q(superseded_by__isnull=True)),
                name="superseded_by_something",
            ),
            models.CheckConstraint(
                condition=Q(required_raters__gte=1, required_raters__lte=3), name="one_to_three_raters"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.SUPERSEDED]) | Q(handed_over_at__isnull=False),
                name="handed_over_before_signed",
            ),
        ]
        indexes = [
            models.Index(fields=["candidate", "-occurred_on"], name="observations_of_a_person"),
            models.Index(fields=["observer", "-occurred_on"], name="observations_by_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} · {self.activity}"

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("assessments:observation", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether raters may still work on it."""
        return self.state in {State.DRAFT, State.HANDED_OVER}


class ObservationRater(models.Model):
    """One rater's part in an observation. A trigger refuses that somebody rates themselves."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="raters")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    relation = models.CharField(_("relation to the candidate"), max_length=15, choices=RaterRelation.choices)
    draft = models.JSONField(_("form as far as it is"), default=dict, blank=True)
    look_fors = models.JSONField(_("look-fors"), default=list, blank=True)
    knock_out = models.BooleanField(_("serious failure"), default=False)
    motivation = models.TextField(_("why"), max_length=LONGEST_TEXT, blank=True)
    was_calibrated = models.BooleanField(_("calibrated when rating"), default=False)
    client_digests = models.JSONField(
        _("digests of what devices sent"), default=list, blank=True, editable=False
    )
    invited_at = models.DateTimeField(_("invited at"))
    rated_at = models.DateTimeField(_("rated at"), null=True)
    signature = models.CharField(_("signature"), max_length=200, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True)

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("rater")
        verbose_name_plural = _("raters")
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "rater"], name="rater_once"),
            models.CheckConstraint(
                condition=Q(knock_out=False) | ~Q(motivation=""), name="knock_out_is_explained"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(rated_at__isnull=False), name="rated_before_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observation_id} · {self.rater_id}"


class Rating(models.Model):
    """What a rater said of one criterion in a round. Written once; a second round stands beside the first."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    rater = models.ForeignKey(ObservationRater, models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    criterion = models.CharField(_("criterion"), max_length=8)
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    absence = models.CharField(_("why there is no level"), max_length=15, choices=Absence.choices, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    rated_at = models.DateTimeField(_("rated at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["rater", "round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "round", "criterion"], name="rating_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=False, level__gte=1, level__lte=4, absence="")
                | Q(level__isnull=True, absence__in=Absence.values),
                name="a_level_or_why_not",
            ),
            models.CheckConstraint(condition=Q(round__gte=1), name="rounds_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.rater_id} · {self.criterion}: {self.level or self.absence}"


class ObservationNote(models.Model):
    """What a rater saw or heard, at a moment."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    rater = models.ForeignKey(ObservationRater, models.CASCADE, related_name="notes")
    key = models.UUIDField(_("key"), default=uuid.uuid4, editable=False)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    noted_at = models.DateTimeField(_("noted at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("note of a rater")
        verbose_name_plural = _("notes of raters")
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "key"], name="observation_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rater_id} · {self.noted_at}"


class ObservationShare(models.Model):
    """A candidate lets their coach or manager read an observation, until they take it back."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="shares")
    viewer = models.CharField(_("with whom"), max_length=15, choices=Viewer.choices)
    shared_at = models.DateTimeField(_("shared at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("shared observation")
        verbose_name_plural = _("shared observations")
        ordering = ["shared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "viewer"],
                name="shared_once_at_a_time",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(viewer__in=[Viewer.COACH, Viewer.MANAGER]), name="shared_with_coach_or_manager"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observation_id} · {self.viewer}"
