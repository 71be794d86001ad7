import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_observing_offline'),
        ('progression', '0008_messages'),
    ]

    operations = [
        migrations.AlterField(
            model_name='poolmember',
            name='municipality',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.municipality', verbose_name='municipality'),
        ),
        migrations.AlterField(
            model_name='poolmember',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='progression.tenantgroup', verbose_name='group of municipalities'),
        ),
    ]
