"""Keeping the newest of what arrives in any order, in one statement."""

from __future__ import annotations

from typing import Any

from django.db import connection, models


def keep_newest(
    model: type[models.Model], *, key: dict[str, Any], fields: dict[str, Any], newest_by: str
) -> None:
    """Store a row under a unique key, unless the stored one is newer. One query, also for two at once.

    `bulk_create(update_conflicts=True)` cannot say "only when newer", so this writes the statement itself;
    names come from the model, values go as parameters.
    """
    values = {**key, **fields}
    columns: dict[str, Any] = {name: model._meta.get_field(name) for name in values}
    quoted = {name: connection.ops.quote_name(field.column) for name, field in columns.items()}
    table = connection.ops.quote_name(model._meta.db_table)
    changes = ", ".join(f"{quoted[name]} = EXCLUDED.{quoted[name]}" for name in fields)
    statement = (
        f"INSERT INTO {table} ({', '.join(quoted.values())}) VALUES ({', '.join(['%s'] * len(values))}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(quoted[name] for name in key)}) DO UPDATE SET {changes} "
        f"WHERE {table}.{quoted[newest_by]} < EXCLUDED.{quoted[newest_by]}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement, [columns[name].get_db_prep_save(value, connection) for name, value in values.items()]
        )
