"""What was checked at the intake holds for the text that was read."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep the mark of that text; what was checked before has none, so it is asked again."""

    dependencies = [("casestudies", "0003_versions_never_change")]
    operations = [
        migrations.AddField(
            "intakecheck",
            "text_mark",
            models.CharField(default="", max_length=64, verbose_name="mark of the text"),
            preserve_default=False,
        ),
    ]
