"""Whether an uploaded file is what its name says; uploads are hostile until they are looked at."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath

import filetype

# How much of a file has to be read to judge it.
LOOK_AT = 8192

# What the first bytes must say, per extension. Office files are ZIP archives to a quick look.
SIGNATURES: dict[str, frozenset[str]] = {
    "pdf": frozenset({"pdf"}),
    "docx": frozenset({"docx", "zip"}),
    "pptx": frozenset({"pptx", "zip"}),
    "xlsx": frozenset({"xlsx", "zip"}),
    "odt": frozenset({"odt", "zip"}),
    "mp3": frozenset({"mp3"}),
    "mp4": frozenset({"mp4", "m4v", "mov"}),
    "webm": frozenset({"webm", "mkv"}),
    "jpg": frozenset({"jpg"}),
    "jpeg": frozenset({"jpg"}),
    "png": frozenset({"png"}),
    "gif": frozenset({"gif"}),
    "webp": frozenset({"webp"}),
    "avif": frozenset({"avif"}),
}
PLAIN_TEXT = frozenset({"txt", "csv", "vtt"})
# What a browser could run when it guesses the type of a file by itself.
SCRIPT_MARKS = (b"<script", b"<svg", b"<html", b"<!doctype html", b"<iframe")


class UploadProblem(Enum):
    """Why an upload is refused."""

    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    DISGUISED = "disguised"
    SCRIPT = "script"


def problem_with(*, name: str, size: int, head: bytes, largest: int) -> UploadProblem | None:
    """Give the reason to refuse an upload of `size` bytes that starts with `head`, or None when it may come in."""
    if size > largest:
        return UploadProblem.TOO_LARGE
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension in PLAIN_TEXT:
        return _problem_with_text(head)
    if extension in SIGNATURES:
        return _problem_with_binary(extension, head)
    return UploadProblem.NOT_ALLOWED


def _problem_with_text(head: bytes) -> UploadProblem | None:
    if b"\x00" in head:
        return UploadProblem.DISGUISED
    return UploadProblem.SCRIPT if _has_script(head) else None


def _problem_with_binary(extension: str, head: bytes) -> UploadProblem | None:
    kind = filetype.guess(head)
    if kind is None or kind.extension not in SIGNATURES[extension]:
        return UploadProblem.DISGUISED
    return UploadProblem.SCRIPT if _has_script(head) else None


def _has_script(head: bytes) -> bool:
    lowered = head.lower()
    return any(mark in lowered for mark in SCRIPT_MARKS)
