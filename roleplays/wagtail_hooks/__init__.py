"""What role-plays add to the admin, by subject."""

from __future__ import annotations

from roleplays.wagtail_hooks import desk, exchange, gate, scenarios

__all__ = ["desk", "exchange", "gate", "scenarios"]
