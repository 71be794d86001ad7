"""What somebody answered in a test, and what became of it. An attempt explains itself: it keeps terms and versions."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.choices import AttemptState, RedFlag
from assessments.models.bank import QuestionVersion
from assessments.models.quizzes import Quiz


class Attempt(models.Model):
    """Somebody takes a test, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title at the time"), max_length=160)
    terms = models.JSONField(_("terms at the time"))
    state = models.CharField(
        _("state"), max_length=10, choices=AttemptState.choices, default=AttemptState.OPEN
    )
    started_at = models.DateTimeField(_("started at"))
    deadline_at = models.DateTimeField(_("time is up at"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    percent = models.DecimalField(_("score"), max_digits=4, decimal_places=1, null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), null=True, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "quiz", "number"], name="attempt_once"),
            # Two tabs that begin at once share one attempt.
            models.UniqueConstraint(
                fields=["person", "municipality", "quiz"],
                name="one_open_attempt",
                condition=Q(state=AttemptState.OPEN),
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.OPEN, handed_in_at__isnull=True)
                | (~Q(state=AttemptState.OPEN) & Q(handed_in_at__isnull=False)),
                name="attempt_handed_in_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"], name="attempt_to_close", condition=Q(state=AttemptState.OPEN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.quiz_id} · {self.number}"

    def get_absolute_url(self) -> str:
        """Its questions while it is open, then its result."""
        name = "attempt" if self.is_open else "result"
        return reverse(f"assessments:{name}", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it was not handed in yet."""
        return self.state == AttemptState.OPEN

    @property
    def waits(self) -> bool:
        """Whether a person still has to mark one of its answers; until then its score says nothing."""
        return bool(self.result.get("waiting"))


class AttemptItem(models.Model):
    """One question of an attempt, in the version and the order that this person saw."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="items")
    # Its attempt's, kept here too: so the fence needs no join, and an answer is kept in one statement on one table.
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    # By whose key the answer was weighed, when that key was mended after it was asked.
    regraded_with = models.ForeignKey(
        QuestionVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    question = models.CharField(_("identifier"), max_length=40)
    module = models.CharField(_("module"), max_length=20)
    competency = models.CharField(_("criterion"), max_length=2, blank=True)
    shown = models.JSONField(_("order on the screen"), default=dict)
    answer = models.JSONField(_("answer"), default=dict, blank=True)
    sequence = models.BigIntegerField(
        _("sequence"), default=0, help_text=_("Rises with each answer; a lower one comes too late.")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    is_flagged = models.BooleanField(_("to come back to"), default=False)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=4, null=True, blank=True)
    max_points = models.DecimalField(_("most points"), max_digits=8, decimal_places=4, null=True, blank=True)
    min_points = models.DecimalField(
        _("fewest points"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    is_right = models.BooleanField(_("right"), null=True, blank=True)
    red_flag = models.CharField(_("red flag"), max_length=10, choices=RedFlag.choices, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("question of an attempt")
        verbose_name_plural = _("questions of attempts")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_item_once"),
            models.UniqueConstraint(fields=["attempt", "version"], name="attempt_asks_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.position}"


class ExtraTime(models.Model):
    """Somebody gets longer for a test with a time limit. Why is nobody's business, so it is not kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField(
        _("percent extra"), validators=[MinValueValidator(1), MaxValueValidator(900)]
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(_("given at"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality"], name="extra_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.percent}%"
