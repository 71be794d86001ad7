"""How far somebody is in a core task, what each stage asks, and every change that was made."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import CoreTask, EvidenceKind, Span, Stage
from progression.rules.evidence import TARGET_WEEKS, VALID_MONTHS

MOST_WEEKS, MOST_MONTHS = 104, 120


class StageRequirement(models.Model):
    """What a stage asks, for every core task; an administrator may change it."""

    stage = models.SmallIntegerField(_("stage"), choices=Stage.choices)
    kind = models.CharField(_("evidence"), max_length=20, choices=EvidenceKind.choices)
    times = models.PositiveSmallIntegerField(_("how often"), default=1, validators=[MinValueValidator(1)])
    at_least = models.DecimalField(
        _("at least"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(4)],
    )
    within_months = models.PositiveSmallIntegerField(_("within so many months"), null=True, blank=True)
    span = models.CharField(_("is about"), max_length=10, choices=Span.choices, default=Span.TASK)

    class Meta:
        verbose_name = _("requirement of a stage")
        verbose_name_plural = _("requirements of stages")
        ordering = ["stage", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "kind"], name="requirement_once"),
            models.CheckConstraint(condition=Q(times__gte=1), name="requirement_asks_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.get_kind_display()} × {self.times}"

    def clean(self) -> None:
        """Refuse what nobody could ever meet."""
        problems = {
            "stage": (self.stage == Stage.APPLIED, _("Nothing is asked before S0. Choose a stage.")),
            "kind": (
                self.kind == EvidenceKind.KNOCK_OUT,
                _("A serious mistake is nothing to ask for. Choose something that somebody can show."),
            ),
            "at_least": (
                self.at_least is not None and self.kind != EvidenceKind.OBSERVATION,
                _("Only an observation has a level. Leave this empty, or nobody ever meets it."),
            ),
            "within_months": (
                self.within_months == 0,
                _("Nothing happens within 0 months. Leave this empty, or give a number."),
            ),
        }
        found = {name: str(text) for name, (is_wrong, text) in problems.items() if is_wrong}
        if found:
            raise ValidationError(found)


class StageTerm(models.Model):
    """How long a stage usually takes before the next, and for how long it holds; an administrator may change it."""

    stage = models.SmallIntegerField(_("stage"), choices=Stage.choices, unique=True)
    weeks = models.PositiveSmallIntegerField(
        _("weeks until the next stage is expected"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
    )
    months = models.PositiveSmallIntegerField(
        _("months for which it holds"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )

    class Meta:
        verbose_name = _("term of a stage")
        verbose_name_plural = _("terms of stages")
        ordering = ["stage"]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}"

    def clean(self) -> None:
        """Refuse a term where the rules have none: who applied has not begun, and S4 and S5 end instead of going on."""
        problems = {
            "stage": (self.stage == Stage.APPLIED, _("Terms begin at S0. Choose a stage.")),
            "weeks": (
                self.weeks is not None and self.stage not in TARGET_WEEKS,
                _("No next stage is expected by a date here. Leave this empty."),
            ),
            "months": (
                self.months is not None and self.stage not in VALID_MONTHS,
                _("Only S4 and S5 end. Leave this empty."),
            ),
        }
        found = {name: str(text) for name, (is_wrong, text) in problems.items() if is_wrong}
        if found:
            raise ValidationError(found)


class Trajectory(models.Model):
    """The road of one person in one core task of a municipality."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    core_task = models.CharField(_("core task"), max_length=3, choices=CoreTask.choices)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("trainer")
    )
    stage = models.SmallIntegerField(_("stage"), choices=Stage.choices, default=Stage.APPLIED)
    since = models.DateField(_("since"))
    # How many changes there were: a signature counts for the entry it was given for, and for no later one.
    entry = models.PositiveIntegerField(_("number of changes"), default=0)
    agreed_on = models.DateField(_("agreed to be put forward on"), null=True, blank=True)
    self_assessment = models.TextField(_("self-assessment"), blank=True)
    # A date that was agreed instead of the usual one, and when; both go when the stage changes.
    target_on = models.DateField(_("agreed target date"), null=True, blank=True)
    target_set_on = models.DateField(_("target date agreed on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    needs_evaluation = models.BooleanField(_("has to be evaluated"), default=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("trajectory")
        verbose_name_plural = _("trajectories")
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "core_task"], name="trajectory_once"),
            models.CheckConstraint(condition=~Q(person=F("trainer")), name="nobody_trains_themselves"),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | ~Q(self_assessment=""),
                name="agreement_with_self_assessment",
            ),
            models.CheckConstraint(
                condition=Q(target_on__isnull=True, target_set_on__isnull=True)
                | Q(target_on__gt=F("target_set_on")),
                name="agreed_date_lies_ahead",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality"], name="trajectory_waiting", condition=Q(needs_evaluation=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.core_task} · {self.stage}"

    def get_absolute_url(self) -> str:
        """Where its evidence and signatures stand."""
        return reverse("progression:trajectory", args=[self.pk])


class StageChange(models.Model):
    """That somebody went from one stage to another. Written once, never changed."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="changes")
    entry = models.PositiveIntegerField(_("number of the change"))
    from_stage = models.SmallIntegerField(_("from"), choices=Stage.choices)
    to_stage = models.SmallIntegerField(_("to"), choices=Stage.choices)
    changed_on = models.DateField(_("changed on"))
    changed_at = models.DateTimeField(_("changed at"))
    # Only for going back: a person decides it, with a reason and a plan.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    repair_plan = models.TextField(_("how it is repaired"), blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of stage")
        verbose_name_plural = _("changes of stage")
        ordering = ["entry"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "entry"], name="stage_change_once"),
            models.CheckConstraint(
                condition=Q(to_stage=F("from_stage") + 1, decided_by__isnull=True)
                | (
                    (
                        Q(to_stage=Stage.SUPERVISED, from_stage__gt=Stage.SUPERVISED)
                        | Q(
                            to_stage=F("from_stage") - 1,
                            from_stage__gt=Stage.CANDIDATE,
                            from_stage__lte=Stage.SUPERVISED,
                        )
                    )
                    & Q(decided_by__isnull=False)
                    & ~Q(reason="")
                    & ~Q(repair_plan="")
                ),
                name="no_stage_is_skipped_or_lost",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trajectory_id}: {self.from_stage} → {self.to_stage}"
