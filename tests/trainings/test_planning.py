"""Planning, changing and cancelling meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.api import standing_of
from progression.models import SessionAhead
from tests.factories.people import MembershipFactory, TeamFactory, UserFactory
from tests.factories.trainings import MeetingFactory, give_part, leader_of, plan_for
from trainings import api, tasks
from trainings.choices import CalendarMethod, MeetingKind, MeetingState, Part, Problem, SignUpState
from trainings.models import CalendarMail, Meeting, SignUp
from trainings.selectors.meeting import AtMeeting

pytestmark = pytest.mark.django_db


def plan(world, planner=None, **changes):
    planner = planner or world.lead
    return api.plan_meeting(
        planner=planner,
        municipality=world.municipality,
        plan=plan_for(changes.pop("leader", world.coach), **changes),
        now=timezone.now(),
    )


def change(meeting, person, world, **changes):
    return api.change_meeting(
        person=person,
        meeting_id=meeting.pk,
        plan=plan_for(world.coach, begins_at=changes.pop("begins_at", meeting.begins_at), **changes),
        now=timezone.now(),
    )


# --- Planning ---------------------------------------------------------------------------------------


def test_a_meeting_has_one_uid_for_always_and_begins_at_sequence_nought(world):
    meeting = plan(world)
    assert meeting.uid == f"bijeenkomst-{meeting.public_id}@leerplein"
    assert meeting.sequence == 0


def test_the_mode_follows_from_who_does_what(world):
    meeting = plan(world, parts={world.trainer.pk: Part.OBSERVES, world.coach.pk: Part.LEADS})
    at = AtMeeting(meeting, world.lead, standing_of(world.lead), timezone.now())
    assert at.mode == "lead_supervised"


def test_a_trainer_is_from_outside_and_a_coach_is_not(world):
    meeting = plan(world, parts={world.trainer.pk: Part.LEADS, world.coach.pk: Part.CO_LEADS})
    assert dict(meeting.roles.values_list("person", "is_external")) == {
        world.trainer.pk: True,
        world.coach.pk: False,
    }


def test_who_does_something_gets_it_in_their_calendar(world):
    meeting = plan(world, parts={world.coach.pk: Part.LEADS, world.trainer.pk: Part.ON_CALL})
    mails = CalendarMail.objects.filter(meeting=meeting)
    assert {each.person for each in mails} == {world.coach, world.trainer}
    assert {each.method for each in mails} == {CalendarMethod.REQUEST}


def test_what_has_been_is_noted_and_mails_nobody(world):
    meeting = plan(world, begins_at=timezone.now() - timedelta(days=3))
    assert not CalendarMail.objects.filter(meeting=meeting).exists()


@pytest.mark.parametrize(
    ("changes", "problem", "field"),
    [
        ({"ends_at": timezone.now()}, Problem.ENDS_BEFORE_BEGIN, "ends"),
        ({"ends_at": timezone.now() + timedelta(days=9)}, Problem.LONGER_THAN_A_DAY, "ends"),
        ({"place": "", "link": ""}, Problem.NO_PLACE, "place"),
        ({"parts": {}}, Problem.NOBODY_LEADS, "parts"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_in_a_sentence(world, changes, problem, field):
    with pytest.raises(api.NotPossible, match=str(problem.label)[:20]) as refused:
        plan(world, **changes)
    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_nobody_leads_two_meetings_at_once(world):
    plan(world)
    with pytest.raises(api.NotPossible, match=str(world.coach)) as refused:
        plan(world, begins_at=timezone.now() + timedelta(days=7, hours=2))
    assert "Trainingsdag" not in str(refused.value)  # at what a colleague is, is theirs


def test_one_meeting_may_begin_when_another_ends(world):
    first = plan(world)
    assert plan(world, begins_at=first.ends_at).pk != first.pk


def test_who_can_only_be_reached_is_free_for_something_else(world):
    meeting = plan(world, parts={world.coach.pk: Part.LEADS, world.trainer.pk: Part.ON_CALL})
    other = plan(world, leader=world.trainer, begins_at=meeting.begins_at)
    assert other.pk != meeting.pk


def test_a_cancelled_meeting_takes_nobodys_time(world):
    meeting = plan(world)
    api.cancel_meeting(person=world.lead, meeting_id=meeting.pk, now=timezone.now())
    assert plan(world, begins_at=meeting.begins_at).pk != meeting.pk


@pytest.mark.parametrize("who", ["learner", "manager"])
def test_others_plan_nothing(world, who):
    with pytest.raises(api.NotPossible):
        plan(world, getattr(world, who))


def test_a_coach_plans_what_they_lead_for_their_own_team(world):
    assert plan(world, world.coach, team=world.team).team == world.team


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"team": None}, "own team"),
        ({"kind": MeetingKind.FRAME_TALK}, "this kind"),
    ],
)
def test_a_coach_plans_no_more_than_that(world, changes, reason, settings):
    settings.LANGUAGE_CODE = "en"
    from django.utils import translation

    with translation.override("en"), pytest.raises(api.NotPossible, match=reason):
        plan(world, world.coach, **{"team": world.team, **changes})


def test_a_coach_does_not_plan_for_others(world):
    with pytest.raises(api.NotPossible):
        plan(world, world.coach, team=world.team, leader=world.trainer)


@pytest.mark.parametrize(
    "broken",
    [
        {"ends_at": timezone.now() - timedelta(days=60)},
        {"ends_at": timezone.now() + timedelta(days=60)},
        {"place": "", "link": ""},
        {"capacity": 0},
    ],
)
def test_the_database_keeps_the_same_promises(world, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(municipality=world.municipality, **broken)


# --- Changing ------------------------------------------------------------------------------------------


def test_another_time_raises_the_sequence_and_reaches_every_calendar(world):
    meeting = plan(world)
    api.sign_up(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    changed = change(meeting, world.lead, world, begins_at=meeting.begins_at + timedelta(hours=1))
    assert (changed.uid, changed.sequence) == (meeting.uid, 1)
    mails = CalendarMail.objects.filter(meeting=meeting, sequence=1)
    assert {(each.person, each.method) for each in mails} == {
        (world.coach, "REQUEST"),
        (world.learner, "REQUEST"),
    }


def test_more_places_mail_nobody_but_who_moves_up(world):
    meeting = plan(world, capacity=1)
    second = MembershipFactory(municipality=world.municipality).person
    for person in (world.learner, second):
        api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())
    before = set(CalendarMail.objects.values_list("pk", flat=True))
    changed = change(meeting, world.lead, world, capacity=2)
    assert changed.sequence == 0
    assert [m.person for m in CalendarMail.objects.exclude(pk__in=before)] == [second]


def test_who_does_nothing_any_more_loses_it_from_their_calendar(world):
    meeting = plan(world, parts={world.coach.pk: Part.LEADS, world.trainer.pk: Part.OBSERVES})
    change(meeting, world.lead, world)
    gone = CalendarMail.objects.get(method=CalendarMethod.CANCEL)
    assert gone.person == world.trainer


def test_who_comes_back_to_their_part_gets_it_in_their_calendar_again(world):
    both = {world.coach.pk: Part.LEADS, world.trainer.pk: Part.OBSERVES}
    meeting = plan(world, parts=both)
    for parts in ({world.coach.pk: Part.LEADS}, both, {world.coach.pk: Part.LEADS}, both):
        change(meeting, world.lead, world, parts=parts)
    told = CalendarMail.objects.filter(person=world.trainer).order_by("pk")
    assert [row.method for row in told] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]


def test_who_gets_a_part_needs_no_place(world):
    meeting = plan(world, leader=world.trainer)
    api.sign_up(person=world.coach, meeting_id=meeting.pk, now=timezone.now())
    change(meeting, world.lead, world, parts={world.trainer.pk: Part.LEADS, world.coach.pk: Part.OBSERVES})
    assert SignUp.objects.get(person=world.coach).state == SignUpState.WITHDRAWN


@pytest.mark.parametrize(
    ("who", "may"), [("lead", True), ("coach", True), ("trainer", False), ("learner", False)]
)
def test_who_planned_or_leads_it_and_the_lead_change_a_meeting(world, who, may):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    if may:
        assert change(meeting, getattr(world, who), world, title="Anders").title == "Anders"
    else:
        with pytest.raises(api.NotPossible):
            change(meeting, getattr(world, who), world, title="Anders")


def test_a_coach_does_not_move_a_meeting_to_a_team_that_is_not_theirs(world):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach, team=world.team)
    with pytest.raises(api.NotPossible):
        change(meeting, world.coach, world, team=TeamFactory(municipality=world.municipality))
    assert change(meeting, world.coach, world, team=world.team, title="Anders").title == "Anders"


def test_a_confirmed_meeting_stays_as_it_is(world):
    meeting = MeetingFactory(
        municipality=world.municipality, state=MeetingState.CONFIRMED, led_by=world.coach
    )
    with pytest.raises(api.NotPossible):
        change(meeting, world.lead, world, title="Anders")


# --- Cancelling ------------------------------------------------------------------------------------------


def test_a_cancelled_meeting_leaves_every_calendar_once(world):
    meeting = plan(world, capacity=1)
    second = MembershipFactory(municipality=world.municipality).person
    for person in (world.learner, second):
        api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())
    for _again in range(2):
        api.cancel_meeting(person=world.lead, meeting_id=meeting.pk, now=timezone.now())
    mails = CalendarMail.objects.filter(method=CalendarMethod.CANCEL)
    assert {each.person for each in mails} == {world.coach, world.learner, second}
    assert {each.sequence for each in mails} == {1}


# --- Mails -----------------------------------------------------------------------------------------------


def test_the_mail_has_the_meeting_for_people_and_for_calendars(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        plan(world)
    api_tasks()
    (sent,) = mail.outbox
    assert sent.to == [world.coach.email]
    assert "Trainingsdag: het kader" in sent.subject
    assert "Je krijgt deze mail omdat" in sent.body
    (calendar,) = sent.alternatives
    assert calendar.mimetype == "text/calendar; method=REQUEST"
    assert "METHOD:REQUEST" in calendar.content
    assert f"mailto:{world.coach.email}" in calendar.content.replace("\r\n ", "")
    raw = sent.message().as_string()
    assert 'Content-Type: text/calendar; method="REQUEST"; charset="utf-8"\n' in raw


def api_tasks():
    """Send what waits, as a worker does."""
    from trainings.selectors.calendar import planned_mail_ids
    from trainings.services.mails import send_calendar_mail

    return [send_calendar_mail(pk, now=timezone.now()) for pk in planned_mail_ids()]


def test_each_mail_says_what_happened_to_somebody(world):
    meeting = plan(world, capacity=1)
    second = MembershipFactory(municipality=world.municipality).person
    for person in (world.learner, second):
        api.sign_up(person=person, meeting_id=meeting.pk, now=timezone.now())
    api_tasks()
    change(meeting, world.lead, world, place="Stadhuis, zaal 9")
    api_tasks()
    api.withdraw(person=world.learner, meeting_id=meeting.pk, now=timezone.now())
    api_tasks()
    api.cancel_meeting(person=world.lead, meeting_id=meeting.pk, now=timezone.now())
    api_tasks()
    told = {
        person: [sent.subject.split(":")[0] for sent in mail.outbox if sent.to == [person.email]]
        for person in (world.coach, world.learner, second)
    }
    assert told == {
        world.coach: ["In je agenda", "Veranderd", "Afgezegd"],
        world.learner: ["In je agenda", "Veranderd", "Uit je agenda"],
        second: ["In je agenda", "Afgezegd"],
    }
    assert all(" tot " in sent.subject for sent in mail.outbox)


def test_a_mail_is_sent_at_most_once(world):
    plan(world)
    assert api_tasks() == [True]
    assert api_tasks() == []
    assert len(mail.outbox) == 1


def test_a_change_hands_over_the_mails_of_its_own_meeting_only(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    from trainings import tasks

    plan(world)
    handed_over = []
    monkeypatch.setattr(tasks.send_mails_of_meeting, "delay", tasks.send_mails_of_meeting)
    monkeypatch.setattr(tasks.send_calendar_mail, "delay", handed_over.append)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = plan(world, leader=world.trainer)
    assert handed_over == [CalendarMail.objects.get(meeting=meeting).pk]
    handed_over.clear()
    tasks.send_planned_mails()
    assert len(handed_over) == 2


def test_a_redelivered_task_sends_nothing_again(world):
    from trainings.services.mails import send_calendar_mail

    plan(world)
    row = CalendarMail.objects.get()
    assert [send_calendar_mail(row.pk, now=timezone.now()) for _ in range(2)] == [True, False]


def test_a_mail_server_that_is_away_keeps_the_mail_for_later(world, monkeypatch):
    from trainings.services import mails

    plan(world)

    def away(**_):
        raise ConnectionRefusedError

    monkeypatch.setattr(mails, "send_mail_about", away)
    with pytest.raises(ConnectionRefusedError):
        mails.send_calendar_mail(CalendarMail.objects.get().pk, now=timezone.now())
    assert CalendarMail.objects.get().state == "planned"


def test_a_mail_of_which_nobody_knows_whether_it_left_is_sent_again_when_staff_say_so(world, browser):
    plan(world)
    row = CalendarMail.objects.get()
    CalendarMail.objects.update(state="sending", claimed_at=timezone.now() - timedelta(hours=1))
    staff = UserFactory(is_staff=True)
    client = browser(staff)
    address = f"/status/agendamail/{row.pk}/"
    assert address in client.get("/status/").content.decode()
    assert "opnieuw verstuurd" in client.post(address, follow=True).content.decode()
    assert api_tasks() == [True]
    assert "niet meer onzeker" in client.post(address, follow=True).content.decode()


@pytest.mark.parametrize("who", ["lead", "trainer"])
def test_others_send_no_mail_again(world, browser, who):
    plan(world)
    row = CalendarMail.objects.get()
    assert browser(getattr(world, who)).post(f"/status/agendamail/{row.pk}/").status_code == 404


def test_only_the_latest_of_two_waiting_mails_is_sent(world):
    meeting = plan(world)
    change(meeting, world.lead, world, begins_at=meeting.begins_at + timedelta(hours=1))
    assert sorted(api_tasks()) == [False, True]
    assert "SEQUENCE:1" in mail.outbox[0].alternatives[0].content


def test_leaders_and_outsiders_are_known_by_the_page_of_the_meeting(world):
    meeting = MeetingFactory(municipality=world.municipality, led_by=world.coach)
    give_part(meeting, world.trainer, Part.ON_CALL, is_external=True)
    at = AtMeeting(meeting, world.lead, standing_of(world.lead), timezone.now())
    assert leader_of(meeting) == world.coach
    assert at.mode == "lead_backup"


def test_progression_knows_which_meetings_about_a_core_task_are_to_come(world):
    plan = plan_for(world.coach)
    planned = api.plan_meeting(
        planner=world.lead, municipality=world.municipality, plan=plan, now=timezone.now()
    )
    assert [(row.key, row.title) for row in SessionAhead.objects.all()] == [(planned.told_as, plan.title)]
    later = replace(plan, title="Verzet", begins_at=plan.begins_at + timedelta(hours=1))
    api.change_meeting(person=world.lead, meeting_id=planned.pk, plan=later, now=timezone.now())
    assert [(row.title, row.begins_at) for row in SessionAhead.objects.all()] == [("Verzet", later.begins_at)]
    about_nothing = replace(later, core_task="")
    api.change_meeting(person=world.lead, meeting_id=planned.pk, plan=about_nothing, now=timezone.now())
    assert not SessionAhead.objects.exists()
    api.change_meeting(person=world.lead, meeting_id=planned.pk, plan=later, now=timezone.now())
    api.cancel_meeting(person=world.lead, meeting_id=planned.pk, now=timezone.now())
    assert not SessionAhead.objects.exists()


def known_ahead():
    return sorted(SessionAhead.objects.values_list("title", "core_task"))


def test_meetings_planned_before_anybody_told_are_told_in_the_night_once(world):
    soon = timezone.now() + timedelta(days=3)
    MeetingFactory(municipality=world.municipality, led_by=world.coach, title="Ooit gepland", begins_at=soon)
    MeetingFactory(municipality=world.municipality, led_by=world.coach, core_task="", begins_at=soon)
    MeetingFactory(municipality=world.municipality, led_by=world.coach, state="cancelled", begins_at=soon)
    MeetingFactory(municipality=world.municipality, led_by=world.coach, begins_at=soon - timedelta(days=9))
    assert known_ahead() == []
    for _ in range(2):
        tasks.tell_ahead(world.municipality.pk)
        assert known_ahead() == [("Ooit gepland", "KT2")]


def test_the_night_hands_over_only_municipalities_with_something_to_propose(world, monkeypatch):
    handed = []
    monkeypatch.setattr(tasks.tell_ahead, "delay", handed.append)
    tasks.tell_all_ahead()
    assert handed == []
    for days in (2, 3):
        begins_at = timezone.now() + timedelta(days=days)
        MeetingFactory(municipality=world.municipality, led_by=world.coach, begins_at=begins_at)
    tasks.tell_all_ahead()
    assert handed == [world.municipality.pk]
