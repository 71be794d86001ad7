"""The blocks of a scenario, and what they are as plain data."""

from __future__ import annotations

from roleplays.blocks.conversion import (
    body_of,
    cards_of,
    frame_of,
    look_fors_of,
    nodes_of,
    stream_of_cards,
    stream_of_frame,
    stream_of_look_fors,
)
from roleplays.blocks.scenes import FrameBlock, LookForBlock, RoleCardsBlock, ScenesBlock

__all__ = [
    "FrameBlock",
    "LookForBlock",
    "RoleCardsBlock",
    "ScenesBlock",
    "body_of",
    "cards_of",
    "frame_of",
    "look_fors_of",
    "nodes_of",
    "stream_of_cards",
    "stream_of_frame",
    "stream_of_look_fors",
]
