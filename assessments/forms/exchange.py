"""Forms with which authors bring and take questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.choices import Purpose, QuestionKind
from assessments.models.bank import CODE
from assessments.rules.exchange.archives import MEGABYTE
from assessments.rules.exchange.codes import Refusal
from assessments.rules.exchange.formats import EXTENSIONS, LARGEST_FILE
from assessments.selectors.exchange_formats import FORMATS
from assessments.selectors.exchange_words import SENTENCES
from people.models import Municipality

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.core.files.uploadedfile import UploadedFile

FOR_EVERYBODY = _("For everybody")
EVERYTHING = ("", _("All"))


class BringForm(forms.Form):
    """A file with questions, whose they become, and what they are where the file does not say it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "GIFT (txt), Moodle XML, QTI 2.1 or 3.0 (zip or xml), CSV or Excel (xlsx). At most 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{extension}" for extension in EXTENSIONS)}),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Who are they for?"), required=False, empty_label=FOR_EVERYBODY
    )
    purpose = forms.ChoiceField(
        label=_("For which test, when the file does not say it?"), choices=Purpose.choices
    )
    module = forms.CharField(
        label=_("About which module, when the file does not say it?"),
        help_text=_("For example M4."),
        max_length=20,
        validators=[CODE],
    )

    def __init__(self, *args: Any, ground: Collection[int | None], **options: Any) -> None:
        super().__init__(*args, **options)
        whose: Any = self.fields["municipality"]
        whose.queryset = Municipality.objects.filter(pk__in=[pk for pk in ground if pk is not None])
        if None not in ground:
            whose.required, whose.empty_label = True, None
        if len(ground) == 1:
            [self.initial["municipality"]] = ground
            whose.disabled = True

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is larger than we read."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            facts = {"megabytes": LARGEST_FILE // MEGABYTE}
            raise ValidationError(SENTENCES[Refusal.TOO_LARGE], code="too_large", params=facts)
        return upload


class TakeForm(forms.Form):
    """Which questions go along, and as what."""

    purpose = forms.ChoiceField(label=_("Test"), choices=[EVERYTHING, *Purpose.choices], required=False)
    module = forms.CharField(
        label=_("Module"), help_text=_("For example M4."), max_length=20, required=False, validators=[CODE]
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[EVERYTHING, *QuestionKind.choices], required=False)
    form = forms.ChoiceField(label=_("Format"), choices=[(key, form.name) for key, form in FORMATS.items()])

    @property
    def wanted(self) -> dict[str, str]:
        """The fields by which questions are chosen."""
        names = ("purpose", "module", "kind")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
