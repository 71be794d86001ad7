"""Who wrote the latest text, when saving a remark makes a version too. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_EDITOR_MARKS = re.compile(r' data-block-key=\\?"\w+\\?"')
# What changes in a version without anybody having changed the text.
NOT_TEXT = frozenset(
    {
        "wagtail_admin_comments",
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "live",
        "live_revision",
        "first_published_at",
        "last_published_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "draft_title",  # a copy of the title, which tells
        "numchild",
        "path",
        "depth",
        "url_path",
    }
)


@dataclass(frozen=True, slots=True)
class Version:
    """One saved version: who saved it, and everything that was in it."""

    saved_by: int | None
    content: dict[str, Any]


def author_of_latest_text(versions: Iterable[Version]) -> int | None:
    """Who made the latest change to the text, of versions with the latest first; None when nobody is known."""
    later: Version | None = None
    for version in versions:
        if later is not None and _text(version) != _text(later):
            return later.saved_by
        later = version
    return later.saved_by if later else None


def without_marks(value: Any) -> Any:
    """Content without the marks that the editor of rich text puts anew at each saving."""
    if isinstance(value, dict):
        return {name: without_marks(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_marks(each) for each in value]
    return _EDITOR_MARKS.sub("", value) if isinstance(value, str) else value


def _text(version: Version) -> dict[str, Any]:
    return {name: without_marks(value) for name, value in version.content.items() if name not in NOT_TEXT}
