"""GIFT: questions as text, as Moodle and many teachers write them."""

from __future__ import annotations

from assessments.rules.exchange.gift.reading import read
from assessments.rules.exchange.gift.writing import held, write

__all__ = ["held", "read", "write"]
