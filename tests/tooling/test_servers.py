"""The tests themselves: every test begins with a database that is migrated and set up."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from wagtail.models import Site


@pytest.mark.django_db
def test_the_database_is_a_clone_of_this_process():
    assert connection.settings_dict["NAME"].startswith("test_")
    assert connection.vendor == "postgresql"


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_empty_every_table():
    with transaction.atomic(), connection.cursor() as cursor:
        # As the database does when it copies another: without the triggers that refuse to empty what is frozen.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, _tables()))} CASCADE")
    assert _filled() == set()


@pytest.mark.django_db(transaction=True)
def test_and_the_next_finds_all_of_it_back():
    assert {"django_migrations", "django_content_type", "wagtailcore_site", "auth_permission"} <= _filled()
    assert Site.objects.get(is_default_site=True).root_page.get_children().exists()


@pytest.mark.django_db(transaction=True)
def test_and_the_triggers_too():
    with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE records_record CASCADE")


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _filled() -> set[str]:
    with connection.cursor() as cursor:
        return {table for table in _tables() if _has_rows(cursor, connection.ops.quote_name(table))}


def _has_rows(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608 - a name of the database itself
    return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_test_may_leave_something_in_the_cache():
    cache.set("left", "behind")
    assert cache.get("left") == "behind"


@pytest.mark.django_db
def test_and_the_next_does_not_see_it():
    assert cache.get("left") is None
