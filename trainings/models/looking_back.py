"""What people said about a meeting, as counts only: there is no row of anybody's answers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from trainings.models.meetings import Meeting
from trainings.rules.evaluation import Tally, nothing


class EvaluationTally(models.Model):
    """One row per meeting, so that not even the order of rows tells who said what. Shown in lots of eight."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="evaluation")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    shown = models.JSONField(_("counts that are shown"), default=nothing)
    waiting = models.JSONField(_("counts that wait for a full lot"), default=nothing)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("evaluation of a meeting")
        verbose_name_plural = _("evaluations of meetings")

    def __str__(self) -> str:
        return f"{self.meeting_id}"

    @property
    def tally(self) -> Tally:
        """The counts, as the rules know them."""
        return Tally(self.shown, self.waiting)
