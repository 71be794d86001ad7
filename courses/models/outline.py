"""What a published lesson asks and says, kept as rows so that nobody has to open its body."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.choices import PartKind
from courses.models.pages import LessonPage


class LessonPart(models.Model):
    """A part of a published lesson. Written when the lesson is published."""

    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="parts")
    key = models.UUIDField(_("key"))
    kind = models.CharField(_("kind"), max_length=10, choices=PartKind.choices)
    title = models.CharField(_("title"), max_length=255)
    is_required = models.BooleanField(_("required"), default=True)
    reference = models.CharField(_("code of what is done elsewhere"), max_length=60, blank=True)
    position = models.PositiveIntegerField(_("position"))

    class Meta:
        verbose_name = _("part of a lesson")
        verbose_name_plural = _("parts of lessons")
        ordering = ["position"]
        constraints = [
            # The same key may stand in two lessons: a lesson that was copied to split it.
            models.UniqueConstraint(fields=["lesson", "key"], name="part_once"),
        ]
        indexes = [models.Index(fields=["key"], name="part_by_key")]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.title}"


class LessonText(models.Model):
    """The words of a published lesson, for searching and counting."""

    lesson = models.OneToOneField(LessonPage, models.CASCADE, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"))
    words = models.PositiveIntegerField(_("number of words"))
    vector = SearchVectorField(_("search words"))

    class Meta:
        verbose_name = _("text of a lesson")
        verbose_name_plural = _("texts of lessons")
        indexes = [
            GinIndex(fields=["vector"], name="lesson_words"),
            GinIndex(fields=["title"], name="lesson_typos", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that stands in some lesson, to find what somebody meant who mistyped it."""

    word = models.CharField(_("word"), max_length=60, primary_key=True)

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        indexes = [GinIndex(fields=["word"], name="word_typos", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word
