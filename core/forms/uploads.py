"""Upload forms that look inside the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile, is_zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.rules.uploads import (
    LOOK_AT,
    OFFICE,
    PICTURES,
    UploadProblem,
    extension_of,
    has_script,
    problem_with,
    problem_with_archive,
)

if TYPE_CHECKING:
    from collections.abc import Collection

MEGABYTE = 1024 * 1024
LARGEST_DOCUMENT = 100 * MEGABYTE
# The longest mark of a script may lie across two chunks.
OVERLAP = 32
WORDS = {
    UploadProblem.TOO_LARGE: _("This file is too large. It may be at most %(megabytes)s MB."),
    UploadProblem.NOT_ALLOWED: _("This kind of file is not allowed here. Allowed are: %(allowed)s."),
    UploadProblem.DISGUISED: _("The content of this file is not what its name says."),
    UploadProblem.SCRIPT: _("There is a script in this file, so it is not accepted."),
    UploadProblem.MACROS: _("There are macros in this file, so it is not accepted. Save it without macros."),
}


def check_upload(upload: UploadedFile, *, largest: int, allowed: Collection[str] | None = None) -> None:
    """Raise a ValidationError that explains in the reader's language why an upload is refused."""
    upload.seek(0)
    is_out = allowed is not None and extension_of(upload.name or "") not in allowed
    problem = UploadProblem.NOT_ALLOWED if is_out else None
    problem = problem or _first_look(upload, largest=largest) or _second_look(upload)
    upload.seek(0)
    if problem:
        names = sorted(settings.WAGTAILDOCS_EXTENSIONS if allowed is None else allowed)
        facts = {"megabytes": largest // MEGABYTE, "allowed": ", ".join(names)}
        raise ValidationError(WORDS[problem], code=problem.value, params=facts)


def _first_look(upload: UploadedFile, *, largest: int) -> UploadProblem | None:
    head = upload.read(LOOK_AT)
    return problem_with(name=upload.name or "", size=upload.size or 0, head=head, largest=largest)


def _second_look(upload: UploadedFile) -> UploadProblem | None:
    """Look further into what could hide something behind a good beginning."""
    extension = extension_of(upload.name or "")
    if extension in PICTURES and _hides_script(upload):
        return UploadProblem.SCRIPT
    if extension in OFFICE:
        return problem_with_archive(name=upload.name or "", entries=_entries_of(upload))
    # A file that is an archive as well is two files in one.
    return UploadProblem.DISGUISED if upload.file is not None and is_zipfile(upload.file) else None


def _hides_script(upload: UploadedFile) -> bool:
    end = b""
    for chunk in upload.chunks():
        if has_script(end + chunk):
            return True
        end = chunk[-OVERLAP:]
    return False


def _entries_of(upload: UploadedFile) -> list[str]:
    """The names in an archive; nothing is unpacked."""
    if upload.file is None:
        return []
    try:
        with ZipFile(upload.file) as archive:
            return archive.namelist()
    except BadZipFile:
        return []


class CheckedImageForm(BaseImageForm):
    """A picture with a description, or the word that it is decoration."""

    def clean_file(self) -> Any:
        """Refuse a picture that is not one."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            check_upload(upload, largest=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        return upload

    def clean(self) -> dict[str, Any]:
        """Ask for the words that stand in for the picture."""
        cleaned = super().clean() or self.cleaned_data
        # The first step of uploading several pictures at once has no field for the words yet.
        if "description" in self.fields and not (cleaned.get("description") or cleaned.get("is_decorative")):
            self.add_error("description", _("Describe what the picture shows, or tick “decoration only”."))
        return cleaned


class CheckedDocumentForm(BaseDocumentForm):
    """A file whose content is what its name says."""

    def clean_file(self) -> Any:
        """Refuse a disguised or very large file."""
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            check_upload(upload, largest=LARGEST_DOCUMENT)
        return upload

    def _post_clean(self) -> None:
        """Leave the model out of it after a refusal: it would complain about the file that is not there."""
        if "file" not in self.errors:
            super()._post_clean()
