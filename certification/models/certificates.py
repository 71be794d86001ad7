"""Certificates: what was given to whom, by whom and until when; what the holder shows; and what was taken back."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from certification.choices import CertificateKind, Cluster
from certification.models.assessing import ProeveDecision
from certification.models.proeve import LONGEST_TEXT
from certification.rules.codes import grouped
from certification.rules.standing import Shown, standing
from progression.choices import CoreTask

if TYPE_CHECKING:
    from datetime import date

    from certification.choices import Standing

Kind = CertificateKind


class Certificate(models.Model):
    """A certificate of the training organisation. Written once; what changes about it is another row."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=16, unique=True, editable=False)
    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    holder_name = models.CharField(_("name of the holder"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    cluster = models.CharField(_("core tasks"), max_length=24, choices=Cluster.choices, blank=True)
    core_tasks = ArrayField(
        models.CharField(max_length=3, choices=CoreTask.choices), verbose_name=_("core tasks"), default=list
    )
    title = models.CharField(_("title"), max_length=200)
    content = models.TextField(_("content"), max_length=LONGEST_TEXT)
    issuer = models.CharField(_("training organisation"), max_length=200)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(_("issued at"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    net_hours = models.DecimalField(_("net hours"), max_digits=5, decimal_places=1)
    reflection_hours = models.DecimalField(
        _("hours of reflection"), max_digits=5, decimal_places=1, default=0
    )
    accreditation = models.CharField(_("accreditation number"), max_length=60, blank=True)
    register_points = models.DecimalField(
        _("register points"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    decision = models.ForeignKey(
        ProeveDecision, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    renews = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewed_by")
    salt = models.CharField(_("salt of the badge"), max_length=32)

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], name="one_certificate_a_proeve", condition=Q(renews__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PROFICIENCY, decision__isnull=False, valid_until__isnull=False)
                | Q(kind=Kind.COMPONENT, decision__isnull=True, renews__isnull=True),
                name="proficiency_follows_from_a_proeve",
            ),
            models.CheckConstraint(condition=~Q(holder=F("issued_by")), name="nobody_certifies_themselves"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="a_certificate_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(net_hours__gte=0, reflection_hours__gte=0), name="hours_are_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "-issued_on"], name="certificates_of_a_person"),
            models.Index(fields=["valid_until"], name="certificates_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} · {self.title}"

    def get_absolute_url(self) -> str:
        """Where its holder reads it."""
        return reverse("certification:certificate", args=[self.public_id])

    @property
    def readable_code(self) -> str:
        """The code as people read it."""
        return grouped(self.code)

    @property
    def is_revoked(self) -> bool:
        """Whether it was taken back."""
        return hasattr(self, "revocation")

    @property
    def shown(self) -> Shown:
        """What others may read of it who have the code."""
        sharing = getattr(self, "sharing", None)
        return sharing.shown if sharing else Shown()

    def standing_on(self, day: date) -> Standing:
        """How it stands on a day."""
        return standing(valid_until=self.valid_until, is_revoked=self.is_revoked, as_of=day)


class CertificateRevocation(models.Model):
    """That a certificate was taken back, by whom and why: a new fact, the certificate stays as it was."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="revocation")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)
    revoked_at = models.DateTimeField(_("revoked at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("revoked certificate")
        verbose_name_plural = _("revoked certificates")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_certificate_is_revoked_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}"


class CertificateSharing(models.Model):
    """What the holder lets anybody read who has the code. Without this row: nothing."""

    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    certificate = models.OneToOneField(Certificate, models.CASCADE, related_name="sharing")
    is_open = models.BooleanField(_("can be checked by its code"), default=False)
    shows_name = models.BooleanField(_("with my name"), default=False)
    shows_municipality = models.BooleanField(_("with my municipality"), default=False)
    shows_hours = models.BooleanField(_("with hours and content"), default=False)
    changed_at = models.DateTimeField(_("changed at"))

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("what is shown of a certificate")
        verbose_name_plural = _("what is shown of certificates")

    def __str__(self) -> str:
        return f"{self.certificate_id}"

    @property
    def shown(self) -> Shown:
        """The same as the rules know it."""
        return Shown(self.is_open, self.shows_name, self.shows_municipality, self.shows_hours)
