"""The door to what the kit changes: the front page, and when tasks run."""

from __future__ import annotations

from core.services.front_page import make_front_page
from core.services.timetable import keep_timetable

__all__ = ["keep_timetable", "make_front_page"]
