"""The ledger keeps what was told: once, for ever, and can take back without changing anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django_scopes import ScopeError

from people.api import everywhere, within
from records import api
from records.choices import ActivityKind, Verb
from records.models import Record
from tests.factories.people import MembershipFactory
from tests.factories.records import A_DAY, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    """A person in a municipality, who works there now."""
    membership = MembershipFactory()
    with within(membership.municipality):
        yield {"person": membership.person, "municipality": membership.municipality}


def _done(who):
    return api.done_activities(**who, verbs=[Verb.COMPLETED])


def test_a_fact_that_is_told_twice_is_one_row_and_the_first_telling_stays(who):
    first = StatementFactory(activity="lesson:M1-L1", title="Zo heette de les")
    again = StatementFactory(activity="lesson:M1-L1", title="Anders", occurred_at=A_DAY + timedelta(days=3))

    api.record(**who, statement=first)
    api.record(**who, statement=again)

    assert list(Record.objects.values_list("title", "occurred_at")) == [("Zo heette de les", A_DAY)]


def test_a_list_of_facts_takes_one_query(who, django_assert_num_queries):
    statements = StatementFactory.build_batch(50)
    with django_assert_num_queries(1):
        api.record_all(**who, statements=statements)
    assert Record.objects.count() == 50


def test_the_same_fact_of_two_people_is_two_facts(who):
    other = MembershipFactory(municipality=who["municipality"]).person
    statement = StatementFactory()
    api.record_for([(who["person"], who["municipality"], statement), (other, who["municipality"], statement)])
    assert Record.objects.count() == 2


def test_the_same_person_may_do_the_same_for_two_municipalities(who):
    elsewhere = MembershipFactory(person=who["person"]).municipality
    statement = StatementFactory()
    api.record(**who, statement=statement)
    with within(elsewhere):
        api.record(person=who["person"], municipality=elsewhere, statement=statement)
    with everywhere():
        assert Record.objects.count() == 2


def test_a_fact_is_told_within_its_own_municipality_only(who):
    elsewhere = MembershipFactory(person=who["person"]).municipality
    with pytest.raises(ScopeError):
        api.record(person=who["person"], municipality=elsewhere, statement=StatementFactory())


def _touch(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_record SET title = 'Anders'",
        "UPDATE records_record SET occurred_at = now()",
        "DELETE FROM records_record",
        "TRUNCATE records_record CASCADE",
    ],
)
def test_the_database_refuses_to_change_a_record(who, sql):
    api.record(**who, statement=StatementFactory())
    with pytest.raises(IntegrityError, match="never changed"):
        _touch(sql)
    assert Record.objects.count() == 1


def test_a_query_set_cannot_change_a_record_either(who):
    api.record(**who, statement=StatementFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.update(title="Anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.get().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.get().save()


def test_erasing_at_the_end_of_the_term_says_so_itself(who):
    api.record(**who, statement=StatementFactory())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL leerplein.erasing = 'on'")
        cursor.execute("DELETE FROM records_record")
    assert not Record.objects.exists()


def test_a_fact_that_is_taken_back_does_not_count_and_is_still_there(who):
    api.record(**who, statement=StatementFactory(activity="lesson:M1-L1"))
    original = Record.objects.get()

    void = api.revoke(record_id=original.pk, person=who["person"], reason="Vergissing", now=A_DAY)

    assert _done(who) == set()
    assert Record.objects.filter(pk=original.pk).exists()
    assert void.revokes_id == original.pk
    assert void.context == {"by": str(who["person"].public_id), "reason": "Vergissing"}


def test_taking_back_twice_is_taking_back_once(who):
    api.record(**who, statement=StatementFactory())
    original = Record.objects.get()
    first = api.revoke(record_id=original.pk, person=who["person"], reason="Vergissing", now=A_DAY)
    second = api.revoke(record_id=original.pk, person=who["person"], reason="Nog eens", now=A_DAY)
    assert first == second
    assert Record.objects.count() == 2


def test_a_taking_back_cannot_be_taken_back(who):
    api.record(**who, statement=StatementFactory())
    void = api.revoke(record_id=Record.objects.get().pk, person=who["person"], reason="Vergissing", now=A_DAY)
    with pytest.raises(Record.DoesNotExist):
        api.revoke(record_id=void.pk, person=who["person"], reason="Toch wel", now=A_DAY)


def test_a_fact_that_was_taken_back_can_be_told_anew_and_only_once(who):
    statement = StatementFactory(activity="lesson:M1-L1")
    api.record(**who, statement=statement)
    api.revoke(record_id=Record.objects.get().pk, person=who["person"], reason="Vergissing", now=A_DAY)

    api.record(**who, statement=statement)
    assert _done(who) == set()  # telling as if nothing had happened changes nothing
    api.record_again(**who, statement=statement)
    api.record_again(**who, statement=statement)

    assert _done(who) == {"lesson:M1-L1"}
    assert Record.objects.count() == 3


def test_the_database_wants_a_taking_back_to_say_what_it_takes_back(who):
    row = Record(
        **who,
        verb=Verb.VOIDED,
        activity_kind=ActivityKind.RECORD,
        activity="record:1",
        key="k",
        occurred_at=A_DAY,
    )
    with pytest.raises(IntegrityError, match="record_voids_a_record"), transaction.atomic():
        row.save()


def test_a_person_reads_their_own_timeline_the_latest_first(who):
    api.record_all(
        **who,
        statements=[
            StatementFactory(activity="lesson:A", occurred_at=A_DAY),
            StatementFactory(activity="lesson:B", occurred_at=A_DAY + timedelta(days=1)),
        ],
    )
    assert [record.activity for record in api.records_of(who["person"])] == ["lesson:B", "lesson:A"]


def test_a_person_with_facts_cannot_be_deleted_by_accident(who):
    from django.db.models import ProtectedError

    api.record(**who, statement=StatementFactory())
    with pytest.raises(ProtectedError):
        who["person"].delete()
