from django.db import migrations, models


def keep_what_was_known(apps, schema_editor):
    rows = apps.get_model("assessments", "ObservationRater")._base_manager.exclude(client_digest="")
    for row in rows.only("pk", "client_digest"):
        row.client_digests = [row.client_digest]
        row.save(update_fields=["client_digests"])


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0021_forms_that_wait_on_phones"),
    ]

    operations = [
        migrations.AddField(
            model_name="observationrater",
            name="client_digests",
            field=models.JSONField(
                blank=True, default=list, editable=False, verbose_name="digests of what devices sent"
            ),
        ),
        migrations.RunPython(keep_what_was_known, migrations.RunPython.noop),
        migrations.RemoveField(model_name="observationrater", name="client_digest"),
    ]
