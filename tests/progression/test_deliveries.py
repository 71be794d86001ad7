"""Work that was done is told once, never rewritten, and counted from."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import ScopeError

from people.api import within
from people.choices import Role
from progression import api
from progression.choices import DeliveryMode
from progression.models import Delivery
from tests.factories.people import MunicipalityFactory, person_with
from tests.factories.takeover import delivered

pytestmark = pytest.mark.django_db
M = DeliveryMode


@pytest.fixture
def municipality():
    """In whose scope we work."""
    found = MunicipalityFactory()
    with within(found):
        yield found


@pytest.fixture
def lead(municipality):
    """The implementation lead."""
    return person_with(Role.LEAD, municipality=municipality)


def correct(lead, delivery, *, hours="1.5", mode=M.CO_LED, reason="De trainer deed de helft."):
    return api.correct_delivery(
        person=lead,
        delivery=delivery,
        hours=Decimal(hours),
        mode=mode,
        coach=delivery.coach,
        reason=reason,
        now=timezone.now(),
    )


def counted(municipality):
    today = timezone.localdate()
    return list(api.deliveries_in(municipality, since=today - timedelta(days=89), until=today))


def test_what_is_told_twice_is_one_row_and_the_first_stays(municipality):
    delivered(municipality, key="meeting:1", hours=Decimal(2))
    delivered(municipality, key="meeting:1", hours=Decimal(9))
    assert [row.hours for row in Delivery.objects.all()] == [2]


def test_telling_costs_one_query(municipality, django_assert_num_queries):
    work = api.Work("meeting:1", "Dag 1", "KT2", M.CO_LED, Decimal(2), timezone.localdate())
    with django_assert_num_queries(1):
        api.record_delivery(municipality=municipality, work=work, now=timezone.now())


def test_nobody_tells_it_for_a_municipality_they_are_not_in(municipality):
    work = api.Work("meeting:1", "Dag 1", "KT2", M.CO_LED, Decimal(2), timezone.localdate())
    with pytest.raises(ScopeError):
        api.record_delivery(municipality=MunicipalityFactory(), work=work, now=timezone.now())


def test_a_correction_counts_instead_and_the_first_row_stays_as_it_was(municipality, lead):
    first = delivered(municipality)
    corrected = correct(lead, first)
    assert counted(municipality) == [corrected]
    first.refresh_from_db()
    assert (first.hours, first.mode) == (2, M.INDEPENDENT)
    assert (corrected.corrects, corrected.corrector) == (first, lead)


def test_a_correction_can_be_corrected_again_and_the_last_one_counts(municipality, lead):
    last = correct(lead, correct(lead, delivered(municipality, key="meeting:1")), hours="3")
    assert counted(municipality) == [last]
    assert last.key == "meeting:1#3"


def test_what_was_not_held_after_all_does_not_count(municipality, lead):
    correct(lead, delivered(municipality), hours="0")
    assert counted(municipality) == []


@pytest.mark.parametrize("why", ["again", "no reason", "negative", "longer than a day"])
def test_a_correction_that_cannot_be_is_refused_and_changes_nothing(municipality, lead, why):
    first = delivered(municipality)
    if why == "again":
        correct(lead, first)
    wrong = {"no reason": {"reason": " "}, "negative": {"hours": "-1"}, "longer than a day": {"hours": "25"}}
    rows = Delivery.objects.count()
    with pytest.raises(api.NotPossibleError):
        correct(lead, first, **wrong.get(why, {}))
    assert Delivery.objects.count() == rows


@pytest.mark.parametrize("role", [Role.COACH, Role.TRAINER, Role.MANAGER, Role.ADMINISTRATOR])
def test_only_the_lead_corrects(municipality, role):
    with pytest.raises(PermissionDenied):
        correct(person_with(role, municipality=municipality), delivered(municipality))


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_rewrite_what_was_done(municipality, change):
    rows = Delivery.objects.filter(pk=delivered(municipality).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(hours=3) if change == "update" else rows.delete()


def test_the_database_keeps_hours_within_a_day_and_above_nothing(municipality):
    for hours in ("0", "24.5"):
        with pytest.raises(IntegrityError), transaction.atomic():
            delivered(municipality, hours=Decimal(hours))
