"""Files with questions: what was brought and waits for a yes, and which questions came from one."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class BroughtFile(models.Model):
    """A file that somebody looks through before its questions come in. Only their session knows its key."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField(_("content"))
    destination = models.JSONField(_("destination"), default=dict)
    brought_at = models.DateTimeField(_("brought at"), db_index=True)

    class Meta:
        verbose_name = _("file with questions")
        verbose_name_plural = _("files with questions")

    def __str__(self) -> str:
        return self.name


class QuestionOrigin(models.Model):
    """The version in which a file left a question: what is newer was written here."""

    question = models.OneToOneField("assessments.Question", models.CASCADE, related_name="origin")
    revision = models.BigIntegerField(_("revision from a file"))

    class Meta:
        verbose_name = _("origin of a question")
        verbose_name_plural = _("origins of questions")

    def __str__(self) -> str:
        return str(self.question_id)
