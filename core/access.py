"""A yes, or a no that can be explained to the person who asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may I?": true when there is no reason against it."""

    reason: StrOrPromise = ""

    def __bool__(self) -> bool:
        return not self.reason


ALLOWED = Verdict()


def denied(reason: StrOrPromise) -> Verdict:
    """Give a no with the sentence that explains it."""
    return Verdict(reason)


def require(verdict: Verdict) -> None:
    """Stop here unless the verdict is a yes."""
    if not verdict:
        raise PermissionDenied(verdict.reason)
