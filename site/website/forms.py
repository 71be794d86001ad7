"""What an implementation lead fills in, and what somebody wants to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.api import people_in
from people.models import Team
from progression.choices import Number
from website.choices import ExportFormat, ExportKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from courses.rules.outline import Path
    from people.models import Municipality, User


LONGEST_LIST = 20_000
MOST_NAMED = 10


class DateInput(forms.DateInput):
    """A date as browsers pick it."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class DeadlineForm(forms.Form):
    """An end date, or none."""

    deadline = forms.DateField(
        required=False,
        label=_("End date"),
        help_text=_("Optional. Nobody is shut out after it; it only reminds."),
        widget=DateInput(),
        error_messages={"invalid": _("Give a date as day, month and year.")},
    )

    def clean_deadline(self) -> Any:
        """Refuse a date that has passed."""
        deadline = self.cleaned_data["deadline"]
        if deadline is not None and deadline < timezone.localdate():
            raise forms.ValidationError(_("This date has passed. Choose a day from today on."))
        return deadline


class EnrolForm(DeadlineForm):
    """A team or people by e-mail address, a path, and an end date."""

    path = forms.ChoiceField(label=_("Learning path"))
    team: forms.ModelChoiceField[Team] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("A whole team"), empty_label=_("No team")
    )
    people = forms.CharField(
        required=False,
        max_length=LONGEST_LIST,
        label=_("Or people"),
        help_text=_("Their e-mail addresses, one on each line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("path", "team", "people", "deadline")

    def __init__(
        self, *args: Any, municipality: Municipality, paths: tuple[Path, ...], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.municipality = municipality
        self.fields["path"].choices = [(str(path.pk), path.title) for path in paths]  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.filter(municipality=municipality)  # type: ignore[attr-defined]

    def clean_people(self) -> list[User]:
        """The people with these addresses; an address that nobody here has is named."""
        wanted = {
            word.lower() for word in self.cleaned_data["people"].replace(",", " ").replace(";", " ").split()
        }
        found = {
            person.email.lower(): person for person in people_in(self.municipality).filter(email__in=wanted)
        }
        unknown = sorted(wanted - found.keys())
        if unknown:
            raise forms.ValidationError(
                _("Nobody in your municipality has this address: %(addresses)s."),
                params={"addresses": ", ".join(unknown[:MOST_NAMED])},
            )
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """Ask for somebody to enrol."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("team") and not cleaned.get("people"):
            raise forms.ValidationError(_("Choose a team, or give at least one e-mail address."))
        return cleaned


class ExportForm(forms.Form):
    """What somebody takes along, of which path or number, and as what file."""

    kind = forms.ChoiceField(label=_("What do you want to take along?"), widget=forms.RadioSelect)
    path = forms.ChoiceField(
        required=False, label=_("Of which learning path?"), help_text=_("Only for the progress of teams.")
    )
    number = forms.ChoiceField(
        required=False,
        label=_("The rows behind which number?"),
        help_text=_("Only for the takeover. Leave it open for all numbers."),
    )
    format = forms.ChoiceField(
        label=_("As what file?"),
        widget=forms.RadioSelect,
        choices=ExportFormat.choices,
        initial=ExportFormat.XLSX,
    )

    def __init__(
        self, *args: Any, kinds: Collection[ExportKind], paths: tuple[Path, ...], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        kind, path, number = (self.fields[name] for name in ("kind", "path", "number"))
        kind.choices = [(each.value, each.label) for each in kinds]  # type: ignore[attr-defined]
        path.choices = [("", "–"), *[(str(each.pk), each.title) for each in paths]]  # type: ignore[attr-defined]
        number.choices = [("", _("All numbers")), *Number.choices]  # type: ignore[attr-defined]
        if ExportKind.PROGRESS not in kinds:
            del self.fields["path"]
        if ExportKind.TAKEOVER not in kinds:
            del self.fields["number"]

    def clean(self) -> dict[str, Any]:
        """Ask for a path where one is needed."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == ExportKind.PROGRESS and not self.errors and not cleaned.get("path"):
            self.add_error("path", _("Choose a learning path."))
        return cleaned

    @property
    def filters(self) -> dict[str, Any]:
        """Of which path or number, as far as that says something about what is taken along."""
        kind, cleaned = self.cleaned_data["kind"], self.cleaned_data
        if kind == ExportKind.PROGRESS:
            return {"path": int(cleaned["path"])}
        if kind == ExportKind.TAKEOVER and cleaned.get("number"):
            return {"number": cleaned["number"]}
        return {}
