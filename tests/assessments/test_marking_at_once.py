"""Markers who ask at the very same moment: real transactions, side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from assessments import api
from assessments.models import Mark, Marking
from people import api as people
from people.models import User
from tests.factories.marking import answered, job_of, marker_in, open_test
from tests.factories.people import MembershipFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def municipality():
    """Where people learn and mark."""
    return MunicipalityFactory()


def answers(municipality, number: int):
    quiz = open_test()
    return [
        answered(MembershipFactory(municipality=municipality).person, municipality, quiz=quiz)
        for _ in range(number)
    ]


def at_once(tasks):
    """Run each task in a thread and a connection of its own, all from the same moment."""
    start = Barrier(len(tasks))

    def run(task):
        try:
            start.wait(timeout=30)
            with people.everywhere():
                return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(run, task) for task in tasks]]


def taking(marker):
    return lambda: api.take_turn(marker=User.objects.get(pk=marker.pk), now=timezone.now())


def test_of_four_who_ask_at_once_two_get_the_answer(municipality):
    answers(municipality, 1)
    markers = [marker_in(municipality) for _ in range(4)]
    turns = at_once([taking(marker) for marker in markers])
    with people.everywhere():
        assert Marking.objects.count() <= 2
    assert sum(turn is not None for turn in turns) <= 2
    # Who found it locked may ask again; then both places are taken, and never a third.
    for marker in markers:
        at_once([taking(marker)])
    with people.everywhere():
        assert Marking.objects.count() == 2


def test_one_marker_in_two_tabs_holds_one_answer(municipality):
    answers(municipality, 2)
    marker = marker_in(municipality)
    first, second = at_once([taking(marker)] * 2)
    assert first == second
    with people.everywhere():
        assert Marking.objects.count() == 1


def test_two_who_hand_in_at_once_decide_once(municipality):
    (attempt,) = answers(municipality, 1)
    markers = [marker_in(municipality) for _ in range(2)]
    turns = [at_once([taking(marker)])[0] for marker in markers]

    def handing_in(turn):
        return lambda: api.hand_in_marking(marking=turn, levels={"a": 2}, now=timezone.now())

    assert at_once([handing_in(turn) for turn in turns]) == [api.Handed.IN] * 2
    with people.everywhere():
        attempt.refresh_from_db()
        assert Mark.objects.count() == 2
    assert attempt.is_passed is True
    assert job_of(attempt).decided_at is not None


def test_one_form_that_is_sent_twice_at_once_counts_once(municipality):
    answers(municipality, 1)
    (turn,) = at_once([taking(marker_in(municipality))])

    def handing_in():
        return api.hand_in_marking(marking=turn, levels={"a": 1}, now=timezone.now())

    assert sorted(handed.value for handed in at_once([handing_in] * 2)) == ["already", "in"]
    with people.everywhere():
        assert Mark.objects.count() == 1
