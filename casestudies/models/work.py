"""What somebody does in a case. Only that person ever sees it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from casestudies.choices import CaseStep, Pitfall
from casestudies.models.pages import CaseStudyPage
from casestudies.models.versions import CaseVersion

LONGEST_ANSWER = 20_000
# Wagtail would note down whom a row is about, for everybody who may look that up in the admin.
NOT_FOR_THE_ADMIN = True


class CaseWork(models.Model):
    """A person's road through a case, in the version in which it began."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    case = models.ForeignKey(CaseStudyPage, models.PROTECT, related_name="+")
    version = models.ForeignKey(CaseVersion, models.PROTECT, related_name="+")
    # The group in which it is counted, without a name.
    team = models.ForeignKey("people.Team", models.SET_NULL, null=True, blank=True, related_name="+")
    step = models.CharField(_("how far"), max_length=10, choices=CaseStep.choices, default=CaseStep.SITUATION)
    facts_open = models.PositiveSmallIntegerField(_("facts that are open"), default=0)
    prediction = models.PositiveSmallIntegerField(_("what was expected"), null=True, blank=True)
    answer = models.TextField(_("own answer"), blank=True)
    answer_sequence = models.BigIntegerField(
        _("sequence"), default=0, help_text=_("Rises with each change; a lower one comes too late.")
    )
    begun_at = models.DateTimeField(_("begun at"))
    changed_at = models.DateTimeField(_("changed at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("work on a case")
        verbose_name_plural = _("work on cases")
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "case"], name="case_work_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(step=CaseStep.GROUP),
                name="finished_case_is_at_its_end",
            ),
        ]
        indexes = [models.Index(fields=["version", "finished_at"], name="work_finished_in_a_version")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.case_id}"


class DiagnosisMark(models.Model):
    """A sentence that somebody marked, with the pitfall they saw in it; empty when they took the mark away."""

    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    work = models.ForeignKey(CaseWork, models.CASCADE, related_name="marks")
    sentence = models.CharField(_("sentence"), max_length=36)
    pitfall = models.CharField(_("pitfall"), max_length=20, choices=Pitfall.choices, blank=True)
    sequence = models.BigIntegerField(
        _("sequence"), help_text=_("Rises with each change; a lower one comes too late.")
    )

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = NOT_FOR_THE_ADMIN

    class Meta:
        verbose_name = _("marked sentence")
        verbose_name_plural = _("marked sentences")
        constraints = [
            models.UniqueConstraint(fields=["work", "sentence"], name="sentence_marked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}: {self.pitfall}"
