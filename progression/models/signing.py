"""Who guided a candidate, who signed that a stage may be entered, and signatures that were taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import Capacity, SignerRole, Stage

ABOVE = [SignerRole.MANAGER, SignerRole.LEAD]


class Guide(models.Model):
    """That somebody guided a candidate. Who did never assesses that candidate for S4."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey("progression.Trajectory", models.PROTECT, related_name="guides")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "person"], name="guide_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.trajectory_id}"


class SignOff(models.Model):
    """A signature, with the evidence as it was then. Written once, never changed; triggers say who may not sign."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    trajectory = models.ForeignKey("progression.Trajectory", models.PROTECT, related_name="sign_offs")
    entry = models.PositiveIntegerField(_("number of the change"))
    stage = models.SmallIntegerField(_("stage"), choices=Stage.choices)
    capacity = models.CharField(_("signed as"), max_length=20, choices=Capacity.choices)
    role = models.CharField(_("role"), max_length=10, choices=SignerRole.choices)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_on = models.DateField(_("signed on"))
    signed_at = models.DateTimeField(_("signed at"))
    evidence = models.JSONField(_("evidence at that moment"))
    evidence_hash = models.CharField(_("hash of the evidence"), max_length=64)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__in=ABOVE) | Q(capacity__in=[Capacity.TIME, Capacity.MANDATE]),
                name="above_signs_time_and_mandate",
            ),
            models.CheckConstraint(
                condition=~Q(role=SignerRole.EDUCATOR) | Q(capacity=Capacity.INTERNAL_ASSESSOR),
                name="educator_signs_as_assessor",
            ),
        ]
        indexes = [models.Index(fields=["trajectory", "entry"], name="sign_offs_of_an_entry")]

    def __str__(self) -> str:
        return f"{self.signer_id}: {self.trajectory_id} → {self.stage}"


class Revocation(models.Model):
    """That a signature was taken back, by whom and why: a new fact, the signature itself stays as it was."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    sign_off = models.OneToOneField(SignOff, models.PROTECT, related_name="revocation")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    revoked_at = models.DateTimeField(_("revoked at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="revocation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.sign_off_id}"
