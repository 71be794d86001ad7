"""What somebody sends from the steps of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.choices import Pitfall
from casestudies.models.work import LONGEST_ANSWER
from core.forms.sequence import SequenceMixin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casestudies.rules.case import Line, Option

PREFIX = "zin-"
NOTHING = ("", _("No, nothing here"))


class FactForm(forms.Form):
    """The number of the fact that opens."""

    fact = forms.IntegerField(min_value=1, max_value=1000)


class PredictForm(forms.Form):
    """What somebody expects."""

    option = forms.TypedChoiceField(
        coerce=int,
        error_messages={
            "required": _("Choose first what you expect."),
            "invalid_choice": _("That answer is not one of these."),
        },
    )

    def __init__(self, *args: Any, options: tuple[Option, ...], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["option"].choices = [(place, option.text) for place, option in enumerate(options)]  # type: ignore[attr-defined]


class MarksForm(SequenceMixin):
    """A pitfall, or nothing, for each sentence."""

    def __init__(
        self, data: Any = None, *, lines: tuple[Line, ...], marks: Mapping[str, str] | None = None
    ) -> None:
        initial = {f"{PREFIX}{key}": pitfall for key, pitfall in (marks or {}).items()}
        super().__init__(data, initial=initial)
        self.lines = lines
        for number, line in enumerate(lines, start=1):
            self.fields[f"{PREFIX}{line.key}"] = forms.ChoiceField(
                required=False,
                label=_("Sentence %(number)s: does it go wrong here?") % {"number": number},
                choices=[NOTHING, *Pitfall.choices],
                error_messages={"invalid_choice": _("Choose a pitfall from the list.")},
            )

    def rows(self) -> list[tuple[Line, forms.BoundField]]:
        """Each sentence with its field."""
        return [(line, self[f"{PREFIX}{line.key}"]) for line in self.lines]

    def marks(self) -> dict[str, str]:
        """What was chosen, by sentence."""
        return {line.key: self.cleaned_data[f"{PREFIX}{line.key}"] for line in self.lines}


class AnswerForm(SequenceMixin):
    """Somebody's own answer."""

    answer = forms.CharField(
        required=False,
        max_length=LONGEST_ANSWER,
        label=_("What would you do, and why?"),
        help_text=_("Only you can read this. Write without names of residents."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "max_length": _("This text is too long. Keep it under %(limit_value)s characters."),
        },
    )


class OwnAnswerForm(AnswerForm):
    """The answer that somebody gives, which releases the one of the makers."""

    def clean_answer(self) -> str:
        """Ask for words of one's own first."""
        answer: str = self.cleaned_data["answer"]
        if not answer:
            raise forms.ValidationError(_("Write your own answer first, even if it is one sentence."))
        return answer
