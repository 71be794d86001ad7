"""What the database and the ledger say of an attempt."""

from __future__ import annotations

from assessments.models import Attempt
from people.api import everywhere
from records.models import Record


def stored(attempt: Attempt) -> Attempt:
    """The attempt as the database has it."""
    with everywhere():
        return Attempt.objects.get(pk=attempt.pk)


def records_about(attempt: Attempt) -> list[Record]:
    """What the ledger says about the test of an attempt."""
    with everywhere():
        return list(Record.objects.filter(activity=f"test:{attempt.quiz.code}").order_by("stored_at"))
