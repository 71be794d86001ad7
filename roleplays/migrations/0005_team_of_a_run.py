"""In which team a run is counted, without a name."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep the team in which somebody played."""

    dependencies = [("people", "0001_initial"), ("roleplays", "0004_planned_sessions")]
    operations = [
        migrations.AddField(
            "roleplayrun",
            "team",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.team",
            ),
        ),
        migrations.AddIndex(
            "roleplayrun", models.Index(fields=["version", "municipality"], name="runs_of_a_version")
        ),
    ]
