"""A proeve: one coach, one cluster of core tasks, one session."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from certification.choices import Cluster, ProeveState

State = ProeveState
OPEN = [State.REQUESTED, State.PLANNED, State.HELD]
SCENARIOS = (1, 2)
LONGEST_TEXT = 3000


class ProficiencyAssessment(models.Model):
    """A proeve van bekwaamheid, from asking for it until the decision."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey("people.Municipality", models.PROTECT, related_name="+")
    candidate = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cluster = models.CharField(_("core tasks"), max_length=24, choices=Cluster.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REQUESTED)
    readiness = models.TextField(_("why I am ready"), max_length=LONGEST_TEXT)
    requested_at = models.DateTimeField(_("asked for at"))
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    mandated_at = models.DateTimeField(_("time and mandate confirmed at"), null=True, blank=True)
    conversation_on = models.DateField(_("conversation with trainer and manager on"), null=True, blank=True)
    planner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    begins_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    scenario_1 = models.CharField(_("first scenario"), max_length=200, blank=True)
    scenario_2 = models.CharField(_("second scenario"), max_length=200, blank=True)
    drawn = models.PositiveSmallIntegerField(_("scenario that was drawn"), null=True, blank=True)
    recording = models.CharField(_("where the recording is"), max_length=200, blank=True)
    observation = models.OneToOneField(
        "assessments.Observation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    wagtail_reference_index_ignore = True  # results refer to no pages and files
    objects = ScopedManager(municipality="municipality")

    class Meta:
        verbose_name = _("proeve van bekwaamheid")
        verbose_name_plural = _("proeves van bekwaamheid")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "municipality", "cluster"],
                name="one_open_proeve_at_a_time",
                condition=Q(state__in=OPEN),
            ),
            models.CheckConstraint(condition=~Q(readiness=""), name="who_asks_says_why_they_are_ready"),
            models.CheckConstraint(
                condition=Q(manager__isnull=True, mandated_at__isnull=True)
                | Q(manager__isnull=False, mandated_at__isnull=False),
                name="a_mandate_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(manager__isnull=True) | ~Q(manager=F("candidate")),
                name="nobody_mandates_themselves",
            ),
            models.CheckConstraint(
                condition=Q(planner__isnull=True) | ~Q(planner=F("candidate")),
                name="nobody_plans_their_own_proeve",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.REQUESTED, State.WITHDRAWN])
                | (
                    Q(begins_at__isnull=False, mandated_at__isnull=False, planner__isnull=False)
                    & ~Q(scenario_1="")
                    & ~Q(scenario_2="")
                ),
                name="a_planned_proeve_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.HELD, State.DECIDED])
                | Q(observation__isnull=False, drawn__in=SCENARIOS),
                name="a_held_proeve_has_forms",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "state"], name="proeves_by_state")]

    def __str__(self) -> str:
        return f"{self.candidate_id} · {self.cluster} · {self.state}"

    def get_absolute_url(self) -> str:
        """Where it goes on."""
        return reverse("certification:proeve", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN

    @property
    def scenario(self) -> str:
        """The scenario that was drawn."""
        return {1: self.scenario_1, 2: self.scenario_2}.get(self.drawn or 0, "")
