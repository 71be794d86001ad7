"""The door to the ledger: the only way to state that somebody did something."""

from __future__ import annotations

from records.selectors import done_activities, record_count, record_of, records_of
from records.services import Statement, record, record_again, record_all, record_for, revoke

__all__ = [
    "Statement",
    "done_activities",
    "record",
    "record_again",
    "record_all",
    "record_count",
    "record_for",
    "record_of",
    "records_of",
    "revoke",
]
