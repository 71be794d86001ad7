from django.db import migrations, models

STATES = [
    ("planned", "Planned"),
    ("sending", "Handed to the mail server"),
    ("sent", "Sent"),
    ("cancelled", "No longer needed"),
]


def call(old: str, new: str):
    """Let a state go by another name."""

    def rename(apps, schema_editor):
        mails = apps.get_model("trainings", "CalendarMail")._base_manager
        mails.filter(state=old).update(state=new)

    return rename


class Migration(migrations.Migration):
    dependencies = [("trainings", "0001_meetings")]

    operations = [
        migrations.AlterField(
            "calendarmail",
            "state",
            models.CharField("state", max_length=10, choices=STATES, default="planned"),
        ),
        migrations.RunPython(call("not_needed", "cancelled"), call("cancelled", "not_needed")),
    ]
