"""What is left of a live session: facts in the ledger, and nothing that should be gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.api import everywhere, within
from people.choices import Role
from progression.rules.telling import Told, facts_from
from records.api import records_of
from records.choices import Verb
from roleplays import api
from roleplays.choices import Command, EventKind, Phase
from roleplays.models import LiveSession, Participant, RolePlayRun, SessionEvent
from roleplays.rules.keeping import KEPT
from roleplays.tasks import close_forgotten_sessions, erase_what_is_over
from tests.factories.people import MembershipFactory
from tests.factories.roleplays import RunFactory, ScenarioFactory, version_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def trainer():
    """Who leads, in whose municipality we work."""
    membership = MembershipFactory(role=Role.TRAINER)
    with within(membership.municipality):
        yield membership


@pytest.fixture
def session(trainer):
    """A session on the spot."""
    return opened(trainer)


def opened(trainer, **planned):
    return api.open_session(
        facilitator=trainer.person,
        municipality=trainer.municipality,
        version=version_of(ScenarioFactory()),
        now=NOW,
        planned=api.Planned(**planned),
    )


def somebody(session, *, at=NOW):
    person = MembershipFactory(municipality=session.municipality).person
    api.join(session_id=session.pk, person=person, now=at)
    return person


def steer(session, *commands, at=NOW):
    for command in commands:
        api.command(session_id=session.pk, facilitator=session.facilitator, command=command, now=at)


def told(person, session):
    records = records_of(person)
    return [(record.verb, record.context["code"], record.context["seat"]) for record in records]


# --- Facts ----------------------------------------------------------------------------------------


def test_who_was_there_when_it_was_played_has_that_on_record_once(session):
    player, early = somebody(session), somebody(session)
    api.leave(session_id=session.pk, person=early, now=NOW + HOUR / 4)
    steer(session, Command.PREPARE, Command.PLAY, at=NOW + HOUR / 2)
    late = somebody(session, at=NOW + HOUR)
    steer(session, Command.DEBRIEF, Command.CLOSE, at=NOW + HOUR)
    code = session.version.scenario.code
    assert told(player, session) == [(Verb.ATTENDED, code, "resident")]
    assert told(late, session) == [(Verb.ATTENDED, code, "municipality")]
    assert told(session.facilitator, session) == [(Verb.LED, code, "")]
    assert told(early, session) == []


def test_a_session_that_was_never_played_leaves_no_fact(session):
    player = somebody(session)
    steer(session, Command.PREPARE, Command.CLOSE)
    assert told(player, session) == []


def test_the_ledger_holds_nothing_of_what_was_noted(session):
    player = somebody(session)
    steer(session, Command.PREPARE, Command.PLAY)
    api.note(session_id=session.pk, author=player, seen=api.Seen(EventKind.NOTE, "Een stilte."), now=NOW)
    steer(session, Command.CLOSE)
    [record] = records_of(player)
    assert "stilte" not in f"{record.result} {record.context} {record.title}"


def as_told(record):
    return Told(
        key=record.key,
        verb=record.verb,
        activity_kind=record.activity_kind,
        activity=record.activity,
        on=record.occurred_at.date(),
        shows=record.shows,
        result=record.result,
        context=record.context,
    )


def test_a_role_play_never_counts_for_a_stage_or_a_certificate(session):
    player = somebody(session)
    steer(session, Command.PREPARE, Command.PLAY, Command.CLOSE)
    run = api.start_run(person=player, municipality=session.municipality, version=session.version, now=NOW)
    for place, key in enumerate("aa"):
        api.make_move(run_id=run.pk, key=key, place=place, now=NOW)
    records = [
        *records_of(player),
        *records_of(session.facilitator),
    ]
    assert {record.verb for record in records} == {Verb.ATTENDED, Verb.COMPLETED, Verb.LED}
    assert [fact for record in records for fact in facts_from(as_told(record))] == []


# --- Sessions that nobody closed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned_for", "later", "is_closed"),
    [
        pytest.param(None, 11 * HOUR, False, id="on the spot, the same day"),
        pytest.param(None, 13 * HOUR, True, id="on the spot, the day after"),
        pytest.param(NOW + 7 * DAY, 6 * DAY, False, id="planned, still to come"),
        pytest.param(NOW + 7 * DAY, 7 * DAY + 11 * HOUR, False, id="planned, on that day"),
        pytest.param(NOW + 7 * DAY, 7 * DAY + 13 * HOUR, True, id="planned, the day after"),
    ],
)
def test_a_forgotten_session_closes_by_itself(trainer, planned_for, later, is_closed):
    session = opened(trainer, begins_at=planned_for)
    with time_machine.travel(NOW + later, tick=False):
        close_forgotten_sessions()
    session.refresh_from_db()
    assert (session.phase == Phase.CLOSED) is is_closed
    assert (session.closed_at is not None) is is_closed


def test_who_was_at_a_forgotten_session_has_that_on_record(session):
    player = somebody(session)
    steer(session, Command.PREPARE, Command.PLAY)
    with time_machine.travel(NOW + DAY, tick=False):
        close_forgotten_sessions()
        close_forgotten_sessions()
    assert len(told(player, session)) == 1
    with pytest.raises(api.Closed):
        somebody(session)


# --- Terms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "is_there"), [(KEPT - DAY, True), (KEPT + DAY, False)])
def test_a_run_goes_with_its_choices_and_reflection_when_its_term_is_over(after, is_there):
    with everywhere():
        run = RunFactory(played_at=NOW, moves=["a"], reflection="Alleen voor mij.")
    with time_machine.travel(NOW + after, tick=False):
        erase_what_is_over()
    with everywhere():
        assert RolePlayRun.objects.filter(pk=run.pk).exists() is is_there


@pytest.mark.parametrize(("after", "is_there"), [(KEPT - DAY, True), (KEPT + DAY, False)])
def test_a_session_goes_with_its_seats_and_notes_when_its_term_is_over(session, after, is_there):
    player = somebody(session)
    steer(session, Command.PREPARE, Command.PLAY)
    api.note(session_id=session.pk, author=player, seen=api.Seen(EventKind.NOTE, "Een stilte."), now=NOW)
    steer(session, Command.CLOSE)
    with time_machine.travel(NOW + after, tick=False):
        erase_what_is_over()
    left = [model.objects.exists() for model in (LiveSession, Participant, SessionEvent)]
    assert left == [is_there] * 3
    assert len(told(player, session)) == 1


def test_a_session_that_is_still_to_come_stays(trainer):
    session = opened(trainer, begins_at=NOW + 2 * KEPT)
    with time_machine.travel(NOW + KEPT + DAY, tick=False):
        erase_what_is_over()
    assert LiveSession.objects.filter(pk=session.pk).exists()
