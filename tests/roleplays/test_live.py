"""A live session: opened, joined, steered; what each at the table sees."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from people.api import within
from people.choices import Role
from roleplays import api
from roleplays.choices import Command, EventKind, Phase, Seat
from roleplays.models import SessionEvent
from tests.factories.people import MembershipFactory, person_with
from tests.factories.roleplays import ScenarioFactory, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    """Who leads."""
    return MembershipFactory(role=Role.TRAINER)


@pytest.fixture
def session(trainer):
    """A session that people can join, in whose municipality we work."""
    with within(trainer.municipality):
        yield api.open_session(
            facilitator=trainer.person,
            municipality=trainer.municipality,
            version=version_of(ScenarioFactory()),
            now=timezone.now(),
        )


@pytest.fixture
def group(session):
    """Six people who joined, in this order."""
    people = [MembershipFactory(municipality=session.municipality).person for _ in range(6)]
    for person in people:
        api.join(session_id=session.pk, person=person, now=timezone.now())
    return people


def steer(session, *commands):
    for command in commands:
        api.command(
            session_id=session.pk, facilitator=session.facilitator, command=command, now=timezone.now()
        )
    session.refresh_from_db()


def sees(session, person):
    return api.AtTheTable(api.sessions_visible_to(person).get(pk=session.pk), person)


def seats(session):
    return {each.person_id: each.seat for each in session.participants.filter(left_at=None)}


@pytest.mark.parametrize("role", [Role.LEARNER, Role.MANAGER, Role.LEAD, Role.ADMINISTRATOR])
def test_only_trainers_and_coaches_open_a_session(role, trainer):
    person = person_with(role, municipality=trainer.municipality)
    with within(trainer.municipality), pytest.raises(PermissionDenied):
        api.open_session(
            facilitator=person,
            municipality=trainer.municipality,
            version=version_of(ScenarioFactory()),
            now=timezone.now(),
        )


def test_a_trainer_elsewhere_opens_no_session_here(trainer):
    stranger = MembershipFactory(role=Role.TRAINER).person
    with within(trainer.municipality), pytest.raises(PermissionDenied):
        api.open_session(
            facilitator=stranger,
            municipality=trainer.municipality,
            version=version_of(ScenarioFactory()),
            now=timezone.now(),
        )


def test_the_four_roles_are_taken_first_and_the_rest_watches(session, group):
    assert [seats(session)[person.pk] for person in group] == [
        "resident",
        "municipality",
        "case_steward",
        "process_guide",
        "observer",
        "observer",
    ]


def test_who_joins_twice_has_one_place(session, group):
    again = api.join(session_id=session.pk, person=group[0], now=timezone.now())
    assert again.seat == Seat.RESIDENT
    assert session.participants.count() == 6


def test_who_left_and_comes_back_gets_a_place_again(session, group):
    api.leave(session_id=session.pk, person=group[0], now=timezone.now())
    late = MembershipFactory(municipality=session.municipality).person
    assert api.join(session_id=session.pk, person=late, now=timezone.now()).seat == Seat.RESIDENT
    assert api.join(session_id=session.pk, person=group[0], now=timezone.now()).seat == Seat.OBSERVER


def test_a_closed_session_takes_nobody_in(session):
    steer(session, Command.CLOSE)
    with pytest.raises(api.Closed):
        api.join(session_id=session.pk, person=MembershipFactory().person, now=timezone.now())


def test_a_session_is_found_by_its_code_in_its_own_municipality_only(session):
    assert api.session_with_code(session.code.lower(), session.municipality) == session
    elsewhere = MembershipFactory().municipality
    with within(elsewhere):
        assert api.session_with_code(session.code, elsewhere) is None
    steer(session, Command.CLOSE)
    assert api.session_with_code(session.code, session.municipality) is None


@pytest.mark.parametrize("command", [Command.PREPARE, Command.SWAP, Command.CLOSE])
def test_only_who_leads_steers(session, group, command):
    with pytest.raises(PermissionDenied):
        api.command(session_id=session.pk, facilitator=group[0], command=command, now=timezone.now())


def test_a_command_at_the_wrong_moment_changes_nothing(session):
    with pytest.raises(PermissionDenied, match="op dit moment"):
        steer(session, Command.RESUME)
    session.refresh_from_db()
    assert session.phase == Phase.GATHERING


def test_a_card_is_seen_once_the_cards_are_handed_out_and_by_its_player_only(session, group):
    assert sees(session, group[0]).my_card is None
    steer(session, Command.PREPARE)
    assert sees(session, group[0]).my_card.role == Seat.RESIDENT
    assert sees(session, group[4]).my_card is None
    assert sees(session, group[0]).hidden_cards == ()
    assert len(sees(session, session.facilitator).hidden_cards) == 4


def test_when_looking_back_everybody_sees_what_was_hidden(session, group):
    steer(session, Command.PREPARE, Command.PLAY, Command.DEBRIEF)
    assert len(sees(session, group[4]).hidden_cards) == 4


def test_a_swap_moves_the_players_and_their_cards(session, group):
    steer(session, Command.PREPARE, Command.PLAY, Command.PAUSE, Command.SWAP)
    assert [seats(session)[person.pk] for person in group[:4]] == [
        "municipality",
        "case_steward",
        "process_guide",
        "resident",
    ]
    assert sees(session, group[0]).my_card.role == "municipality"


def test_a_button_pressed_twice_is_one_command(session, group):
    steer(session, Command.PREPARE)
    before, key = seats(session), uuid.uuid4()
    swap = {"session_id": session.pk, "facilitator": session.facilitator, "command": Command.SWAP}
    for _ in range(2):
        api.command(**swap, now=timezone.now(), client_key=key)
    assert seats(session)[group[0].pk] == before[group[1].pk]
    assert [event.text for event in session.events.all()] == [Command.PREPARE, Command.SWAP]


def test_opening_twice_in_a_moment_is_one_session(session):
    opening = {
        "facilitator": session.facilitator,
        "municipality": session.municipality,
        "version": session.version,
    }
    assert api.open_session(**opening, now=timezone.now()) == session
    assert api.open_session(**opening, now=timezone.now() + timedelta(minutes=1)) != session


def test_giving_somebody_a_role_swaps_two_people(session, group):
    watcher = session.participants.get(person=group[4])
    api.give_seat(
        session_id=session.pk, facilitator=session.facilitator, participant_id=watcher.pk, seat=Seat.RESIDENT
    )
    assert (seats(session)[group[4].pk], seats(session)[group[0].pk]) == ("resident", "observer")


def test_nobody_gets_another_role_after_closing(session, group):
    watcher = session.participants.get(person=group[4])
    steer(session, Command.CLOSE)
    with pytest.raises(api.Closed):
        api.give_seat(
            session_id=session.pk,
            facilitator=session.facilitator,
            participant_id=watcher.pk,
            seat=Seat.RESIDENT,
        )
    assert seats(session)[group[4].pk] == "observer"


def note(session, author, text, key=None, kind=EventKind.NOTE):
    api.note(
        session_id=session.pk,
        author=author,
        seen=api.Seen(kind, text, client_key=key or uuid.uuid4()),
        now=timezone.now(),
    )


def test_a_note_sent_twice_is_one(session, group):
    key = uuid.uuid4()
    note(session, group[4], "Stelt een open vraag.", key)
    note(session, group[4], "Stelt een open vraag.", key)
    assert SessionEvent.objects.filter(kind=EventKind.NOTE).count() == 1


def test_notes_are_read_by_others_only_when_looking_back(session, group):
    steer(session, Command.PREPARE, Command.PLAY)
    note(session, group[4], "Laat een stilte vallen.")
    texts = lambda person: [event.text for event in sees(session, person).events]  # noqa: E731
    assert "Laat een stilte vallen." in texts(group[4])
    assert "Laat een stilte vallen." not in texts(group[5])
    steer(session, Command.DEBRIEF)
    assert "Laat een stilte vallen." in texts(group[5])


def test_a_closed_session_takes_no_notes(session, group):
    steer(session, Command.CLOSE)
    with pytest.raises(api.Closed):
        note(session, group[4], "Te laat.")


def test_everything_that_others_can_see_raises_the_revision(
    session, group, django_capture_on_commit_callbacks
):
    before = api.revision_for(group[0], session.public_id)
    with django_capture_on_commit_callbacks(execute=True):
        steer(session, Command.PREPARE)
    assert api.revision_for(group[0], session.public_id) == before + 1


def test_asking_for_the_revision_takes_no_query_once_it_is_known(session, django_assert_num_queries):
    api.revision_for(session.facilitator, session.public_id)
    with django_assert_num_queries(0):
        api.revision_for(session.facilitator, session.public_id)


def test_nobody_else_sees_a_session(session, group):
    stranger = MembershipFactory(municipality=session.municipality).person
    assert not api.sessions_visible_to(stranger).exists()
    api.leave(session_id=session.pk, person=group[0], now=timezone.now())
    assert not api.sessions_visible_to(group[0]).exists()
