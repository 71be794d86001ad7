"""Twee 3, the text format of Twine: read and written. No database, no clock."""

from __future__ import annotations

from roleplays.rules.exchange.twee.reading import read_twee
from roleplays.rules.exchange.twee.writing import write_twee

__all__ = ["read_twee", "write_twee"]
