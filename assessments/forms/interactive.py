"""What an exercise sends, and the file that an author brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.forms.bank import OwnForm
from h5p.api import RefusedStatement, read_state, read_statement
from h5p.choices import Flaw

if TYPE_CHECKING:
    from h5p.api import Statement

LARGEST = 300 * 1024 * 1024
HIGHEST_SEQUENCE = 2**62


class StatementForm(forms.Form):
    """A statement, where somebody is, or both; as texts that a package wrote."""

    statement = forms.CharField(required=False, strip=False)
    state = forms.CharField(required=False, strip=False)
    sequence = forms.IntegerField(required=False, min_value=0, max_value=HIGHEST_SEQUENCE)

    def __init__(self, *args: Any, activity: str, mailbox: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.activity, self.mailbox = activity, mailbox

    def clean_statement(self) -> Statement | None:
        """The statement as far as it can be believed."""
        text = self.cleaned_data["statement"]
        try:
            return read_statement(text, activity=self.activity, mailbox=self.mailbox) if text else None
        except RefusedStatement as refused:
            raise ValidationError(str(refused.flaw.label)) from refused

    def clean_state(self) -> dict[str, Any] | None:
        """Where somebody is, by part."""
        text = self.cleaned_data["state"]
        try:
            return read_state(text) if text else None
        except RefusedStatement as refused:
            raise ValidationError(str(refused.flaw.label)) from refused

    def clean_sequence(self) -> int:
        """The order of what was sent; without one it comes before everything."""
        return self.cleaned_data["sequence"] or 0

    def clean(self) -> dict[str, Any]:
        """Something that was said; who sends another form hears that nothing of it was read."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and told["statement"] is None and told["state"] is None:
            raise ValidationError(str(Flaw.BROKEN.label))
        return told

    @property
    def message(self) -> str:
        """Everything that is wrong, in a line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class PackageForm(forms.Form):
    """A file from an H5P editor."""

    file = forms.FileField(
        label=_("H5P file"),
        help_text=_("A file that ends with .h5p, for example downloaded from another learning system."),
        widget=forms.ClearableFileInput(attrs={"accept": ".h5p"}),
    )

    def clean_file(self) -> Any:
        """A file with the right ending; a worker looks inside."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".h5p"):
            raise ValidationError(_("Choose a file that ends with .h5p."))
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 300 MB."))
        return file


class ExerciseForm(OwnForm):
    """An interactive exercise."""

    choose_whose = _("Choose for whom this exercise is.")
