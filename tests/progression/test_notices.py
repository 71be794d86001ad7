"""Messages of the takeover: to the right people, once, in one mail, at their time; and not when it is no longer so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.choices import MailState
from people.api import everywhere, within
from people.choices import Role
from people.models import Membership
from progression import tasks
from progression.choices import MailWish, Phase, Stage
from progression.models import (
    Concern,
    Departure,
    MailChoice,
    Notice,
    Pause,
    Reminder,
    ReminderRule,
    ReminderSettings,
    SessionAhead,
    Takeover,
    Trajectory,
)
from progression.rules.escalation import STEPS
from progression.selectors import notice_words
from progression.selectors.notices import sendable_reminder_ids, unfinished_municipality_ids
from progression.services import notices, reminders
from progression.services.ahead import Session, call_off_session, tell_session
from progression.services.trajectories import load_requirements
from tests.factories.people import person_with
from tests.factories.takeover import coach_at, put_at, takeover
from tests.factories.trajectories import cast

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)
WEEKS = timedelta(weeks=8)  # in which somebody at S1 goes to S2


def at_noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def look(place, day=MONDAY):
    return notices.look_after(place.municipality.pk, today=day, now=at_noon(day))


def noted(**conditions):
    return {(each.step, each.person) for each in Notice.objects.filter(**conditions).select_related("person")}


def send_all(day=MONDAY):
    with everywhere():
        ids = list(Reminder.objects.filter(state=MailState.PLANNED).values_list("pk", flat=True))
    return [reminders.send_reminder(pk, now=at_noon(day)) for pk in ids]


@pytest.fixture
def road(place):
    """A coach at S1 whose target date is on a Monday; nothing in the table goes at once."""
    load_requirements()
    road = put_at(place.coach, Stage.OBSERVING, "KT2", place.municipality)
    Trajectory.objects.filter(pk=road.pk).update(since=MONDAY - WEEKS)
    return Trajectory.objects.select_related("trainer").get(pk=road.pk)


# --- Who hears what -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "who"),
    [
        (-30, {("what_is_missing", "coach")}),
        (-14, {("dates_proposed", "coach"), ("dates_proposed", "own_trainer")}),
        (-7, {("dates_proposed", "coach"), ("signatures_pending", "own_trainer")}),
        (0, {("date_passed", "coach"), ("date_passed", "own_trainer")}),
        (
            14,
            {
                ("date_passed", "coach"),
                ("date_passed", "own_trainer"),
                ("stalled", "manager"),
                ("stalled", "lead"),
            },
        ),
        (
            30,
            {
                ("date_passed", "coach"),
                ("date_passed", "own_trainer"),
                ("stalled", "manager"),
                ("decision_needed", "lead"),
                ("decision_needed", "owner"),
            },
        ),
    ],
)
def test_around_a_target_date(place, road, days, who):
    place.own_trainer = road.trainer
    place.owner = person_with(Role.TRAINER, municipality=place.municipality)
    takeover(place.municipality, contract_owner=place.owner)
    look(place, MONDAY + timedelta(days=days))
    assert noted() == {(step, getattr(place, name)) for step, name in who}


def planned_for(place, title, *, days, core_task="KT2", key=""):
    begins_at = at_noon(MONDAY + timedelta(days=days))
    session = Session(key or f"meeting:{title}", title, core_task, begins_at)
    tell_session(municipality=place.municipality, session=session)


def told_to(person):
    row = Notice.objects.get(person=person)
    return notice_words.told(row.step, row.to, row.words)


def test_a_proposal_names_what_is_planned_for_that_core_task_and_days_when_nothing_is(place, road):
    planned_for(place, "Geweest", days=-20)
    planned_for(place, "Dag 1", days=-10)
    planned_for(place, "Andere kerntaak", days=-9, core_task="KT6")
    planned_for(place, "Dag 2", days=3)
    planned_for(place, "Afgelast", days=4)
    call_off_session(municipality=place.municipality, key="meeting:Afgelast")

    look(place, MONDAY - timedelta(days=14))

    said = "Al gepland: Dag 1 op 20 november 2026; Dag 2 op 3 december 2026."
    assert told_to(place.coach).more[-1] == said
    assert told_to(road.trainer).more == (said,)
    assert not SessionAhead.objects.filter(title="Geweest").exists()


def test_without_a_meeting_to_come_days_are_proposed(place, road):
    look(place, MONDAY - timedelta(days=14))
    assert "Dagen die kunnen" in told_to(place.coach).more[-1] or told_to(place.coach).more[-1].startswith(
        "D"
    )


def test_the_manager_of_another_team_hears_nothing(place, road):
    other = person_with(Role.MANAGER, municipality=place.municipality)
    Membership.objects.filter(person=other).update(team=None)
    elsewhere = Membership.objects.get(person=place.manager)
    elsewhere.team = None
    elsewhere.role = Role.LEARNER
    elsewhere.save()
    look(place, MONDAY + timedelta(days=14))
    assert ("stalled", place.manager) not in noted()
    assert ("stalled", other) in noted()


def test_a_signature_that_waits(place):
    them = cast(municipality=place.municipality)
    them.show(Stage.CANDIDATE)
    them.agree()
    today = timezone.localdate()
    look(place, today)
    assert Concern.objects.get().since == today
    assert not Notice.objects.filter(step="please_sign").exists()
    look(place, today + timedelta(days=12))
    asked = {person for step, person in noted() if step == "please_sign"}
    assert {them.trainer, them.manager} <= asked
    assert not asked & {them.lead, them.candidate, *them.assessors}
    look(place, today + timedelta(days=19))
    instead = {person for step, person in noted() if step == "reassign"}
    assert {*them.assessors, them.lead, place.lead} <= instead


def test_once_signed_nobody_is_asked_any_more(place):
    them = cast(municipality=place.municipality)
    them.show(Stage.CANDIDATE)
    them.agree()
    today = timezone.localdate()
    look(place, today)
    ReminderSettings.objects.update(digest_day=(today + timedelta(days=13)).weekday() % 5)
    look(place, today + timedelta(days=12))
    waits = Notice.objects.filter(step="please_sign", mail=None, withdrawn_at=None)
    for person, capacity in them.signers(Stage.CANDIDATE):
        them.sign(person, capacity)
    them.evaluate()
    look(place, today + timedelta(days=13))
    assert not waits.exists()
    assert Concern.objects.get().ended_on == today + timedelta(days=13)


def test_a_core_task_that_hangs_on_one_coach_and_one_on_nobody(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    coach_at(Stage.INDEPENDENT, "KT1", place.municipality)
    look(place)
    assert {step for step, person in noted(about="task:KT1")} == {"coverage_risk"}
    assert {person for _, person in noted(about="task:KT1")} == {place.lead}
    lost = {person for step, person in noted(about="task:KT6")}
    assert {place.lead, place.trainer} <= lost
    assert place.manager not in lost


def test_before_phase_three_nobody_is_told_about_gaps(place):
    Takeover.objects.update(phase=Phase.FIRST_STEP)
    look(place)
    assert noted() == set()


def test_a_gap_that_was_closed_and_opens_again_is_told_again(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    look(place)
    first = Notice.objects.filter(about="task:KT1", person=place.lead)
    assert first.count() == 1
    look(place, MONDAY + timedelta(days=1))
    assert first.count() == 1
    roads = [coach_at(Stage.INDEPENDENT, "KT1", place.municipality) for _ in range(2)]
    look(place, MONDAY + timedelta(days=2))
    Membership.objects.filter(person__in=roads).update(ends_on=timezone.localdate() - timedelta(days=1))
    look(place, MONDAY + timedelta(days=3))
    assert [each.anchor for each in first.order_by("anchor")] == [MONDAY, MONDAY + timedelta(days=3)]


# --- Not to everybody ------------------------------------------------------------------------------------------


def _pause(place, road):
    Pause.objects.create(
        municipality=place.municipality, person=place.coach, begins_on=MONDAY - timedelta(days=1)
    )


def _leave(place, road):
    Departure.objects.create(
        municipality=place.municipality, person=place.coach, left_on=MONDAY, recorded_by=place.lead
    )


def _close_account(place, road):
    place.coach.is_active = False
    place.coach.save()


def _end_role(place, road):
    Membership.objects.filter(person=place.coach).update(ends_on=MONDAY - timedelta(days=1))


@pytest.mark.parametrize("away", [_pause, _leave, _close_account, _end_role])
def test_about_who_is_away_or_left_nobody_hears_anything(place, road, away):
    away(place, road)
    look(place)
    assert noted() == set()


@pytest.mark.parametrize("away", [_pause, _leave, _close_account, _end_role])
def test_who_goes_away_before_a_mail_leaves_does_not_get_it(place, road, away):
    look(place)
    away(place, road)
    send_all()
    assert place.coach.email not in {to for each in mail.outbox for to in each.to}
    assert Reminder.objects.get(person=place.coach).state == MailState.CANCELLED


def test_who_wants_no_mail_gets_none_and_others_still_do(place, road):
    MailChoice.objects.create(municipality=place.municipality, person=place.coach, wish=MailWish.NONE)
    look(place)
    assert noted() == {("date_passed", road.trainer)}


@pytest.mark.parametrize("step", [step.code for step in STEPS if step.is_told_here])
def test_each_message_can_be_switched_off_by_a_municipality(place, road, step):
    takeover(place.municipality, phase=Phase.EXPANDING)
    ReminderRule.objects.create(municipality=place.municipality, step=step, is_on=False, days=0)
    for days in (-30, -14, -7, 0, 14, 30):
        look(place, MONDAY + timedelta(days=days))
    assert not Notice.objects.filter(step=step).exists()
    assert Notice.objects.exists()


def test_switched_off_as_a_whole_what_waits_is_withdrawn_too(place, road):
    look(place, MONDAY + timedelta(days=1))
    assert Notice.objects.filter(mail=None, withdrawn_at=None).exists()
    ReminderSettings.objects.update(is_on=False)
    look(place, MONDAY + timedelta(days=2))
    assert not Notice.objects.filter(mail=None, withdrawn_at=None).exists()


def test_another_number_of_days(place, road):
    ReminderRule.objects.create(municipality=place.municipality, step="what_is_missing", days=20)
    look(place, MONDAY - timedelta(days=21))
    assert noted() == set()
    look(place, MONDAY - timedelta(days=20))
    assert noted() == {("what_is_missing", place.coach)}


def test_another_number_of_days_later_on_sends_nothing_a_second_time(place, road):
    look(place, MONDAY - timedelta(days=30))
    ReminderRule.objects.create(municipality=place.municipality, step="what_is_missing", days=20)
    ReminderRule.objects.create(municipality=place.municipality, step="dates_proposed", is_on=False, days=14)
    for days in (21, 20, 13):
        look(place, MONDAY - timedelta(days=days))
    assert Notice.objects.filter(person=place.coach).count() == 1


# --- When, and in how many mails ---------------------------------------------------------------------------------


def test_what_can_wait_goes_in_one_mail_a_week(place, road):
    second = put_at(place.coach, Stage.OBSERVING, "KT4", place.municipality)
    Trajectory.objects.filter(pk=second.pk).update(since=MONDAY - WEEKS + timedelta(days=2))
    for days in range(1, 7):
        look(place, MONDAY + timedelta(days=days))
        assert not Reminder.objects.exists()
    look(place, MONDAY + timedelta(days=7))
    assert Reminder.objects.get(person=place.coach).notices.count() == 2
    send_all(MONDAY + timedelta(days=7))
    theirs = [each for each in mail.outbox if each.to == [place.coach.email]]
    assert len(theirs) == 1
    assert theirs[0].subject == "2 berichten over de overdracht"


def test_a_weekly_mail_that_was_missed_is_made_later(place, road):
    look(place, MONDAY - timedelta(days=3))
    look(place, MONDAY + timedelta(days=1))
    assert Reminder.objects.filter(person=place.coach, due_on=MONDAY + timedelta(days=1)).exists()


def test_what_cannot_wait_goes_on_its_own_day(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    coach_at(Stage.INDEPENDENT, "KT1", place.municipality)
    look(place, MONDAY + timedelta(days=1))
    went = set(Notice.objects.exclude(mail=None).values_list("step", flat=True))
    assert went == {"coverage_lost"}
    assert set(Notice.objects.filter(mail=None).values_list("step", flat=True)) == {"coverage_risk"}


@pytest.mark.parametrize(
    ("wish", "is_there"), [(MailWish.AT_ONCE, True), (MailWish.WEEKLY, False), (MailWish.USUAL, False)]
)
def test_a_person_chooses_at_once_or_weekly(place, road, wish, is_there):
    MailChoice.objects.create(municipality=place.municipality, person=place.coach, wish=wish)
    look(place, MONDAY + timedelta(days=1))
    assert Reminder.objects.filter(person=place.coach).exists() is is_there


def test_weekly_means_weekly_also_for_what_others_get_at_once(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    MailChoice.objects.create(municipality=place.municipality, person=place.lead, wish=MailWish.WEEKLY)
    look(place, MONDAY + timedelta(days=1))
    assert not Reminder.objects.filter(person=place.lead).exists()
    assert Reminder.objects.filter(person=place.trainer).exists()


def test_a_municipality_without_weekly_mail_tells_everything_at_once(place, road):
    ReminderSettings.objects.create(municipality=place.municipality, weekly_digest=False)
    look(place, MONDAY + timedelta(days=1))
    assert not Notice.objects.filter(mail=None).exists()


@pytest.mark.parametrize(
    ("moment", "usual", "own"),
    [
        pytest.param(datetime(2026, 11, 30, 7, 59), False, False, id="Monday before eight"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 8, 0), True, False, id="Monday at eight"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 12, 0), True, True, id="Monday at noon"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 14, 0), True, False, id="Monday at two"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 30, 18, 0), False, False, id="Monday at six"),  # noqa: DTZ001
        pytest.param(datetime(2026, 11, 28, 12, 0), False, False, id="Saturday"),  # noqa: DTZ001
        pytest.param(datetime(2026, 12, 25, 12, 0), False, False, id="Christmas"),  # noqa: DTZ001
    ],
)
def test_mails_wait_for_the_hours_of_their_municipality_and_are_not_lost(place, road, moment, usual, own):
    look(place)
    both = set(Reminder.objects.values_list("pk", flat=True))
    aware = timezone.make_aware(moment)
    ReminderSettings.objects.all().delete()
    assert set(sendable_reminder_ids(moment=aware)) == (both if usual else set())
    ReminderSettings.objects.create(municipality=place.municipality, opens_at=time(10), closes_at=time(14))
    assert set(sendable_reminder_ids(moment=aware)) == (both if own else set())
    assert Reminder.objects.filter(state=MailState.PLANNED).count() == len(both)


# --- Once ---------------------------------------------------------------------------------------------------------


def test_looking_twice_on_a_day_is_looking_once(place, road):
    assert [look(place) for _ in range(3)] == [True, False, False]
    assert Notice.objects.count() == 2
    assert Reminder.objects.count() == 2


def test_the_database_keeps_a_second_message_out(place, road):
    look(place)
    known = Notice.objects.first()
    known.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        known.save(force_insert=True)


def test_a_worker_that_is_killed_has_done_nothing_and_the_next_does_all(place, road, monkeypatch):
    real = notices._put_in_mails

    def killed(*args, **named):
        real(*args, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(notices, "_put_in_mails", killed)
    with pytest.raises(KeyboardInterrupt):
        look(place)
    assert not Notice.objects.exists()
    assert not Reminder.objects.exists()
    monkeypatch.undo()
    assert look(place)
    assert Reminder.objects.count() == 2
    assert sorted(send_all()) == [True, True]
    assert send_all() == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(-35, 45), st.booleans()), max_size=7))
def test_over_any_days_with_or_without_sending_each_message_is_in_one_mail(place, road, days):
    with transaction.atomic():
        mail.outbox.clear()
        for number, is_sent in days:
            day = MONDAY + timedelta(days=number)
            look(place, day)
            if is_sent:
                send_all(day)
        keys = [(n.person_id, n.step, n.about, n.anchor) for n in Notice.objects.exclude(mail=None)]
        assert len(set(keys)) == len(keys)
        assert len(mail.outbox) == Reminder.objects.filter(state=MailState.SENT).count()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_one_mail(place):
    takeover(place.municipality, phase=Phase.EXPANDING)
    start = Barrier(2)

    def worker(_number):
        try:
            with within(place.municipality):
                start.wait(timeout=10)
                done = look(place)
            send_all()
            return done
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(worker, range(2)))
    send_all()
    assert sorted(answers) == [False, True]
    assert sorted(to for each in mail.outbox for to in each.to) == sorted(
        each.email for each in (place.lead, place.trainer)
    )


def test_the_sweep_hands_over_every_municipality_once_a_day(place, monkeypatch):
    handed = []
    monkeypatch.setattr(tasks.look_after, "delay", handed.append)
    tasks.look_after_all()
    tasks.look_after(place.municipality.pk)
    tasks.look_after_all()
    assert handed == [place.municipality.pk]
    assert unfinished_municipality_ids(today=timezone.localdate() + timedelta(days=1)) == handed


def test_looking_costs_as_many_queries_for_many_as_for_one(place, road):
    def cost(day):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert look(place, day)
        return len(found)

    takeover(place.municipality, phase=Phase.EXPANDING)
    look(place, MONDAY - timedelta(days=60))
    one = cost(MONDAY + timedelta(days=14))
    for _ in range(8):
        coach_at(Stage.OBSERVING, "KT3", place.municipality, team=place.team)
    Trajectory.objects.filter(core_task="KT3").update(since=MONDAY - WEEKS)
    assert cost(MONDAY + timedelta(days=21)) <= one + 1


# --- In words ------------------------------------------------------------------------------------------------------


def test_a_mail_says_what_is_missing_why_one_gets_it_and_where_to_stop_it(place, road):
    look(place, MONDAY - timedelta(days=14))
    send_all(MONDAY - timedelta(days=14))
    (sent,) = (each for each in mail.outbox if each.to == [place.coach.email])
    html = sent.alternatives[0].content
    for said in (sent.body, html):
        assert "30 november 2026" in said
        assert "Waterrijk" in said
        assert "Nog nodig:" in said
        assert "omdat" in said
        assert "http://testserver/overdracht/mijn/berichten/" in said
        assert "http://testserver/overdracht/mijn/" in said
        assert place.coach.first_name in said
    assert "<h2>" in html
    assert "{" not in sent.subject + sent.body


def test_manager_and_lead_hear_no_content(place, road):
    look(place, MONDAY + timedelta(days=14))
    ReminderSettings.objects.update(digest_on=MONDAY)
    look(place, MONDAY + timedelta(days=21))
    send_all(MONDAY + timedelta(days=21))
    above = [each for each in mail.outbox if each.to in ([place.manager.email], [place.lead.email])]
    assert len(above) == 2
    assert not any("Nog nodig" in each.body for each in above)


@pytest.mark.parametrize(
    ("step", "to"), [(step.code, to) for step in STEPS if step.is_told_here for to in step.to]
)
def test_every_message_has_its_own_words(step, to):
    words = {"who": "Ilse Kuiper", "task": "KT2", "stage": 2, "day": "2026-11-30", "hours": 12}
    found = notice_words.told(step, to, {**words, "dates": ["2026-12-03"]})
    assert found.title
    assert found.because
    assert "%(" not in found.text
    assert any(said in found.text for said in ("KT2", "12"))
