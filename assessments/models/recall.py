"""What somebody learnt and sees again after some days. Only that person ever sees it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from assessments.models.bank import Question, QuestionVersion


class RecallCard(models.Model):
    """A question that comes back, with where it stands on the ladder and the last answer."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    module = models.CharField(_("module"), max_length=20)
    step = models.PositiveSmallIntegerField(_("step"), default=0)
    due_on = models.DateField(_("comes back on"), null=True, blank=True)
    version = models.ForeignKey(QuestionVersion, models.PROTECT, null=True, blank=True, related_name="+")
    shown = models.JSONField(_("order on the screen"), default=dict, blank=True)
    answer = models.JSONField(_("answer"), default=dict, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("recall card")
        verbose_name_plural = _("recall cards")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "municipality", "question"], name="recall_card_once"),
        ]
        indexes = [
            models.Index(
                fields=["person", "due_on"], name="recall_card_due", condition=Q(due_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.question_id}"

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return reverse("assessments:recall_card", args=[self.pk])
