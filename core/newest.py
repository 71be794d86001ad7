"""Keeping the newest, or the first, of what arrives in any order and perhaps twice: in one statement, written once; and storing fields of many rows at once."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def keep_first(rows: Sequence[models.Model]) -> None:
    """Store rows of one model, except those whose key is there already. One query.

    This is `bulk_create(ignore_conflicts=True)` for what every click writes: that builds its statement each time.
    """
    if not rows:
        return
    model = type(rows[0])
    values = [
        column.get_db_prep_save(column.pre_save(row, add=True), connection)
        for row in rows
        for column in _columns(model)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(model, len(rows)), values)


def rewrite(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Store some fields of rows that are there. One query.

    This is `bulk_update` for what everybody does: that writes a CASE for each field of each row anew.
    """
    if not rows:
        return
    model = type(rows[0])
    columns: list[Any] = [model._meta.pk, *(model._meta.get_field(name) for name in fields)]
    values = [
        column.get_db_prep_save(getattr(row, column.attname), connection)
        for row in rows
        for column in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(_rewriting(model, tuple(fields), len(rows)), values)


@lru_cache(maxsize=32)
def _rewriting(model: type[models.Model], fields: tuple[str, ...], number: int) -> str:
    columns: list[Any] = [model._meta.pk, *(model._meta.get_field(name) for name in fields)]
    table, *names = (
        connection.ops.quote_name(name) for name in (model._meta.db_table, *(each.column for each in columns))
    )
    changes = ", ".join(f"{name} = new.{name}" for name in names[1:])
    row = f"({', '.join(f'%s::{each.rel_db_type(connection)}' for each in columns)})"
    return (
        f"UPDATE {table} SET {changes} FROM (VALUES {', '.join([row] * number)}) AS new ({', '.join(names)}) "  # noqa: S608
        f"WHERE {table}.{names[0]} = new.{names[0]}"
    )


@cache
def _columns(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    return tuple(f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField))


@lru_cache(maxsize=32)
def _insertion(model: type[models.Model], number: int) -> str:
    columns = ", ".join(connection.ops.quote_name(str(column.column)) for column in _columns(model))
    row = f"({', '.join(['%s'] * len(_columns(model)))})"
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES {', '.join([row] * number)} ON CONFLICT DO NOTHING"  # noqa: S608


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
