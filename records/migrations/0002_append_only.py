"""The database itself refuses to change a record (ADR 0003)."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

REFUSE = "records_refuse_change"


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("records", "0001_initial")]
    operations = [
        refusal(REFUSE, because="records are never changed: take a record back with a new one", but_erasing=True),
        written_once("records_record", by=REFUSE),
    ]
