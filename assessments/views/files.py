"""Handing out an uploaded file, so that a browser keeps it and runs nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import NONE
from django.http import FileResponse, Http404

from core.rules.uploads import extension_of

if TYPE_CHECKING:
    from assessments.models import EvidenceItem

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
}


def as_download(evidence: EvidenceItem) -> FileResponse:
    """The file of a piece of evidence, to keep and not to show; nothing on the way may keep it."""
    if not evidence.file:
        raise Http404
    try:
        opened = evidence.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    media_type = MEDIA_TYPES.get(extension_of(evidence.file_name), "application/octet-stream")
    answer = FileResponse(opened, as_attachment=True, filename=evidence.file_name, content_type=media_type)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer._csp_replace = {"default-src": [NONE], "sandbox": True}  # type: ignore[attr-defined]
    return answer
