"""Keeping the newest of what arrives in any order, in one statement."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models


def keep_newest(
    model: type[models.Model], *, key: dict[str, Any], fields: dict[str, Any], newest_by: str
) -> None:
    """Store a row under a unique key, unless the stored one is newer. One query, also for two at once."""
    columns: list[Any] = [model._meta.get_field(name) for name in (*key, *fields)]
    values = [*key.values(), *fields.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(model, tuple(key), tuple(fields), newest_by),
            [
                column.get_db_prep_save(value, connection)
                for column, value in zip(columns, values, strict=True)
            ],
        )


@cache
def _statement(
    model: type[models.Model], key: tuple[str, ...], fields: tuple[str, ...], newest_by: str
) -> str:
    """`bulk_create(update_conflicts=True)` cannot say "only when newer"; names come from the model."""
    columns: dict[str, Any] = {name: model._meta.get_field(name) for name in (*key, *fields)}
    quoted = {name: connection.ops.quote_name(field.column) for name, field in columns.items()}
    table = connection.ops.quote_name(model._meta.db_table)
    changes = ", ".join(f"{quoted[name]} = EXCLUDED.{quoted[name]}" for name in fields)
    return (
        f"INSERT INTO {table} ({', '.join(quoted.values())}) VALUES ({', '.join(['%s'] * len(quoted))}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(quoted[name] for name in key)}) DO UPDATE SET {changes} "
        f"WHERE {table}.{quoted[newest_by]} < EXCLUDED.{quoted[newest_by]}"
    )
