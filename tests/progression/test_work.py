"""The work that is counted, as lead and trainer read it, and correcting it on screen."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from progression import api
from progression.choices import DeliveryMode, Number
from progression.models import Delivery
from progression.selectors.paper import words_of
from tests.factories.takeover import delivered
from tests.progression.test_numbers import numbers

pytestmark = pytest.mark.django_db
M = DeliveryMode
WORK = "/overdracht/werk/"
RIGHT = {"hours": "1,5", "mode": M.CO_LED, "reason": "De trainer deed de helft."}


def correct(told):
    return reverse("progression:correct_work", args=[told.pk])


def words(answer):
    return answer.content.decode()


@pytest.fixture
def told(place):
    """Ten meetings of two hours, of which the last one is looked at."""
    return [delivered(place.municipality, title=f"Dag {number}") for number in range(10)][-1]


def test_a_correction_stands_beside_what_was_told_and_all_numbers_follow(place, browser, told):
    lead = browser(place.lead)
    assert api.value_of(numbers(place), Number.STRICT) == "100,0%"
    answer = lead.post(correct(told), {**RIGHT, "hours": "2"}, follow=True)
    assert "Alle cijfers en stadia tellen er vanaf nu mee" in words(answer)
    assert "Eerst: 2,0 uur, De coach alleen." in words(answer)
    assert "De trainer deed de helft." in words(answer)
    assert str(place.lead) in words(answer)
    assert api.value_of(numbers(place), Number.STRICT) == "90,0%"
    told.refresh_from_db()
    assert (told.hours, told.mode) == (Decimal(2), M.INDEPENDENT)


def test_what_was_not_held_after_all_counts_no_hours_and_stays_in_sight(place, browser, told):
    answer = browser(place.lead).post(correct(told), {**RIGHT, "hours": "0"}, follow=True)
    assert "niet gehouden" in words(answer)
    assert numbers(place).degree.hours == 18


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hours": "25"}, "Een dag heeft 24 uur."),
        ({"hours": "240"}, "Een dag heeft 24 uur."),
        ({"hours": "-1"}, "Uren zijn niet minder dan nul."),
        ({"hours": "twee"}, "Vul de uren in als getal"),
        ({"hours": ""}, "Vul de uren in als getal"),
        ({"mode": ""}, "Kies wie leidde."),
        ({"reason": " "}, "Schrijf waarom het anders moet tellen."),
        ({"hours": "2", "mode": M.INDEPENDENT}, "Zo telt het al."),
    ],
)
def test_a_correction_that_cannot_be_comes_back_with_what_was_typed(place, browser, told, wrong, said):
    answer = browser(place.lead).post(correct(told), {**RIGHT, **wrong})
    assert answer.status_code == 422
    assert said in words(answer)
    assert ({**RIGHT, **wrong})["hours"] in words(answer)
    assert Delivery.objects.count() == 10


def test_a_correction_is_corrected_again_with_everything_before_it_in_sight(place, browser, told):
    lead = browser(place.lead)
    lead.post(correct(told), RIGHT)
    last = Delivery.objects.get(corrects=told)
    assert lead.get(correct(told)).status_code == 404
    page = words(lead.get(correct(last)))
    assert "Telt nu als: 1,5 uur" in page
    assert "Eerder verbeterd" in page
    lead.post(correct(last), {**RIGHT, "hours": "1"})
    assert [each.hours for each in api.told_before(Delivery.objects.get(corrects=last))] == [
        Decimal("1.50"),
        Decimal(2),
    ]


def test_a_month_that_was_counted_stays_so_and_says_that_work_was_corrected_since(place, browser):
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    then = timezone.now() - timedelta(days=1)
    told = [delivered(place.municipality, held_on=last) for _ in range(10)][-1]
    api.count_month(place.municipality, on=last, now=then)
    shown = [month.strict for month in numbers(place).months]
    assert numbers(place).corrected_months == []

    browser(place.lead).post(correct(told), {**RIGHT, "hours": "0"})

    assert [month.strict for month in numbers(place).months][:-1] == shown[:-1]
    assert [month.month for month in numbers(place).corrected_months] == [last.replace(day=1)]
    page = words(browser(place.lead).get("/overdracht/"))
    assert "In deze maanden is werk verbeterd nadat ze waren geteld." in page
    assert "(later verbeterd)" in str(words_of(numbers(place)))


@pytest.mark.parametrize(
    ("who", "reads"), [("trainer", 200), ("manager", 404), ("coach", 404), ("learner", 404)]
)
def test_trainer_and_lead_read_it_and_only_the_lead_corrects(place, browser, told, who, reads):
    visitor = browser(getattr(place, who))
    answer = visitor.get(WORK)
    assert answer.status_code == reads
    assert "Verbeteren" not in words(answer)
    assert visitor.post(correct(told), RIGHT).status_code == 404
    assert Delivery.objects.count() == 10


def test_the_list_takes_as_many_queries_for_many_as_for_few(place, browser, told):
    lead = browser(place.lead)
    lead.get(WORK)
    few = queries_of(lead)
    for number in range(10):
        delivered(place.municipality, title=f"Nog een {number}")
    lead.post(correct(told), RIGHT)
    lead.get(WORK)
    assert queries_of(lead) == few


def queries_of(lead):
    with CaptureQueriesContext(connection) as taken:
        assert lead.get(WORK).status_code == 200
    return len(taken)
