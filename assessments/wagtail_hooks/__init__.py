"""What assessments add to the admin, by subject."""

from __future__ import annotations

from assessments.wagtail_hooks import analysis, bank, exchange, interactive, on_line, rubrics

__all__ = ["analysis", "bank", "exchange", "interactive", "on_line", "rubrics"]
