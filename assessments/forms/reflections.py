"""What somebody writes in a reflection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.choices import ReflectionPrompt
from assessments.rules.reflections import QUESTIONS
from core.forms.sequence import SequenceMixin

if TYPE_CHECKING:
    from assessments.models import Reflection

LONGEST_ANSWER = 20_000
TOO_LONG = _("This text is too long. Keep it under %(limit_value)s characters.")


class BeginForm(forms.Form):
    """What to look back on."""

    prompt = forms.ChoiceField(choices=ReflectionPrompt.choices)


class ReflectionForm(SequenceMixin):
    """A title if somebody likes, and an answer to each guiding question."""

    title = forms.CharField(
        required=False,
        max_length=120,
        label=_("Title, to find it back by"),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, prompt: ReflectionPrompt, **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = QUESTIONS[prompt]
        for question in self.questions:
            self.fields[question.value] = forms.CharField(
                required=False,
                max_length=LONGEST_ANSWER,
                label=question.label,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"max_length": TOO_LONG},
            )

    def written(self) -> dict[str, Any]:
        """What is kept: the title, the answers that say something, and the rising number."""
        filled = self.cleaned_data
        answers = {q.value: filled[q.value] for q in self.questions if filled[q.value]}
        return {"title": filled["title"], "answers": answers, "sequence": filled["sequence"]}


def reflection_form(reflection: Reflection, data: Any = None, *, typed: Any = None) -> ReflectionForm:
    """The form of a reflection as it was kept, with what was typed since over it."""
    initial = {"title": reflection.title, **reflection.answers, **(typed or {})}
    return ReflectionForm(data, initial=initial, prompt=ReflectionPrompt(reflection.prompt))
