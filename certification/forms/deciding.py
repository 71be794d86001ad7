"""The interview, a verdict, a third assessor, and the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification import api
from certification.forms import fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.rules.rubrics import RubricCriterion
    from people.models import User

LEVELS = [("", _("Not raised")), *((str(level), str(level)) for level in range(1, 5))]


class InterviewForm(forms.Form):
    """A level and a word for each criterion that nobody could see; at most two are filled in."""

    def __init__(self, *args: Any, criteria: Iterable[RubricCriterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = tuple(criteria)
        for criterion in self.criteria:
            self.fields[criterion.code] = forms.ChoiceField(
                label=f"{criterion.code} {criterion.title}", choices=LEVELS, required=False
            )
            self.fields[f"{criterion.code}_note"] = fields.text(_("What did the candidate say?"), rows=2)

    def clean(self) -> dict[str, Any]:
        """Ask for a word with each level, and for at least one."""
        cleaned = super().clean() or self.cleaned_data
        raised = [each.code for each in self.criteria if cleaned.get(each.code)]
        for code in raised:
            if not cleaned.get(f"{code}_note"):
                self.add_error(f"{code}_note", _("Write what the candidate said."))
        if not raised:
            self.add_error(None, _("Choose a level for a criterion, or skip the interview."))
        return cleaned

    def raised(self) -> dict[str, tuple[int, str]]:
        """What was raised, with what was said."""
        filled = self.cleaned_data
        return {
            each.code: (int(filled[each.code]), filled[f"{each.code}_note"])
            for each in self.criteria
            if filled[each.code]
        }


class VerdictForm(forms.Form):
    """What one assessor says of the whole."""

    is_proficient = forms.TypedChoiceField(
        label=_("Is this candidate proficient?"),
        choices=[("yes", _("Proficient")), ("no", _("Not yet"))],
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
        error_messages={"required": _("Choose one of the two.")},
    )
    seen = fields.text(_("What did you see?"), required=_("Write what you saw."))
    missing = fields.text(
        _("What is missing?"), help_text=_("Needed with “not yet”. The candidate reads it.")
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing with "not yet"."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_proficient") is False and not cleaned.get("missing"):
            self.add_error("missing", _("Write what is missing. Without it nobody knows what to do."))
        return cleaned


class ThirdForm(forms.Form):
    """Who decides on the recording, and where that is."""

    third = forms.TypedChoiceField(
        label=_("Third assessor"), coerce=int, error_messages={"required": _("Choose somebody.")}
    )
    recording = fields.line(
        _("Where is the recording?"),
        required=_("Write where the third assessor finds the recording."),
        help_text=_("Name the place in your own archive. The recording itself is not kept here."),
    )

    def __init__(self, *args: Any, possible: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.possible = {person.pk: person for person in possible}
        names = [(pk, str(person)) for pk, person in self.possible.items()]
        self.fields["third"].choices = [("", _("Choose somebody")), *names]  # type: ignore[attr-defined]

    def person(self) -> User:
        """Who was chosen."""
        return self.possible[self.cleaned_data["third"]]


class ProficientForm(forms.Form):
    """The letter with "proficient"."""

    seen = fields.text(_("What was seen"), required=_("Write what was seen."))

    def letter(self) -> api.Letter:
        """The words of the letter."""
        return api.Letter(**self.cleaned_data)


class NotYetForm(ProficientForm):
    """The letter with "not yet": also what is missing, what closes the gap and when again."""

    missing = fields.text(_("What is missing"), required=_("Write what is missing."))
    closes_gap = fields.text(
        _("Which evidence closes the gap"), required=_("Write what the candidate can show next.")
    )
    new_date = fields.date(_("New date"), required=_("Give a date from which it can be done again."))


class StopForm(forms.Form):
    """Why it was stopped, and when again."""

    seen = fields.text(_("What happened?"), required=_("Write why it was stopped."), rows=3)
    new_date = fields.date(_("New date"), required=_("Give a date from which it can be done again."))

    def letter(self) -> api.Letter:
        """The words of the letter."""
        return api.Letter(**self.cleaned_data)
