"""Who was there, confirming, what the ledger hears, and looking back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.api import standing_of
from progression.models import Delivery, Trajectory
from records.models import Record
from tests.factories.people import MembershipFactory
from tests.factories.trainings import MeetingFactory, give_part, learners
from trainings import api
from trainings.api import There
from trainings.choices import Experience, MeetingState, Part, Presence, Problem, Question
from trainings.models import Attendance, Confirmation, EvaluationTally, Meeting
from trainings.selectors.meeting import AtMeeting

pytestmark = pytest.mark.django_db
HOURS = Decimal("2.50")


@pytest.fixture
def meeting(world):
    """A meeting of yesterday, led by the coach, with the trainer looking along."""
    found = MeetingFactory(municipality=world.municipality, over=True, led_by=world.coach, team=world.team)
    give_part(found, world.trainer, Part.OBSERVES, is_external=True)
    return found


def note(meeting, by, **presences):
    there = {each.pk: row for each, row in presences.pop("rows", {}).items()}
    api.keep_attendance(by=by, meeting_id=meeting.pk, there=there, now=timezone.now())


def confirm(meeting, by, hours=HOURS):
    return api.confirm_meeting(by=by, meeting_id=meeting.pk, hours=hours, now=timezone.now())


# --- Attendance ----------------------------------------------------------------------------------------


def test_who_leads_says_who_was_there_and_mends_it(world, meeting):
    note(meeting, world.coach, rows={world.learner: There(Presence.THERE)})
    note(meeting, world.coach, rows={world.learner: There(Presence.PARTLY, 45)})
    row = Attendance.objects.get()
    assert (row.person, row.presence, row.minutes, row.noted_by) == (world.learner, "partly", 45, world.coach)


@pytest.mark.parametrize("who", ["trainer", "learner", "lead", "manager"])
def test_nobody_else_does(world, meeting, who):
    with pytest.raises(api.NotPossible):
        note(meeting, getattr(world, who), rows={world.learner: There(Presence.THERE)})


@pytest.mark.parametrize("minutes", [None, 0, -5, 180, 2000])
def test_a_part_is_some_minutes_and_fewer_than_all(world, meeting, minutes):
    with pytest.raises(api.NotPossible) as refused:
        note(meeting, world.coach, rows={world.learner: There(Presence.PARTLY, minutes)})
    assert refused.value.field == f"minutes_{world.learner.pk}"
    assert not Attendance.objects.exists()


def test_somebody_of_elsewhere_was_not_there(world, meeting):
    with pytest.raises(api.NotPossible):
        note(meeting, world.coach, rows={MembershipFactory().person: There(Presence.THERE)})


def test_the_database_keeps_a_part_a_part(world, meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            meeting=meeting,
            municipality=world.municipality,
            person=world.learner,
            presence=Presence.PARTLY,
            noted_by=world.coach,
            noted_at=timezone.now(),
        )


def test_keeping_attendance_costs_the_same_for_many(world, meeting, django_assert_max_num_queries):
    people = learners(world.municipality, 20)
    with django_assert_max_num_queries(12):
        note(meeting, world.coach, rows={person: There(Presence.THERE) for person in people})
    assert Attendance.objects.count() == 20


# --- Confirming ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coach", "trainer"])
def test_who_was_there_confirms(world, meeting, who):
    confirmation = confirm(meeting, getattr(world, who))
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CONFIRMED
    assert (confirmation.mode, confirmation.hours) == ("lead_supervised", HOURS)


@pytest.mark.parametrize("who", ["lead", "manager", "learner"])
def test_somebody_who_was_not_there_confirms_nothing(world, meeting, who):
    with pytest.raises(api.NotPossible, match=str(Problem.NOT_THERE.label)):
        confirm(meeting, getattr(world, who))
    assert not Confirmation.objects.exists()


def test_who_could_be_reached_was_not_there(world, meeting):
    on_call = MembershipFactory(municipality=world.municipality, trainer=True).person
    give_part(meeting, on_call, Part.ON_CALL, is_external=True)
    with pytest.raises(api.NotPossible, match=str(Problem.NOT_THERE.label)):
        confirm(meeting, on_call)


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        ("-1", Problem.NEGATIVE_HOURS),
        ("0", Problem.NEGATIVE_HOURS),
        ("25", Problem.LONGER_THAN_A_DAY),
        ("3.5", Problem.LONGER_THAN_PLANNED),
    ],
)
def test_hours_that_cannot_be_are_refused(world, meeting, hours, problem):
    with pytest.raises(api.NotPossible, match=str(problem.label)[:25]) as refused:
        confirm(meeting, world.coach, Decimal(hours))
    assert refused.value.field == "hours"
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_it_is_confirmed_after_it_is_over(world):
    coming = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    with pytest.raises(api.NotPossible, match=str(Problem.NOT_OVER.label)):
        confirm(coming, world.coach)


def test_it_is_confirmed_once(world, meeting):
    confirm(meeting, world.coach)
    with pytest.raises(api.NotPossible, match=str(Problem.CONFIRMED.label)):
        confirm(meeting, world.trainer)
    assert Confirmation.objects.count() == 1


def test_everybody_with_a_place_has_to_be_filled_in_first(world):
    coming = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    api.sign_up(person=world.learner, meeting_id=coming.pk, now=timezone.now())
    after = coming.ends_at + timedelta(hours=1)
    ask = {"by": world.coach, "meeting_id": coming.pk, "now": after}
    with pytest.raises(api.NotPossible, match=str(Problem.NO_ATTENDANCE.label)):
        api.confirm_meeting(**ask, hours=HOURS)
    api.keep_attendance(**ask, there={world.learner.pk: There(Presence.ABSENT)})
    assert api.confirm_meeting(**ask, hours=HOURS).hours == HOURS


# --- What the ledger hears ------------------------------------------------------------------------------


def facts():
    return {(row.person, row.verb): row for row in Record.objects.all()}


def test_an_unconfirmed_meeting_counts_for_nothing(world, meeting):
    note(meeting, world.coach, rows={world.learner: There(Presence.THERE)})
    assert facts() == {}


def test_a_confirmed_meeting_tells_who_was_there_and_who_led_in_which_way(world, meeting):
    late, ill = learners(world.municipality, 2)
    note(
        meeting,
        world.coach,
        rows={
            world.learner: There(Presence.THERE),
            late: There(Presence.PARTLY, 45),
            ill: There(Presence.ABSENT),
        },
    )
    confirm(meeting, world.coach)
    told = facts()
    assert set(told) == {(world.learner, "attended"), (late, "attended"), (world.coach, "led")}
    assert told[world.learner, "attended"].result == {"hours": "2.50"}
    assert told[late, "attended"].result == {"hours": "0.75"}
    led = told[world.coach, "led"]
    assert led.shows == ["KT2"]
    assert (led.context["mode"], led.context["core_task"]) == ("lead_supervised", "KT2")
    assert led.occurred_at == meeting.begins_at


@pytest.mark.parametrize(
    ("part", "verb"), [(Part.CO_LEADS, "co_led"), (Part.OBSERVES, "looked_along"), (Part.ON_CALL, None)]
)
def test_each_part_has_its_own_word_in_the_ledger(world, part, verb):
    meeting = MeetingFactory(municipality=world.municipality, over=True, led_by=world.trainer)
    meeting.roles.update(is_external=True)
    give_part(meeting, world.coach, part)
    confirm(meeting, world.trainer)
    assert [record.verb for record in Record.objects.filter(person=world.coach)] == ([verb] if verb else [])


def test_trainers_from_outside_have_no_facts_of_their_own(world, meeting):
    confirm(meeting, world.coach)
    assert not Record.objects.filter(person=world.trainer).exists()


# --- Looking back ------------------------------------------------------------------------------------------

ANSWERS = dict.fromkeys(Question, Experience.MOSTLY)


def look_back(person, meeting, answers=ANSWERS):
    api.look_back(person=person, meeting_id=meeting.pk, answers=answers, now=timezone.now())


def test_answers_are_counted_and_nothing_points_at_who_gave_them(world, meeting):
    note(meeting, world.coach, rows={world.learner: There(Presence.THERE)})
    look_back(world.learner, meeting)
    tally = EvaluationTally.objects.get()
    assert tally.tally.waiting_answers == 1
    assert Attendance.objects.get().has_looked_back
    relations = {f.name for f in EvaluationTally._meta.get_fields() if f.is_relation}
    assert relations == {"meeting", "municipality"}


def test_people_look_back_once(world, meeting):
    note(meeting, world.coach, rows={world.learner: There(Presence.THERE)})
    look_back(world.learner, meeting)
    with pytest.raises(api.NotPossible):
        look_back(world.learner, meeting)
    assert EvaluationTally.objects.get().tally.waiting_answers == 1


def test_who_was_not_there_has_nothing_to_look_back_on(world, meeting):
    note(meeting, world.coach, rows={world.learner: There(Presence.ABSENT)})
    for person in (world.learner, world.manager):
        with pytest.raises(api.NotPossible):
            look_back(person, meeting)


@pytest.mark.parametrize(
    ("who", "sees"), [("coach", True), ("trainer", True), ("lead", True), ("learner", False)]
)
def test_eight_answers_are_seen_by_who_led_and_who_looks_after_it(world, meeting, who, sees):
    people = [world.learner, *learners(world.municipality, 7)]
    note(meeting, world.coach, rows={person: There(Presence.THERE) for person in people})
    for person in people:
        look_back(person, meeting)
    meeting.refresh_from_db()
    viewer = getattr(world, who)
    at = AtMeeting(meeting, viewer, standing_of(viewer), timezone.now())
    assert bool(api.May(at).see_evaluation) == sees
    assert at.tally is not None
    assert at.tally.shown_answers == 8


def test_whose_stage_it_counts_for_is_looked_at_anew(world, meeting):
    waits = Trajectory.objects.create(
        person=world.coach,
        municipality=world.municipality,
        core_task="KT2",
        trainer=world.trainer,
        since=timezone.localdate(),
    )
    Trajectory.objects.update(needs_evaluation=False)
    confirm(meeting, world.coach)
    waits.refresh_from_db()
    assert waits.needs_evaluation


def test_a_confirmed_meeting_is_work_that_counts_once(world, meeting):
    note(meeting, world.coach, rows={world.learner: There(Presence.THERE)})
    confirm(meeting, world.coach)
    delivery = Delivery.objects.get()
    assert delivery.key == f"meeting:{meeting.public_id}"
    assert (delivery.core_task, delivery.mode, delivery.hours) == ("KT2", "lead_supervised", HOURS)
    assert (delivery.coach, delivery.team) == (world.coach, world.team)


def test_a_meeting_that_is_about_no_core_task_is_no_work_that_counts(world, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(core_task="")
    note(meeting, world.coach, rows={world.learner: There(Presence.THERE)})
    confirm(meeting, world.coach)
    assert not Delivery.objects.exists()
