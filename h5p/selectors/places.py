"""The names of files in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from uuid import UUID

STORE: str = getattr(settings, "H5P_STORAGE", "default")


def quarantine_place(public_id: UUID) -> str:
    """A file as it was brought; nothing serves it."""
    return f"h5p/quarantine/{public_id}.h5p"


def library_place(sha256: str, path: str) -> str:
    """A file of a library."""
    return f"h5p/libraries/{sha256}/{path}"


def content_place(public_id: UUID, path: str) -> str:
    """A file of a version of a package."""
    return f"h5p/content/{public_id}/{path}"


def joined_place(code_sha: str, kind: str) -> str:
    """The scripts or styles of a set of libraries in one file."""
    return f"h5p/joined/{code_sha}.{kind}"
