"""What somebody shares of their own work, and what they said of words that look like a personal detail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.choices import Audience
from assessments.models.portfolio import NOT_FOR_THE_ADMIN, EvidenceItem, PracticeCase, Reflection
from core.choices import PersonalDetail, WhyHarmless

# What can be shared, by the name of its relation.
SUBJECTS: dict[str, type[models.Model]] = {
    "reflection": Reflection,
    "case": PracticeCase,
    "evidence": EvidenceItem,
}
OwnWork = Reflection | PracticeCase | EvidenceItem


def relation_to(subject: OwnWork) -> dict[str, OwnWork]:
    """The relation under which something of one's own is shared, with itself."""
    return {name: subject for name, model in SUBJECTS.items() if isinstance(subject, model)}


class Share(models.Model):
    """Somebody let a coach or a trainer read something of theirs, from then until they took that back."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    # What is shared; empty once it was removed, when the title tells what it was.
    reflection = models.ForeignKey(Reflection, models.SET_NULL, null=True, blank=True, related_name="shares")
    case = models.ForeignKey(PracticeCase, models.SET_NULL, null=True, blank=True, related_name="shares")
    evidence = models.ForeignKey(EvidenceItem, models.SET_NULL, null=True, blank=True, related_name="shares")
    title = models.CharField(_("title at the time"), max_length=160)
    audience = models.CharField(_("with whom"), max_length=10, choices=Audience.choices)
    shared_at = models.DateTimeField(_("shared at"))
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        ordering = ["-shared_at"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=[subject, "audience"],
                    name=f"{subject}_shared_once",
                    condition=Q(withdrawn_at__isnull=True),
                )
                for subject in SUBJECTS
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.audience}"

    @property
    def subject(self) -> Reflection | PracticeCase | EvidenceItem | None:
        """What is shared; nothing when it was removed."""
        return self.reflection or self.case or self.evidence

    @property
    def shared_url(self) -> str:
        """Where who it is shared with reads it."""
        kind = next(subject for subject in SUBJECTS if getattr(self, f"{subject}_id"))
        return reverse(f"assessments:shared_{kind}", args=[getattr(self, f"{kind}_id")])


class HarmlessDetail(models.Model):
    """Its writer said of something that looks like a personal detail why it is none. The words themselves are not kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    reflection = models.ForeignKey(Reflection, models.CASCADE, null=True, blank=True, related_name="harmless")
    case = models.ForeignKey(PracticeCase, models.CASCADE, null=True, blank=True, related_name="harmless")
    evidence = models.ForeignKey(EvidenceItem, models.CASCADE, null=True, blank=True, related_name="harmless")
    kind = models.CharField(_("looks like"), max_length=15, choices=PersonalDetail.choices)
    mark = models.CharField(_("mark of the words"), max_length=64)
    reason = models.CharField(_("why it is none"), max_length=20, choices=WhyHarmless.choices)
    confirmed_at = models.DateTimeField(_("confirmed at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("harmless detail")
        verbose_name_plural = _("harmless details")
        constraints = [
            *(
                models.UniqueConstraint(fields=[subject, "mark"], name=f"harmless_once_in_{subject}")
                for subject in SUBJECTS
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
