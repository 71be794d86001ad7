"""What a person answered to practise. Only that person ever sees it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager


class PracticeAnswer(models.Model):
    """The latest answer of a person to one practice question; the question is named by its block key."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey("people.Municipality", models.CASCADE, related_name="+")
    question = models.UUIDField(_("question"))
    answer = models.JSONField(_("answer"), default=dict)
    sequence = models.BigIntegerField(
        _("sequence"), help_text=_("Rises with each answer; a lower one comes too late.")
    )
    answered_at = models.DateTimeField(_("answered at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("practice answer")
        verbose_name_plural = _("practice answers")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "question"], name="practice_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.question}"
