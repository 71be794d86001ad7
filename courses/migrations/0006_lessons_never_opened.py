from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_parts_of_h5p")]

    operations = [
        migrations.AlterField(
            "lessonprogress",
            "seen_at",
            models.DateTimeField(
                "last seen at",
                null=True,
                blank=True,
                help_text="Empty while only something done elsewhere counts in this lesson.",
            ),
        ),
    ]
