from __future__ import annotations

import core.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casestudies", "0004_intake_of_one_text")]

    operations = [
        migrations.AddField(
            model_name="casestudypage",
            name="exercises",
            field=core.fields.ContentField(
                blank=True,
                default=list,
                help_text="To practise with this case. They do not belong to the road through it.",
                verbose_name="interactive exercises",
            ),
            preserve_default=False,
        ),
    ]
