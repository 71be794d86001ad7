"""What assessments keep."""

from __future__ import annotations

from assessments.models.practice import PracticeAnswer

__all__ = ["PracticeAnswer"]
