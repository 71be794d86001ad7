"""A scenario that a browser plays: as one file without a network, and as an H5P content type of our own."""

from __future__ import annotations

from roleplays.rules.exchange.player.dialogue import MAIN, dialogue_content
from roleplays.rules.exchange.player.page import write_page
from roleplays.rules.exchange.player.story import LIBRARY, lost_in_player

__all__ = ["LIBRARY", "MAIN", "dialogue_content", "lost_in_player", "write_page"]
