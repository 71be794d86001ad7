"""What the blocks of a lesson ask, also while somebody is still writing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from courses.selectors.bodies import pieces_of
from courses.selectors.places import target_of

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue, StructValue

    from courses.rules.body import Piece

register = template.Library()


@register.simple_tag
def place_target(value: StructValue) -> str:
    """Where a place leads, or nothing when nothing is there yet."""
    return target_of(value.get("kind") or "", value.get("reference") or "")


@register.simple_tag
def lesson_pieces(body: StreamValue) -> tuple[Piece, ...]:
    """A lesson as a learner gets it, for the preview of a draft."""
    return pieces_of(body)
