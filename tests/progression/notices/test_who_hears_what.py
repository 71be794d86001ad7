"""Who hears what about a road, a signature that waits and a core task that hangs on one coach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from people.choices import Role
from people.models import Membership
from progression.choices import Phase, Stage
from progression.models import (
    Concern,
    Notice,
    ReminderSettings,
    SessionAhead,
    Takeover,
)
from progression.rules.escalation import STEPS
from progression.selectors import notice_words
from progression.services.ahead import Session, call_off_session, tell_session
from tests.factories.people import person_with
from tests.factories.takeover import coach_at, takeover
from tests.factories.trajectories import cast
from tests.progression.notices.telling import MONDAY, at_noon, look, noted, send_all

pytestmark = pytest.mark.django_db

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
