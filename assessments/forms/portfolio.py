"""What somebody fills in about their own cases and their portfolio."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from assessments.choices import EvidenceKind, FrameField
from assessments.models import EvidenceItem, PracticeCase
from assessments.selectors.portfolio import title_of
from core.forms.uploads import WORDS, check_upload
from core.rules.pictures import FORMATS, NotAPictureError, redrawn
from core.rules.uploads import UploadProblem, extension_of
from progression.choices import CoreTask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile


LARGEST_FILE = 25 * 1024 * 1024
ALLOWED_FILES = frozenset({"pdf", "docx", "jpg", "jpeg", "png", "webp", "mp3", "m4a"})
LONGEST_TEXT = 20_000
TOO_LONG = _("This text is too long. Keep it under %(limit_value)s characters.")


def _text(label: Any, *, rows: int, required: bool, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG},
    )


class CaseForm(forms.Form):
    """A case from practice: what happened, the frame, what somebody did and would do differently."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    title = forms.CharField(label=_("Title"), max_length=120, error_messages={"max_length": TOO_LONG})
    situation = _text(
        _("What was going on?"),
        rows=5,
        required=True,
        help_text=_("Without names, addresses and dates. Write “a resident”, “around fifty”, “last year”."),
    )
    action = _text(_("What did you do?"), rows=4, required=True)
    otherwise = _text(_("What would you do differently next time?"), rows=4, required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in FrameField:
            self.fields[field.value] = _text(field.label, rows=2, required=False)

    @property
    def frame_fields(self) -> list[forms.BoundField]:
        """The seven fields of the frame, which stand apart."""
        return [self[field.value] for field in FrameField]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields about the case itself."""
        return [self[name] for name in ("title", "situation", "action", "otherwise")]

    def texts(self) -> dict[str, Any]:
        """What is kept."""
        filled = self.cleaned_data
        own = {name: filled[name] for name in ("title", "situation", "action", "otherwise")}
        return {**own, "frame": {f.value: filled[f.value] for f in FrameField if filled[f.value]}}


def case_form(data: Any = None, *, case: PracticeCase | None = None, typed: Any = None) -> CaseForm:
    """The form of a case as it was saved, or of a new one; with what was typed since over it."""
    if case is None:
        return CaseForm(data, initial={"key": uuid.uuid4(), "seen": 0, **(typed or {})})
    own = {name: getattr(case, name) for name in ("title", "situation", "action", "otherwise")}
    initial = {"key": case.pk, "seen": case.version, **own, **case.frame, **(typed or {})}
    return CaseForm(data, initial=initial)


class EvidenceForm(forms.Form):
    """For which core task, and what: something that is there already, or a file."""

    core_task = forms.ChoiceField(label=_("Core task"), choices=CoreTask.choices)
    work = forms.ChoiceField(
        label=_("Something you have already"),
        required=False,
        help_text=_("A finished reflection, an own case, an observation of you, or a test that you passed."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_(
            "PDF, Word, a picture or sound, at most 25 MB. We cannot look for names in a file: do that yourself first."
        ),
        error_messages={"empty": _("This file is empty.")},
    )

    def __init__(self, *args: Any, own_work: Mapping[EvidenceKind, list[Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.subjects = {
            f"{kind.value}:{subject.pk}": (kind, subject)
            for kind, found in own_work.items()
            for subject in found
        }
        groups = [
            (kind.label, [(f"{kind.value}:{subject.pk}", title_of(subject)) for subject in found])
            for kind, found in own_work.items()
            if found
        ]
        cast("forms.ChoiceField", self.fields["work"]).choices = [("", _("Nothing chosen")), *groups]
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{name}" for name in sorted(ALLOWED_FILES))

    def clean_file(self) -> ContentFile[bytes] | UploadedFile | None:
        """Refuse what is not what its name says; draw a picture anew, so that it tells no place."""
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        check_upload(upload, largest=LARGEST_FILE, allowed=ALLOWED_FILES)
        extension = extension_of(upload.name)
        if extension not in FORMATS:
            return upload
        try:
            return ContentFile(redrawn(upload.read(), extension=extension), name=upload.name)
        except NotAPictureError as error:
            raise ValidationError(WORDS[UploadProblem.DISGUISED], code="disguised") from error

    def clean(self) -> dict[str, Any]:
        """Ask for one of both."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned.get("work")) == bool(cleaned.get("file")):
            raise ValidationError(_("Choose something you have already, or a file: one of both."))
        return cleaned


class DescribeForm(forms.Form):
    """What a piece of evidence is called and what it shows."""

    title = forms.CharField(label=_("Title"), max_length=160, error_messages={"max_length": TOO_LONG})
    shows = forms.CharField(
        label=_("What does this show?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Three sentences: this is what I did, this shows that I can …, this does not show it yet."
        ),
        error_messages={"max_length": TOO_LONG},
    )


def describe_form(evidence: EvidenceItem, data: Any = None) -> DescribeForm:
    """The form of a piece of evidence as it is."""
    return DescribeForm(data, initial={"title": evidence.title, "shows": evidence.shows})
