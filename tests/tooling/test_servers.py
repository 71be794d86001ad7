"""The tests themselves: every test begins with a database that is migrated and set up."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from wagtail.models import Site


@pytest.mark.django_db
def test_the_database_is_a_clone_of_this_process():
    assert connection.settings_dict["NAME"].startswith("test_")
    assert connection.vendor == "postgresql"


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_empty_any_table():
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE wagtailcore_site CASCADE")
    assert not Site.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_and_the_next_finds_all_of_it_back():
    assert Site.objects.exists()
    assert ContentType.objects.exists()


@pytest.mark.django_db
def test_a_test_may_leave_something_in_the_cache():
    cache.set("left", "behind")
    assert cache.get("left") == "behind"


@pytest.mark.django_db
def test_and_the_next_does_not_see_it():
    assert cache.get("left") is None
