from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0002_parts_done_elsewhere'),
    ]

    operations = [
        migrations.AddField(
            model_name='teamtotal',
            name='lesson_numbers',
            field=models.JSONField(default=dict, verbose_name='began and finished, per lesson'),
        ),
    ]
