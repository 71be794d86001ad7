"""Moodle XML: questions as Moodle 3 to 5 exports and imports them."""

from __future__ import annotations

from assessments.rules.exchange.moodle.reading import read
from assessments.rules.exchange.moodle.writing import held, write

__all__ = ["held", "read", "write"]
