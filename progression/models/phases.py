"""The decisions by which a municipality goes from phase to phase, and the signatures under the gate."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from progression.choices import GateCapacity, Phase


class PhaseTick(models.Model):
    """That people agree that one thing of a phase is done."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    phase = models.SmallIntegerField(_("phase"), choices=Phase.choices)
    code = models.CharField(_("what is done"), max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ticked_on = models.DateField(_("ticked on"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("done for a phase")
        verbose_name_plural = _("done for phases")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "phase", "code"], name="tick_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} · F{self.phase} · {self.code}"


class PhaseChange(models.Model):
    """That a municipality went to another phase, who decided it and why. Written once, never changed."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    entry = models.PositiveIntegerField(_("number of the change"))
    from_phase = models.SmallIntegerField(_("from"), choices=Phase.choices)
    to_phase = models.SmallIntegerField(_("to"), choices=Phase.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=500, blank=True)
    grounds = models.JSONField(_("what was so at that moment"), default=list)
    changed_on = models.DateField(_("changed on"))
    changed_at = models.DateTimeField(_("changed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of phase")
        verbose_name_plural = _("changes of phase")
        ordering = ["entry"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "entry"], name="phase_change_once"),
            models.CheckConstraint(
                condition=Q(to_phase=models.F("from_phase") + 1)
                | (Q(to_phase__lt=models.F("from_phase")) & ~Q(reason="")),
                name="no_phase_is_skipped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}: F{self.from_phase} → F{self.to_phase}"


class GateSignature(models.Model):
    """That one of three people signs that a municipality took over, with the two quarters as they were then."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    entry = models.PositiveIntegerField(_("number of the change"))
    capacity = models.CharField(_("signed as"), max_length=10, choices=GateCapacity.choices)
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    evidence = models.JSONField(_("evidence at that moment"))
    evidence_hash = models.CharField(_("hash of the evidence"), max_length=64)
    signed_on = models.DateField(_("signed on"))
    signed_at = models.DateTimeField(_("signed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signature under the gate")
        verbose_name_plural = _("signatures under the gate")
        indexes = [models.Index(fields=["municipality", "entry"], name="signatures_of_a_gate")]

    def __str__(self) -> str:
        return f"{self.municipality_id} · {self.capacity}"


class GateRevocation(models.Model):
    """That a signature under the gate was taken back: a new fact, the signature stays as it was."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    signature = models.OneToOneField(GateSignature, models.PROTECT, related_name="revocation")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    revoked_at = models.DateTimeField(_("revoked at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signature under the gate that was taken back")
        verbose_name_plural = _("signatures under the gate that were taken back")

    def __str__(self) -> str:
        return f"{self.signature_id}"
