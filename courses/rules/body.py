"""The shape of a lesson for a reader: drawn pieces, and parts that differ per learner. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a lesson: ready HTML, or the content of a block that is drawn for each learner apart."""

    html: str = ""
    kind: str = ""
    key: UUID | None = None
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def is_personal(self) -> bool:
        """Whether this piece is drawn for each learner apart."""
        return bool(self.kind)


def reference_of(written: str | None) -> str:
    """The code of what stands in a place."""
    return (written or "").strip()
