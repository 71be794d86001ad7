"""Facts as somebody tells them to the ledger."""

from __future__ import annotations

from datetime import UTC, datetime

import factory

from records.api import Statement
from records.choices import ActivityKind, Verb

A_DAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class StatementFactory(factory.Factory):
    """A fact that was not told yet."""

    class Meta:
        model = Statement

    verb = Verb.COMPLETED
    activity_kind = ActivityKind.LESSON
    activity = factory.Sequence(lambda n: f"lesson:M{n}-L1")
    occurred_at = A_DAY
