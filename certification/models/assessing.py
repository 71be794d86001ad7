"""Who assesses a proeve and what they say of it. Verdicts, interviews and decisions are written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from certification.choices import Result, SeatKind
from certification.models.proeve import LONGEST_TEXT, ProficiencyAssessment


class AssessorSeat(models.Model):
    """Somebody who assesses a proeve. A trigger refuses the candidate, and who guided them."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    proeve = models.ForeignKey(ProficiencyAssessment, models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(_("assesses as"), max_length=10, choices=SeatKind.choices)
    declared_at = models.DateTimeField(_("declared to be free of interests at"), null=True, blank=True)
    objection = models.TextField(_("objection of the candidate"), max_length=LONGEST_TEXT, blank=True)
    objected_at = models.DateTimeField(_("objected at"), null=True, blank=True)
    answer = models.TextField(_("answer to the objection"), max_length=LONGEST_TEXT, blank=True)

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("assessor")
        verbose_name_plural = _("assessors")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proeve", "kind"], name="one_assessor_a_seat"),
            models.UniqueConstraint(fields=["proeve", "person"], name="nobody_assesses_twice"),
            models.CheckConstraint(
                condition=Q(objection="", objected_at__isnull=True)
                | (~Q(objection="") & Q(objected_at__isnull=False)),
                name="an_objection_says_why",
            ),
            models.CheckConstraint(condition=Q(answer="") | ~Q(objection=""), name="an_answer_to_something"),
        ]

    def __str__(self) -> str:
        return f"{self.proeve_id} · {self.kind} · {self.person_id}"

    @property
    def is_contested(self) -> bool:
        """Whether an objection of the candidate waits for an answer."""
        return bool(self.objection) and not self.answer


class Verdict(models.Model):
    """What one assessor says of the whole."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    seat = models.OneToOneField(AssessorSeat, models.PROTECT, related_name="verdict")
    is_proficient = models.BooleanField(_("proficient"))
    seen = models.TextField(_("what I saw"), max_length=LONGEST_TEXT)
    missing = models.TextField(_("what is missing"), max_length=LONGEST_TEXT, blank=True)
    given_at = models.DateTimeField(_("given at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("verdict of an assessor")
        verbose_name_plural = _("verdicts of assessors")
        constraints = [
            models.CheckConstraint(condition=~Q(seen=""), name="a_verdict_says_what_was_seen"),
            models.CheckConstraint(
                condition=Q(is_proficient=True) | ~Q(missing=""), name="not_yet_says_what_is_missing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.is_proficient}"


class CriterionInterview(models.Model):
    """What the interview showed of a criterion that nobody could see. A trigger allows two, and never K9."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    proeve = models.ForeignKey(ProficiencyAssessment, models.PROTECT, related_name="interviews")
    criterion = models.CharField(_("criterion"), max_length=8)
    level = models.PositiveSmallIntegerField(_("level"))
    note = models.TextField(_("what was said"), max_length=LONGEST_TEXT)
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_at = models.DateTimeField(_("held at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("criterion in an interview")
        verbose_name_plural = _("criteria in interviews")
        ordering = ["criterion"]
        constraints = [
            models.UniqueConstraint(fields=["proeve", "criterion"], name="criterion_raised_once"),
            models.CheckConstraint(condition=~Q(criterion="K9"), name="safety_is_never_raised"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="raised_to_a_level"),
            models.CheckConstraint(condition=~Q(note=""), name="an_interview_is_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.proeve_id} · {self.criterion} → {self.level}"


class ProeveDecision(models.Model):
    """What a proeve came to, with the words of the letter and everything it was decided on. Never changed."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    proeve = models.OneToOneField(ProficiencyAssessment, models.PROTECT, related_name="decision")
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    mean = models.DecimalField(_("weighted mean"), max_digits=4, decimal_places=2, null=True, blank=True)
    seen = models.TextField(_("what was seen"), max_length=LONGEST_TEXT)
    missing = models.TextField(_("what is missing"), max_length=LONGEST_TEXT, blank=True)
    closes_gap = models.TextField(_("which evidence closes the gap"), max_length=LONGEST_TEXT, blank=True)
    new_date = models.DateField(_("new date"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"))
    decided_at = models.DateTimeField(_("decided at"))
    basis = models.JSONField(_("what it was decided on"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("decision about a proeve")
        verbose_name_plural = _("decisions about proeves")
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(seen=""), name="a_letter_says_what_was_seen"),
            models.CheckConstraint(
                condition=~Q(result=Result.NOT_YET)
                | (~Q(missing="") & ~Q(closes_gap="") & Q(new_date__isnull=False)),
                name="not_yet_shows_the_way",
            ),
            models.CheckConstraint(
                condition=Q(result=Result.PROFICIENT, valid_until__isnull=False)
                | (~Q(result=Result.PROFICIENT) & Q(valid_until__isnull=True)),
                name="only_proficient_is_valid",
            ),
            models.CheckConstraint(
                condition=Q(new_date__isnull=True) | Q(new_date__gt=models.F("decided_on")),
                name="a_new_date_comes_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proeve_id}: {self.result}"
