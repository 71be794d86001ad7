"""QTI 2.1 and 3.0: items, and packages of items."""

from __future__ import annotations

from assessments.rules.exchange.qti.package import read, write_2, write_3
from assessments.rules.exchange.qti.writing import held

__all__ = ["held", "read", "write_2", "write_3"]
