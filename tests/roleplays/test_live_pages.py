"""A live session over HTTP: six people, one who leads."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from people.api import within
from people.choices import Role
from roleplays.blocks import stream_of_look_fors
from roleplays.models import LiveSession, Participant, SessionEvent
from roleplays.views import live as views
from tests.factories.people import MembershipFactory
from tests.factories.roleplays import ScenarioFactory
from tests.roleplays.scenes import CARDS

pytestmark = pytest.mark.django_db
LOOK_FOR = "Stelt de drie openingsvragen."


class Committing(Client):
    """Asks, and lets what follows the commit happen, as a server does."""

    def request(self, **asked):
        with TestCase.captureOnCommitCallbacks(execute=True):
            return super().request(**asked)


def browser(person):
    client = Committing()
    client.force_login(person)
    return client


def words(answer):
    return answer.content.decode()


@pytest.fixture
def trainer():
    """Who leads."""
    return MembershipFactory(role=Role.TRAINER)


@pytest.fixture
def lead(trainer):
    """Their browser."""
    return browser(trainer.person)


@pytest.fixture
def table(lead, trainer):
    """The address of a session that was opened on the spot."""
    ScenarioFactory(code="RP1")
    return lead.post(reverse("roleplays:open_session", args=["rp1"])).url


@pytest.fixture
def session(table, trainer):
    """The session itself."""
    with within(trainer.municipality):
        return LiveSession.objects.get()


@pytest.fixture
def group(session, trainer):
    """The browsers of six people who joined with the code."""
    clients = []
    for _ in range(6):
        client = browser(MembershipFactory(municipality=trainer.municipality).person)
        client.post(reverse("roleplays:join", args=[session.code.lower()]))
        clients.append(client)
    return clients


def code_of(trainer):
    """The code of the only session."""
    with within(trainer.municipality):
        return LiveSession.objects.get().code.lower()


def steer(lead, table, *commands):
    for command in commands:
        assert lead.post(f"{table}sturen/", {"command": command}).status_code == 302


def test_who_leads_shows_a_code_and_a_square(lead, table, session):
    page = words(lead.get(table))
    assert session.code in page
    assert "<svg" in page
    assert "Er doet nog niemand mee." in page


def test_who_leads_still_has_the_code_for_who_comes_late(lead, table, session, group):
    steer(lead, table, "prepare", "play")
    assert session.code in words(lead.get(table))
    assert session.code not in words(group[0].get(table))
    steer(lead, table, "close")
    assert session.code not in words(lead.get(table))


def test_everybody_sees_that_the_table_was_rewound_until_it_goes_on(lead, table, group):
    steer(lead, table, "prepare", "play", "pause")
    assert "Teruggespoeld" not in words(group[0].get(table))
    steer(lead, table, "rewind", "swap")
    assert "Teruggespoeld" in words(group[0].get(table))
    assert "Teruggespoeld" in words(lead.get(table))
    steer(lead, table, "resume")
    assert "Teruggespoeld" not in words(group[0].get(table))


def test_a_code_typed_in_the_lobby_leads_to_the_session(session, trainer):
    client = browser(MembershipFactory(municipality=trainer.municipality).person)
    typed = f"{session.code[:3].lower()} {session.code[3:]}"
    answer = client.post(reverse("roleplays:lobby"), {"code": typed})
    assert answer.url == reverse("roleplays:join", args=[session.code.lower()])
    assert client.post(answer.url).url == reverse("roleplays:table", args=[session.public_id])


@pytest.mark.parametrize("code", ["zzzzzz", "a", "vrijdag"])
def test_a_wrong_code_is_explained_and_kept(session, trainer, code):
    client = browser(MembershipFactory(municipality=trainer.municipality).person)
    answer = client.post(reverse("roleplays:lobby"), {"code": code})
    assert answer.status_code == 422
    assert f"{escape(trainer.municipality.name)} heeft geen open sessie met deze code." in words(answer)
    assert f'value="{code}"' in words(answer)


def test_an_old_code_is_explained(lead, table, session, trainer):
    steer(lead, table, "close")
    client = browser(MembershipFactory(municipality=trainer.municipality).person)
    answer = client.get(reverse("roleplays:join", args=[session.code.lower()]))
    assert answer.status_code == 404
    assert "misschien is het een oude" in words(answer)


def test_a_code_of_another_municipality_does_not_exist(session):
    stranger = browser(MembershipFactory().person)
    refused = stranger.get(reverse("roleplays:join", args=[session.code.lower()]))
    assert refused.status_code == 404
    assert "misschien is het een oude, of een van een andere gemeente" in words(refused)
    assert stranger.post(reverse("roleplays:join", args=[session.code.lower()])).status_code == 404
    assert stranger.get(reverse("roleplays:table", args=[session.public_id])).status_code == 404
    assert stranger.get(reverse("roleplays:poll", args=[session.public_id])).status_code == 404


SECRETS = {card.role: (card.hidden, card.goal) for card in CARDS}


def known_secrets(page):
    """Whose hidden part or wish stands in a page, by role."""
    return {role for role, parts in SECRETS.items() if any(part in page for part in parts)}


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(["prepare"], id="cards handed out"),
        pytest.param(["prepare", "play"], id="playing"),
        pytest.param(["prepare", "play", "pause"], id="paused"),
        pytest.param(["prepare", "play", "pause", "rewind"], id="rewound"),
    ],
)
def test_what_a_card_hides_is_in_nobody_else_s_page(lead, table, session, group, commands):
    steer(lead, table, *commands)
    seats = ["resident", "municipality", "case_steward", "process_guide"]
    assert [known_secrets(words(client.get(table))) for client in group] == [
        *({seat} for seat in seats),
        set(),
        set(),
    ]


def test_after_a_swap_only_the_new_card_is_there(lead, table, group):
    steer(lead, table, "prepare", "swap")
    seats = ["municipality", "case_steward", "process_guide", "resident"]
    assert [known_secrets(words(client.get(table))) for client in group[:4]] == [{seat} for seat in seats]


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x" * 501}])
def test_a_refused_note_tells_nobody_what_others_hide(lead, table, group, sent):
    steer(lead, table, "prepare", "play")
    assert known_secrets(words(group[0].post(f"{table}notitie/", sent))) == {"resident"}
    assert known_secrets(words(group[5].post(f"{table}notitie/", sent))) == set()


def test_who_lost_the_connection_comes_back_to_the_same_place(lead, table, session, group):
    steer(lead, table, "prepare", "play")
    again = group[0].post(reverse("roleplays:join", args=[session.code.lower()]))
    assert again.url == table
    with within(session.municipality):
        assert Participant.objects.count() == 6


def test_who_joins_late_watches(lead, table, session, group, trainer):
    steer(lead, table, "prepare", "play")
    late = browser(MembershipFactory(municipality=trainer.municipality).person)
    late.post(reverse("roleplays:join", args=[session.code.lower()]))
    assert "Waarnemer" in words(late.get(table))


def test_who_watches_waits_for_no_card(table, group):
    assert "Je kaart verschijnt hier" in words(group[0].get(table))
    assert "Je kaart verschijnt hier" not in words(group[5].get(table))
    assert "Je kijkt mee" in words(group[5].get(table))


def test_who_leads_finds_each_card_by_its_role(lead, table):
    cards = words(lead.get(table)).split('id="cards-title"')[1]
    assert re.findall("<summary>(.*?)</summary>", cards)[:2] == ["Inwoner", "Gemeente"]


def test_what_was_closed_is_found_again_by_who_was_there(lead, table, group):
    lobby = reverse("roleplays:lobby")
    for client in (lead, group[0]):
        assert f'href="{table}"' in words(client.get(lobby))
    steer(lead, table, "close")
    for client in (lead, group[0]):
        page = words(client.get(lobby))
        assert f'href="{table}"' in page.split('id="finished-title"')[1]
        assert 'id="sessions-title"' not in page


def test_closing_without_looking_back_is_asked_first(lead, table, group):
    unasked = "<details><summary>Sluit af zonder terug te kijken</summary>"
    for commands in ((), ("prepare",), ("play",), ("pause",)):
        steer(lead, table, *commands)
        assert unasked in words(lead.get(table))
    steer(lead, table, "debrief")
    assert unasked not in words(lead.get(table))
    assert 'value="close"' in words(lead.get(table))


def test_a_command_at_the_wrong_moment_is_explained(lead, table):
    answer = lead.post(f"{table}sturen/", {"command": "resume"})
    assert answer.status_code == 422
    assert "Dat kan op dit moment niet." in words(answer)


@pytest.mark.parametrize("command", ["dansen", "", "x" * 200])
def test_a_command_that_does_not_exist_is_explained(lead, table, command):
    assert lead.post(f"{table}sturen/", {"command": command}).status_code == 422


def test_who_only_plays_does_not_steer(table, group):
    assert group[0].post(f"{table}sturen/", {"command": "prepare"}).status_code == 422
    assert group[0].post(f"{table}plaats/", {"participant": 1, "seat": "observer"}).status_code == 422


def test_a_role_can_be_given_away(lead, table, group, session):
    with within(session.municipality):
        watcher = Participant.objects.filter(seat="observer").first()
    lead.post(f"{table}plaats/", {"participant": watcher.pk, "seat": "resident"})
    with within(session.municipality):
        watcher.refresh_from_db()
    assert watcher.seat == "resident"


def test_after_closing_roles_stay_as_they_are(lead, table, group, session):
    with within(session.municipality):
        watcher = Participant.objects.filter(seat="observer").first()
    steer(lead, table, "close")
    answer = lead.post(f"{table}plaats/", {"participant": watcher.pk, "seat": "resident"})
    assert answer.status_code == 422
    assert "De sessie is gesloten, dus de rollen blijven zoals ze zijn." in words(answer)
    with within(session.municipality):
        watcher.refresh_from_db()
    assert watcher.seat == "observer"


@pytest.mark.parametrize(
    "sent", [{"participant": 0, "seat": "resident"}, {"participant": "x", "seat": "koning"}]
)
def test_a_role_for_nobody_is_explained(lead, table, group, sent):
    assert lead.post(f"{table}plaats/", sent).status_code == 422


def test_a_role_for_somebody_who_just_left_is_explained(lead, table, group, session, monkeypatch):
    with within(session.municipality):
        someone = session.participants.order_by("joined_at").first()
    give_seat = views.api.give_seat

    def after_they_left(**asked):
        views.api.leave(session_id=session.pk, person=someone.person, now=timezone.now())
        give_seat(**asked)

    monkeypatch.setattr(views.api, "give_seat", after_they_left)
    answer = lead.post(f"{table}plaats/", {"participant": someone.pk, "seat": "observer"})
    assert answer.status_code == 422
    assert "is net weggegaan" in words(answer)


def test_a_refused_command_leads_back_to_the_table_and_is_not_sent_again(lead, table):
    answer = lead.post(f"{table}sturen/", {"command": "resume"})
    assert answer.status_code == 422
    assert f'data-home="{table}"' in words(answer)


def test_a_note_is_kept_once_and_read_when_looking_back(lead, table, group, session):
    steer(lead, table, "prepare", "play")
    sent = {"text": "Samira laat een stilte vallen.", "seat": "resident", "client_key": str(uuid.uuid4())}
    assert group[4].post(f"{table}notitie/", sent).status_code == 302
    assert group[4].post(f"{table}notitie/", sent).status_code == 302
    with within(session.municipality):
        assert SessionEvent.objects.filter(kind="note").count() == 1
    assert "stilte" not in words(group[5].get(table))
    steer(lead, table, "debrief")
    assert "stilte" in words(group[5].get(table))


def test_what_was_seen_is_counted_where_it_is_looked_for(lead, trainer):
    ScenarioFactory(code="RP3", look_fors=stream_of_look_fors([LOOK_FOR]))
    table = lead.post(reverse("roleplays:open_session", args=["rp3"])).url
    watchers = [browser(MembershipFactory(municipality=trainer.municipality).person) for _ in range(6)][::-1]
    for client in watchers[::-1]:
        client.post(reverse("roleplays:join", args=[code_of(trainer)]))
    steer(lead, table, "prepare", "play")
    for times in ("1 keer gezien", "2 keer gezien"):
        answer = watchers[0].post(f"{table}notitie/", {"kind": "look_for", "text": LOOK_FOR})
        assert answer.url == f"{table}#look-fors-title"
        assert times in words(watchers[0].get(table)).split('id="look-fors-title"')[1].split("</section>")[0]
    assert "keer gezien" not in words(watchers[1].get(table))


def test_a_note_after_closing_is_not_lost(lead, table, group):
    steer(lead, table, "close")
    answer = group[4].post(f"{table}notitie/", {"text": "Dit wil ik niet kwijt."})
    assert answer.status_code == 422
    assert "Dit wil ik niet kwijt." in words(answer)


def test_an_empty_note_is_explained(table, group):
    assert group[4].post(f"{table}notitie/", {"text": " "}).status_code == 422


def test_who_leaves_sees_nothing_more(table, group):
    assert group[0].post(f"{table}verlaten/").status_code == 302
    assert group[0].get(table).status_code == 404
    assert group[0].get(f"{table}stand/").status_code == 404


def revision(client, table):
    return words(client.get(f"{table}stand/"))


def test_a_question_is_answered_with_nothing_while_nothing_changed(lead, table, group):
    now = revision(group[0], table)
    assert group[0].get(f"{table}stand/", {"revision": now}).status_code == 204
    steer(lead, table, "prepare")
    assert group[0].get(f"{table}stand/", {"revision": now}).status_code == 200


def test_twelve_people_who_ask_cost_one_query_each_while_nothing_changed(table, session, group, trainer):
    more = [browser(MembershipFactory(municipality=trainer.municipality).person) for _ in range(6)]
    for client in more:
        client.post(reverse("roleplays:join", args=[session.code.lower()]))
    twelve = [*group, *more]
    now = revision(twelve[0], table)
    for client in twelve:  # the shared cache gets to know who sits here
        client.get(f"{table}stand/", {"revision": now})
    with CaptureQueriesContext(connection) as asked:
        answers = [client.get(f"{table}stand/", {"revision": now}).status_code for client in twelve]
    assert answers == [204] * 12
    assert len(asked) <= 12, [query["sql"] for query in asked]


def test_a_shared_cache_that_lost_everything_changes_nothing(lead, table, group):
    steer(lead, table, "prepare")
    now = revision(group[0], table)
    cache.clear()
    assert group[0].get(f"{table}stand/", {"revision": now}).status_code == 204
    assert known_secrets(words(group[0].get(table))) == {"resident"}


def test_the_table_takes_a_flat_number_of_queries(lead, table, group, trainer, django_assert_max_num_queries):
    steer(lead, table, "prepare", "play")
    with django_assert_max_num_queries(9):
        group[0].get(table)
