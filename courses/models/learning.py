"""Who follows what, and how far they are. Progress is derived from the ledger and can be replayed from it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from courses.models.pages import LearningPathPage, LessonPage


class Enrolment(models.Model):
    """A person follows a learning path for a municipality."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    path = models.ForeignKey(LearningPathPage, models.PROTECT, related_name="enrolments")
    team = models.ForeignKey("people.Team", models.SET_NULL, null=True, blank=True, related_name="+")
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    enrolled_at = models.DateTimeField(_("enrolled at"))
    deadline = models.DateField(_("end date"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    needs_evaluation = models.BooleanField(_("needs evaluation"), default=False)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "path"],
                name="enrolment_once",
                condition=Q(ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="enrolment_to_evaluate", condition=Q(needs_evaluation=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.path_id}"


class LessonProgress(models.Model):
    """How far a person is with a lesson: what they did, and where they were."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="+")
    done_keys = ArrayField(models.UUIDField(), verbose_name=_("parts done"), default=list, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    anchor = models.CharField(_("place in the lesson"), max_length=80, blank=True)
    seen_at = models.DateTimeField(
        _("last seen at"),
        null=True,
        blank=True,
        help_text=_("Empty while only something done elsewhere counts in this lesson."),
    )

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("lesson progress")
        verbose_name_plural = _("lesson progress")
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "lesson"], name="progress_once"),
        ]
        indexes = [models.Index(fields=["lesson"], name="progress_by_lesson")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.lesson_id}"


class Note(models.Model):
    """What a learner wrote down for themselves, at a place in a lesson or about the whole lesson."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    # What somebody wrote outlives the lesson it was written in.
    lesson = models.ForeignKey(LessonPage, models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(_("place"))
    text = models.TextField(_("text"), blank=True)
    sequence = models.BigIntegerField(
        _("sequence"), help_text=_("Rises with each change; a lower one comes too late.")
    )
    changed_at = models.DateTimeField(_("changed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "lesson", "key"], name="note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.lesson_id}"


class TeamTotal(models.Model):
    """How far a group of teams was on a path when it was counted last: numbers only, for five people or more."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    path = models.ForeignKey(LearningPathPage, models.CASCADE, related_name="+")
    team_ids = ArrayField(models.BigIntegerField(), verbose_name=_("teams"))
    team_names = ArrayField(
        models.CharField(max_length=100, blank=True), verbose_name=_("names of the teams")
    )
    people = models.PositiveIntegerField(_("number of people"))
    numbers = models.JSONField(_("began and finished, per module"))
    lesson_numbers = models.JSONField(_("began and finished, per lesson"), default=dict)
    counted_at = models.DateTimeField(_("counted at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("numbers of a team")
        verbose_name_plural = _("numbers of teams")
        indexes = [models.Index(fields=["municipality", "path"], name="totals_of_a_path")]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=5), name="totals_of_five_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} · {self.path_id} · {self.team_names}"
