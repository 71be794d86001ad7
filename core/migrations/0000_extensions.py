"""What PostgreSQL has to bring: trigrams, for searching with typing mistakes."""

from __future__ import annotations

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Add the extensions."""

    initial = True
    operations = [TrigramExtension()]
