"""What a learner sends from a lesson."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.sequence import SequenceMixin

LONGEST_ANSWER = 20_000


class CheckForm(SequenceMixin):
    """A chosen answer."""

    choice = forms.IntegerField(
        min_value=0, max_value=20, error_messages={"required": _("Choose an answer first.")}
    )

    def answer(self) -> dict[str, Any]:
        """What is kept."""
        return {"choice": self.cleaned_data["choice"]}


class QuestionForm(SequenceMixin):
    """Something written."""

    text = forms.CharField(
        max_length=LONGEST_ANSWER,
        error_messages={
            "required": _("Write something first, even if it is one word."),
            "max_length": _("This text is too long. Keep it under %(limit_value)s characters."),
        },
    )

    def answer(self) -> dict[str, Any]:
        """What is kept."""
        return {"text": self.cleaned_data["text"]}


class ExerciseForm(SequenceMixin):
    """The word that it was done, with or without a text."""

    text = forms.CharField(
        required=False,
        max_length=LONGEST_ANSWER,
        error_messages={"max_length": _("This text is too long. Keep it under %(limit_value)s characters.")},
    )

    def answer(self) -> dict[str, Any]:
        """What is kept."""
        return {"text": self.cleaned_data["text"]}


class DoneForm(SequenceMixin):
    """The word that it was read, seen or heard."""

    def answer(self) -> dict[str, Any]:
        """Nothing to keep."""
        return {}


class NoteForm(ExerciseForm):
    """A personal note; empty wipes it."""


class PlaceForm(forms.Form):
    """Where a learner is in a lesson."""

    section = forms.SlugField(max_length=80, required=False)
