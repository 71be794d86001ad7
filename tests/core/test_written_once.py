"""What is written once stays in the database as it was, and the operations can be taken back."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState

from core.written_once import refusal, written_once

pytestmark = pytest.mark.django_db
TABLE, REFUSE = "core_word_given", "core_refuse_change"
CHANGES = [
    "UPDATE core_word_given SET word = 'no'",
    "DELETE FROM core_word_given",
    "TRUNCATE core_word_given",
]
WORDS = "SELECT word FROM core_word_given"


def run(statement):
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def apply(*operations, backwards=False):
    with connection.schema_editor(atomic=False) as editor:
        for operation in operations:
            step = operation.database_backwards if backwards else operation.database_forwards
            step("core", editor, ProjectState(), ProjectState())


@pytest.fixture
def table():
    run("CREATE TABLE core_word_given (word text)")
    run("INSERT INTO core_word_given VALUES ('yes')")


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_a_change_and_says_why(table, change):
    apply(refusal(REFUSE, because="a word is a word"), written_once(TABLE, by=REFUSE))
    with pytest.raises(IntegrityError, match="a word is a word"):
        run(change)
    assert run(WORDS) == [("yes",)]


@pytest.mark.parametrize(("but_erasing", "left"), [(True, []), (False, [("yes",)])])
def test_erasing_somebody_is_an_exception_only_where_it_is_said(table, but_erasing, left):
    apply(
        refusal(REFUSE, because="a word is a word", but_erasing=but_erasing), written_once(TABLE, by=REFUSE)
    )
    run("SET LOCAL leerplein.erasing = 'on'")
    with nullcontext() if but_erasing else pytest.raises(IntegrityError):
        run("DELETE FROM core_word_given")
    assert run(WORDS) == left


def test_taken_back_nothing_of_it_is_left(table):
    operations = refusal(REFUSE, because="a word is a word"), written_once(TABLE, by=REFUSE)
    apply(*operations)
    apply(*reversed(operations), backwards=True)
    run(CHANGES[0])
    assert run("SELECT proname FROM pg_proc WHERE proname = 'core_refuse_change'") == []
