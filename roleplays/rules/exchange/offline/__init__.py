"""A scenario as one file that a browser plays without a network."""

from __future__ import annotations

from roleplays.rules.exchange.offline.page import write_page

__all__ = ["write_page"]
