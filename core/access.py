"""A yes, or a no that can be explained to the person who asked; and what keeps a text from being published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from wagtail import hooks

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may I?": true when there is no reason against it."""

    reason: StrOrPromise = ""

    def __bool__(self) -> bool:
        return not self.reason


# Apps say by this hook what has to be mended before something of theirs may be handed in, approved or published.
OBSTACLES = "obstacles_before_publication"
ALLOWED = Verdict()


def denied(reason: StrOrPromise) -> Verdict:
    """Give a no with the sentence that explains it."""
    return Verdict(reason)


def require(verdict: Verdict) -> None:
    """Stop here unless the verdict is a yes."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def obstacles_before(draft: Model) -> list[StrOrPromise]:
    """Everything that has to be mended in a draft before anybody else may read it, in sentences."""
    return [sentence for asked in hooks.get_hooks(OBSTACLES) for sentence in asked(draft)]


def require_no_obstacles(draft: Model) -> None:
    """Stop here while something has to be mended in a draft, and say what, each on a line of its own."""
    obstacles = obstacles_before(draft)
    if obstacles:
        raise PermissionDenied("\n".join(map(str, obstacles)))
