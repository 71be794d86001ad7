"""What a person played alone. Only that person ever sees it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from roleplays.choices import Outcome
from roleplays.models.scenarios import ScenarioVersion

LONGEST_REFLECTION = 5_000


class RolePlayRun(models.Model):
    """One run through a scenario: the choices say everything, so stepping back is taking one away."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="+")
    # The group in which it is counted, without a name.
    team = models.ForeignKey("people.Team", models.SET_NULL, null=True, blank=True, related_name="+")
    moves = ArrayField(
        models.CharField(max_length=40), verbose_name=_("choices made"), default=list, blank=True
    )
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome.choices, blank=True)
    reflection = models.TextField(_("reflection"), blank=True)
    started_at = models.DateTimeField(_("started at"))
    played_at = models.DateTimeField(_("played at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-played_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "version"],
                condition=Q(finished_at__isnull=True),
                name="one_open_run",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, outcome="")
                | (Q(finished_at__isnull=False) & ~Q(outcome="")),
                name="run_ends_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-played_at"], name="runs_of_a_person"),
            models.Index(fields=["version", "municipality"], name="runs_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.version_id}"
