"""The database itself refuses to change what people were asked."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

REFUSE = "assessments_refuse_change"


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("assessments", "0002_question_bank")]
    operations = [
        refusal(REFUSE, because="what people were asked is never changed: publish the question again"),
        written_once("assessments_questionversion", by=REFUSE),
    ]
