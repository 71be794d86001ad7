"""A country of municipalities that never were, big enough to measure with: seeded, so the same each time."""

from __future__ import annotations

from website.services.simulation.making import SLUG, simulate
from website.services.simulation.story import Size

__all__ = ["SLUG", "Size", "simulate"]
