"""Evidence that was sent back with a reason, the candidate's one objection, and the answer of somebody else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import SignerRole, Stage


class Refusal(models.Model):
    """That somebody does not take evidence for good, and why: one fact, or all of it together."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey("progression.Trajectory", models.PROTECT, related_name="refusals")
    entry = models.PositiveIntegerField(_("number of the change"))
    stage = models.SmallIntegerField(_("stage"), choices=Stage.choices)
    fact = models.CharField(_("fact in the ledger"), max_length=64, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=SignerRole.choices)
    reason = models.TextField(_("reason"))
    refused_at = models.DateTimeField(_("refused at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        ordering = ["-refused_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="refusal_has_a_reason"),
            models.UniqueConstraint(
                fields=["trajectory", "fact"], name="fact_refused_once", condition=~Q(fact="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.trajectory_id}"


class Contest(models.Model):
    """That a candidate objects to a refusal. Once."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    refusal = models.OneToOneField(Refusal, models.PROTECT, related_name="contest")
    words = models.TextField(_("why"))
    contested_at = models.DateTimeField(_("contested at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="contest_says_why")]

    def __str__(self) -> str:
        return f"{self.refusal_id}"


class ContestAnswer(models.Model):
    """What somebody else than who refused says of it; after that it is settled."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    contest = models.OneToOneField(Contest, models.PROTECT, related_name="answer")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stands = models.BooleanField(_("the refusal stands"))
    words = models.TextField(_("why"))
    answered_at = models.DateTimeField(_("answered at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer to an objection")
        verbose_name_plural = _("answers to objections")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="contest_answer_says_why")]

    def __str__(self) -> str:
        return f"{self.contest_id}"
