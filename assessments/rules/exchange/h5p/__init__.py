"""Questions as the content of H5P's own content types."""

from __future__ import annotations

from assessments.rules.exchange.h5p.writing import NEEDS, question_set

__all__ = ["NEEDS", "question_set"]
