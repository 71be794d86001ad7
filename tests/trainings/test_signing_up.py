"""Signing up, the waiting list, and not coming after all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from people.api import standing_of, within
from tests.factories.people import MembershipFactory, TeamFactory
from tests.factories.trainings import MeetingFactory, learners
from trainings import api
from trainings.choices import CalendarMethod, MeetingState, SignUpState
from trainings.models import CalendarMail, SignUp

pytestmark = pytest.mark.django_db


def sign_up(person, meeting):
    return api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())


def withdraw(person, meeting):
    api.withdraw(person=person, meeting_id=meeting.pk, now=timezone.now())


def state_of(person, meeting):
    return SignUp.objects.get(person=person, meeting=meeting).state


def test_who_signs_up_has_a_place_and_gets_it_in_their_calendar(world):
    meeting = MeetingFactory(municipality=world.municipality)
    assert sign_up(world.learner, meeting).state == SignUpState.PLACED
    told = CalendarMail.objects.get(person=world.learner)
    assert (told.method, told.sequence) == (CalendarMethod.REQUEST, 0)


def test_signing_up_twice_is_signing_up_once(world):
    meeting = MeetingFactory(municipality=world.municipality)
    assert sign_up(world.learner, meeting).pk == sign_up(world.learner, meeting).pk
    assert CalendarMail.objects.filter(person=world.learner).count() == 1


def test_after_the_last_place_people_wait_and_move_up_in_their_order(world):
    meeting = MeetingFactory(municipality=world.municipality, capacity=1)
    first, second, third = learners(world.municipality, 3)
    for person in (first, second, third):
        sign_up(person, meeting)
    assert [state_of(p, meeting) for p in (first, second, third)] == ["placed", "waiting", "waiting"]
    withdraw(first, meeting)
    assert [state_of(p, meeting) for p in (first, second, third)] == ["withdrawn", "placed", "waiting"]
    assert CalendarMail.objects.filter(person=second, method="REQUEST").count() == 1
    assert not CalendarMail.objects.filter(person=third).exists()


def test_who_waited_and_stops_waiting_gets_no_mail(world):
    meeting = MeetingFactory(municipality=world.municipality, capacity=1)
    first, second = learners(world.municipality, 2)
    sign_up(first, meeting)
    sign_up(second, meeting)
    withdraw(second, meeting)
    assert not CalendarMail.objects.filter(person=second).exists()


def test_who_comes_back_stands_at_the_end_and_gets_another_mail(world):
    meeting = MeetingFactory(municipality=world.municipality)
    for _twice in range(2):
        sign_up(world.learner, meeting)
        withdraw(world.learner, meeting)
    sign_up(world.learner, meeting)
    methods = (
        CalendarMail.objects.filter(person=world.learner).order_by("pk").values_list("method", flat=True)
    )
    assert list(methods) == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]


def test_nobody_is_at_two_meetings_at_once(world):
    meeting = MeetingFactory(municipality=world.municipality, title="Intervisie team Oost")
    other = MeetingFactory(municipality=world.municipality, begins_at=meeting.begins_at + timedelta(hours=1))
    sign_up(world.learner, meeting)
    with pytest.raises(api.NotPossible, match="Intervisie team Oost"):
        sign_up(world.learner, other)
    withdraw(world.learner, meeting)
    assert sign_up(world.learner, other).state == SignUpState.PLACED


@pytest.mark.parametrize(
    "otherwise",
    [
        {"begins_at": timezone.now() - timedelta(days=1)},
        {"state": MeetingState.CANCELLED},
    ],
)
def test_what_has_begun_or_was_cancelled_takes_nobody(world, otherwise):
    meeting = MeetingFactory(municipality=world.municipality, **otherwise)
    with pytest.raises(api.NotPossible):
        sign_up(world.learner, meeting)


def test_a_meeting_of_another_team_is_for_that_team(world):
    meeting = MeetingFactory(
        municipality=world.municipality, team=TeamFactory(municipality=world.municipality)
    )
    with pytest.raises(api.NotPossible):
        sign_up(world.learner, meeting)


def test_who_leads_needs_no_place(world):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    with pytest.raises(api.NotPossible):
        sign_up(world.coach, meeting)


def test_nobody_withdraws_once_it_has_begun(world):
    meeting = MeetingFactory(municipality=world.municipality)
    sign_up(world.learner, meeting)
    with pytest.raises(api.NotPossible):
        api.withdraw(person=world.learner, meeting_id=meeting.pk, now=meeting.begins_at)
    assert state_of(world.learner, meeting) == SignUpState.PLACED


def test_somebody_of_another_municipality_is_not_invited(world):
    meeting = MeetingFactory(municipality=world.municipality)
    stranger = MembershipFactory().person
    with pytest.raises(api.NotPossible):
        sign_up(stranger, meeting)


# --- The next meeting -------------------------------------------------------------------------------------


def test_the_next_meeting_is_the_first_at_which_somebody_is(world, django_assert_num_queries):
    later, sooner, not_mine = (
        MeetingFactory(municipality=world.municipality, begins_at=timezone.now() + timedelta(days=days))
        for days in (20, 10, 5)
    )
    sign_up(world.learner, later)
    sign_up(world.learner, sooner)
    with django_assert_num_queries(1):
        found = api.next_meeting(world.learner, world.municipality, now=timezone.now())
    assert found == sooner
    assert found != not_mine


def test_an_invitation_is_for_somebodys_team_or_for_everybody(world, django_assert_num_queries):
    MeetingFactory(municipality=world.municipality, team=TeamFactory(municipality=world.municipality))
    assert invitation(world) is None
    ours = MeetingFactory(municipality=world.municipality, team=world.team)
    with django_assert_num_queries(1):
        assert invitation(world) == ours
    sign_up(world.learner, ours)
    withdraw(world.learner, ours)
    assert invitation(world) is None  # who said no is not asked again


def invitation(world):
    standing = standing_of(world.learner)
    return api.open_invitation(world.learner, standing, world.municipality, now=timezone.now())


def test_a_cancelled_meeting_is_not_the_next(world):
    meeting = MeetingFactory(municipality=world.municipality)
    sign_up(world.learner, meeting)
    api.cancel_meeting(person=world.lead, meeting_id=meeting.pk, now=timezone.now())
    assert api.next_meeting(world.learner, world.municipality, now=timezone.now()) is None


def test_without_a_municipality_there_is_no_next_meeting(world):
    assert api.next_meeting(world.learner, None, now=timezone.now()) is None


# --- Two at once ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_do_not_get_the_same_last_place():
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    municipality = MembershipFactory().municipality
    meeting = MeetingFactory(municipality=municipality, capacity=3)
    people = learners(municipality, 8)

    def one(person):
        try:
            with within(municipality):
                return sign_up(person, meeting).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        states = sorted(pool.map(one, people))
    assert states == ["placed"] * 3 + ["waiting"] * 5


@pytest.mark.django_db(transaction=True)
def test_one_person_at_once_in_two_windows_is_at_one_meeting():
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    membership = MembershipFactory()
    municipality = membership.municipality
    meetings = [MeetingFactory(municipality=municipality) for _ in range(4)]

    def one(meeting):
        try:
            with within(municipality):
                return sign_up(membership.person, meeting).state
        except api.NotPossible:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        states = sorted(pool.map(one, meetings))
    assert states == ["placed"] + ["refused"] * 3
