"""The database itself refuses to change what people played."""

from __future__ import annotations

from django.db import migrations

from core.written_once import refusal, written_once

REFUSE = "roleplays_refuse_change"


class Migration(migrations.Migration):
    """Add the triggers."""

    dependencies = [("roleplays", "0001_scenarios_and_runs")]
    operations = [
        refusal(REFUSE, because="what people played is never changed: publish the scenario again"),
        written_once("roleplays_scenarioversion", by=REFUSE),
    ]
