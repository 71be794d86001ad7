"""Whether an uploaded file is what its name says; uploads are hostile until they are looked at."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING

import filetype

if TYPE_CHECKING:
    from collections.abc import Collection

# How much of a file has to be read to judge what it is.
LOOK_AT = 8192

# What the first bytes must say, per extension. Office files are ZIP archives to a quick look.
SIGNATURES: dict[str, frozenset[str]] = {
    "pdf": frozenset({"pdf"}),
    "docx": frozenset({"docx", "zip"}),
    "pptx": frozenset({"pptx", "zip"}),
    "xlsx": frozenset({"xlsx", "zip"}),
    "odt": frozenset({"odt", "zip"}),
    "mp3": frozenset({"mp3"}),
    "m4a": frozenset({"m4a", "mp4"}),
    "mp4": frozenset({"mp4", "m4v", "mov"}),
    "webm": frozenset({"webm", "mkv"}),
    "jpg": frozenset({"jpg"}),
    "jpeg": frozenset({"jpg"}),
    "png": frozenset({"png"}),
    "gif": frozenset({"gif"}),
    "webp": frozenset({"webp"}),
    "avif": frozenset({"avif"}),
}
PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "avif"})
PLAIN_TEXT = frozenset({"txt", "csv", "vtt"})
# What the archive of an office file must hold, and what it may not.
OFFICE = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/", "odt": "content.xml"}
MACROS = "vbaproject.bin"
# What a browser could run when it guesses the type of a file by itself.
SCRIPT_MARKS = (b"<script", b"<iframe", b"<html", b"<!doctype html")
# Too short to look for in a whole picture: chance puts it in one large photo out of fifty.
SHORT_MARKS = (b"<svg",)


class UploadProblem(Enum):
    """Why an upload is refused."""

    TOO_LARGE = "too_large"
    NOT_ALLOWED = "not_allowed"
    DISGUISED = "disguised"
    SCRIPT = "script"
    MACROS = "macros"


def extension_of(name: str) -> str:
    """The extension of a file name in lower case, without its dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def problem_with(*, name: str, size: int, head: bytes, largest: int) -> UploadProblem | None:
    """Give the reason to refuse an upload of `size` bytes that starts with `head`, or None when it may come in."""
    if size > largest:
        return UploadProblem.TOO_LARGE
    extension = extension_of(name)
    if extension in PLAIN_TEXT:
        return _problem_with_text(head)
    if extension in SIGNATURES:
        return _problem_with_binary(extension, head)
    return UploadProblem.NOT_ALLOWED


def problem_with_archive(*, name: str, entries: Collection[str]) -> UploadProblem | None:
    """Give the reason to refuse an office file that holds these entries, or None."""
    wanted = OFFICE.get(extension_of(name))
    if wanted is None:
        return None
    if not any(entry.startswith(wanted) for entry in entries):
        return UploadProblem.DISGUISED
    if any(entry.lower().endswith(MACROS) for entry in entries):
        return UploadProblem.MACROS
    return None


def has_script(content: bytes) -> bool:
    """Whether any stretch of a picture holds something that a browser could run."""
    lowered = content.lower()
    return any(mark in lowered for mark in SCRIPT_MARKS)


def _problem_with_text(head: bytes) -> UploadProblem | None:
    if b"\x00" in head:
        return UploadProblem.DISGUISED
    return UploadProblem.SCRIPT if _head_has_script(head) else None


def _problem_with_binary(extension: str, head: bytes) -> UploadProblem | None:
    kind = filetype.guess(head)
    if kind is None or kind.extension not in SIGNATURES[extension]:
        return UploadProblem.DISGUISED
    return UploadProblem.SCRIPT if _head_has_script(head) else None


def _head_has_script(head: bytes) -> bool:
    return has_script(head) or any(mark in head.lower() for mark in SHORT_MARKS)
