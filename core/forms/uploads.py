"""Upload forms of the admin that look inside the file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.rules.uploads import LOOK_AT, UploadProblem, problem_with

MEGABYTE = 1024 * 1024
LARGEST_DOCUMENT = 100 * MEGABYTE
WORDS = {
    UploadProblem.TOO_LARGE: _("This file is too large. It may be at most %(megabytes)s MB."),
    UploadProblem.NOT_ALLOWED: _("This kind of file is not allowed here."),
    UploadProblem.DISGUISED: _("The content of this file is not what its name says."),
    UploadProblem.SCRIPT: _("There is a script in this file, so it is not accepted."),
}


def check_upload(upload: UploadedFile, *, largest: int) -> None:
    """Raise a ValidationError that explains in the reader's language why an upload is refused."""
    upload.seek(0)
    head = upload.read(LOOK_AT)
    upload.seek(0)
    problem = problem_with(name=upload.name or "", size=upload.size or 0, head=head, largest=largest)
    if problem:
        raise ValidationError(WORDS[problem], code=problem.value, params={"megabytes": largest // MEGABYTE})


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
