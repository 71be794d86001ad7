"""The database itself refuses to change what people worked in."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

REFUSE = "casestudies_refuse_change"


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("casestudies", "0002_cases_and_work")]
    operations = [
        refusal(REFUSE, because="what people worked in is never changed: publish the case again"),
        written_once("casestudies_caseversion", by=REFUSE),
    ]
