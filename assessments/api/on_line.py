"""The door to taking questions and tests off line, and to what tests can draw from."""

from __future__ import annotations

from assessments.permissions.on_line import can_put_back, can_take_off_line
from assessments.selectors.on_line import published_last
from assessments.selectors.quizzes import may_be_impossible
from assessments.selectors.supply import (
    Supply,
    busy_with,
    quizzes_that_ask,
    quizzes_that_need,
    short_supplies,
    supplies,
)
from assessments.services.on_line import put_back, take_off_line

__all__ = [
    "Supply",
    "busy_with",
    "can_put_back",
    "can_take_off_line",
    "may_be_impossible",
    "published_last",
    "put_back",
    "quizzes_that_ask",
    "quizzes_that_need",
    "short_supplies",
    "supplies",
    "take_off_line",
]
