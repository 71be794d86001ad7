from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import tasks
from assessments.api import interactive as api
from assessments.models import InteractivePlay, InteractiveStatement
from h5p import api as h5p
from h5p.choices import Flaw
from h5p.rules.joining import LEAD
from people.api import everywhere, within
from records.choices import ActivityKind
from records.models import Record
from tests.factories.h5p import package
from tests.factories.interactive import (
    ExerciseFactory,
    begun,
    enrolled_where_it_stands,
    sent,
    told,
    with_file,
)
from tests.factories.people import LONG_AGO, MembershipFactory, MunicipalityFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def member():
    return MembershipFactory()


@pytest.fixture
def site(member):
    client = Client()
    client.force_login(member.person)
    return client


@pytest.fixture
def exercise(member):
    found = with_file(ExerciseFactory(code="I1", title="Wie beslist?"))
    enrolled_where_it_stands(found, member.person, member.municipality)
    return found


@pytest.fixture
def play(exercise, member):
    return begun(exercise, member.person, member.municipality)


def say(site, play, statement=None, state=None, sequence=1):
    address = reverse("assessments:exercise_said", args=[play.public_id])
    return site.post(address, sent(statement, state, sequence), headers={"X-Requested-With": "fetch"})


def as_it_is(play):
    with within(play.municipality):
        return InteractivePlay.objects.get(pk=play.pk)


def statements():
    with everywhere():
        return InteractiveStatement.objects.count()


# --- Doing it --------------------------------------------------------------------------------


def test_somebody_begins_goes_on_and_begins_anew_when_it_is_behind_them(site, exercise, member):
    page = site.get(exercise.get_absolute_url())
    assert "Wie beslist er?" in page.text
    first = site.post(reverse("assessments:begin_exercise", args=["i1"]))
    assert site.post(reverse("assessments:begin_exercise", args=["i1"])).url == first.url
    with within(member.municipality):
        play = InteractivePlay.objects.get()
    say(site, play, told(play))
    assert site.post(reverse("assessments:begin_exercise", args=["i1"])).url != first.url


def test_the_page_has_a_closed_frame_a_title_and_words_for_paper_and_without_scripts(site, play):
    page = site.get(play.get_absolute_url()).text
    assert 'sandbox="allow-scripts"' in page
    assert 'title="Wie beslist?"' in page
    assert page.count("Wie beslist er?") >= 3
    assert "<noscript>" in page


def test_where_somebody_was_comes_back_on_another_device(site, play, member):
    say(site, play, told(play, "interacted"), {"0": '{"answers":{"0":1}}'})
    phone = Client()
    phone.force_login(member.person)
    page = phone.get(play.get_absolute_url())
    frame = phone.get(page.context["frame"])
    assert '{\\"answers\\":{\\"0\\":1}}' in frame.text or "answers" in frame.text


def test_an_older_state_that_arrives_late_changes_nothing(site, play):
    say(site, play, None, {"0": "new"}, sequence=20)
    say(site, play, None, {"0": "old"}, sequence=10)
    assert as_it_is(play).state == {"0": "new"}


# --- Statements --------------------------------------------------------------------------------


def test_a_statement_about_the_whole_ends_the_play_with_its_score(site, play):
    answer = say(site, play, told(play), {"0": "x"})
    assert (answer.status_code, answer.json()["finished"], answer.json()["score"]) == (200, True, "75%")
    kept = as_it_is(play)
    assert (kept.raw, kept.best, kept.is_success, kept.state) == (3, 4, True, {"0": "x"})


@pytest.mark.parametrize("verb", ["attempted", "interacted", "progressed", "experienced"])
def test_other_verbs_leave_it_open(site, play, verb):
    say(site, play, told(play, verb))
    assert as_it_is(play).is_open


def test_the_same_statement_twice_is_kept_once(site, play):
    statement = told(play, "interacted")
    assert [say(site, play, statement).status_code for _ in range(3)] == [200, 200, 200]
    assert (statements(), as_it_is(play).told) == (1, 1)


def test_nothing_is_added_to_what_is_behind_somebody(site, play):
    last = told(play)
    say(site, play, last)
    before = as_it_is(play)
    assert say(site, play, told(play, result={"score": {"raw": 4, "max": 4}})).status_code == 409
    assert say(site, play, last).status_code == 200  # a phone that did not hear the answer
    assert say(site, play, None, {"0": "later"}, sequence=99).status_code == 409
    after = as_it_is(play)
    assert (after.raw, after.state, after.told) == (before.raw, before.state, before.told)
    assert statements() == 1
    assert 'data-exercise-form=""' in site.get(play.get_absolute_url()).text  # who looks back sends nothing


def forged(play):
    return {
        "a forged actor": told(play, actor={"mbox": "mailto:iemand@gemeente.nl"}),
        "999 of 1": told(play, result={"score": {"raw": 999, "max": 1}}),
        "not a number": told(play, result={"score": {"raw": float("nan"), "max": 1}}),
        "another exercise": told(play, object={"id": "http://testserver/oefening/i2/"}),
        "a verb of a test": told(play, "passed"),
        "two megabytes": told(play, extra="x" * 1_900_000),
    }


@pytest.mark.parametrize(
    "what",
    ["a forged actor", "999 of 1", "not a number", "another exercise", "a verb of a test", "two megabytes"],
)
def test_what_is_forged_is_refused_in_words_and_nothing_is_kept(site, play, what):
    answer = say(site, play, forged(play)[what], {"0": "x"})
    assert answer.status_code == 400
    assert answer.json()["message"] in {str(flaw.label) for flaw in Flaw}
    assert (statements(), as_it_is(play).state) == (0, {})


def test_what_says_nothing_is_not_called_saved(site, play):
    as_json = site.post(f"{play.get_absolute_url()}melden/", told(play), content_type="application/json")
    assert [say(site, play).status_code, as_json.status_code] == [400, 400]
    assert as_json.json()["message"] == str(Flaw.BROKEN.label)


def test_what_is_too_large_for_any_form_is_refused_too(site, play):
    assert say(site, play, told(play, extra="x" * 3_000_000)).status_code == 413


def test_a_script_without_the_token_of_the_page_says_nothing(play, member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member.person)
    assert say(strict, play, told(play)).status_code == 403


def test_who_signed_out_is_told_so(play):
    assert say(Client(), play, told(play)).status_code == 401


def test_nobody_speaks_for_somebody_else(play, member):
    colleague = Client()
    colleague.force_login(MembershipFactory(municipality=member.municipality).person)
    assert say(colleague, play, told(play)).status_code == 404
    assert colleague.get(play.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_a_statement_costs_the_same_however_much_was_said(site, play, number, django_assert_max_num_queries):
    for _ in range(number):
        say(site, play, told(play, "interacted"))
    with django_assert_max_num_queries(10):  # eight, and the two with which a test wraps a transaction
        say(site, play, told(play), {"0": "x"})


def test_more_in_a_minute_than_a_person_does_waits_and_nothing_of_it_is_kept(site, play, monkeypatch):
    monkeypatch.setattr("assessments.views.interactive.MOST_SAID", 3)
    answers = [say(site, play, told(play, "interacted")) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert statements() == 3


# --- What it means --------------------------------------------------------------------------------


def test_the_ledger_learns_that_it_was_reported_by_the_exercise_itself(site, play):
    say(site, play, told(play))
    tasks.tell_play(play.pk)
    tasks.tell_play(play.pk)
    with everywhere():
        record = Record.objects.get(activity_kind=ActivityKind.INTERACTIVE)
    assert (record.verb, record.activity_kind, record.shows) == ("completed", "interactive", [])
    assert record.context["self_reported"] is True
    assert record.result["percent"] == 75.0
    assert not as_it_is(play).needs_telling


def test_a_telling_that_got_lost_is_picked_up(site, play, monkeypatch):
    say(site, play, told(play))
    handed = []
    monkeypatch.setattr(tasks.tell_play, "delay", handed.append)
    tasks.tell_plays()
    assert handed == [play.pk]


def test_a_later_failure_takes_nothing_away_and_best_and_last_are_shown(site, exercise, play, member):
    say(site, play, told(play))
    again = begun(exercise, member.person, member.municipality)
    say(site, again, told(again, result={"score": {"raw": 1, "max": 4}, "success": False}))
    page = site.get(exercise.get_absolute_url())
    assert (page.context["best"], page.context["last"]) == ("75%", "25%")
    with within(member.municipality):
        assert api.finished_exercises(member.person, member.municipality, ["I1"]) == {"I1"}


# --- Fences ---------------------------------------------------------------------------------------


def frame_of(play):
    return api.frame_of(play, play.version)


def test_the_frame_is_for_who_plays_only(site, play, member):
    assert site.get(frame_of(play)).status_code == 200
    stranger = Client()
    assert stranger.get(frame_of(play)).status_code == 404
    stranger.force_login(MembershipFactory(municipality=member.municipality).person)
    assert stranger.get(frame_of(play)).status_code == 404


def test_the_frame_closes_when_somebody_leaves_the_municipality(site, play, member):
    address = frame_of(play)
    with everywhere():
        type(member).objects.filter(pk=member.pk).update(ends_on=LONG_AGO)
    assert site.get(address).status_code == 404
    assert site.get(play.get_absolute_url()).status_code == 404


def test_the_frame_of_another_municipality_does_not_exist(site, member):
    other = MembershipFactory(municipality=MunicipalityFactory())
    own = with_file(ExerciseFactory(municipality=other.municipality, code=f"{other.municipality.slug}-I1"))
    play = begun(own, other.person, other.municipality)
    for address in (own.get_absolute_url(), play.get_absolute_url(), frame_of(play)):
        assert site.get(address).status_code == 404


def test_who_learns_nowhere_begins_nothing(exercise):
    nobody = Client()
    nobody.force_login(UserFactory())
    assert nobody.post(reverse("assessments:begin_exercise", args=["i1"])).status_code == 404
    with everywhere():
        assert not InteractivePlay.objects.exists()


def test_a_ticket_that_is_too_old_opens_nothing(site, play, settings):
    address = frame_of(play)
    settings.H5P_TICKET_SECONDS = -1
    assert site.get(address).status_code == 404


def test_a_forged_ticket_opens_nothing(site, play):
    token = frame_of(play).strip("/").rsplit("/", 1)[1]
    assert site.get(f"/h5p/play/{token[:-2]}xx/").status_code == 404
    assert site.get("/h5p/c/niets/foto.png").status_code == 404


def test_an_exercise_without_a_file_in_order_is_not_there(site):
    ExerciseFactory(code="I9")
    assert site.get("/oefening/i9/").status_code == 404
    assert api.codes_of_exercises(None) == set()


def test_plays_of_long_ago_keep_the_version_in_which_they_were_done(exercise, play, member):
    before = play.version
    with_file(exercise, None)
    newest = exercise.package.versions.order_by("-number").first()
    h5p.use_version(newest)
    assert as_it_is(play).version == before
    assert timezone.now() - play.started_at < timedelta(minutes=5)


def test_somebody_moves_through_a_film_by_asking_for_a_piece(site, exercise, member):
    film = bytes(range(256)) * 1000
    with_file(exercise, package(**{"content/videos/film.mp4": film}))
    h5p.use_version(exercise.package.versions.order_by("-number").first())
    exercise.refresh_from_db()
    play = begun(exercise, member.person, member.municipality)
    token = frame_of(play).strip("/").rsplit("/", 1)[1]
    address = f"/h5p/c/{token}/videos/film.mp4"
    whole = site.get(address)
    assert (whole.status_code, whole.headers["Accept-Ranges"]) == (200, "bytes")
    assert b"".join(whole) == film
    piece = site.get(address, headers={"Range": "bytes=1000-1003"})
    assert (piece.status_code, b"".join(piece)) == (206, film[1000:1004])
    assert piece.headers["Content-Range"] == f"bytes 1000-1003/{len(film)}"
    assert piece.headers["Content-Type"] == "video/mp4"
    assert "sandbox" in piece.headers["Content-Security-Policy"]
    assert b"".join(site.get(address, headers={"Range": "bytes=-10"})) == film[-10:]
    behind = site.get(address, headers={"Range": "bytes=999999999-"})
    assert (behind.status_code, behind.headers["Content-Range"]) == (416, f"bytes */{len(film)}")
    assert b"".join(site.get(address, headers={"Range": "bytes=0-1", "If-Range": '"x"'})) == film


def test_the_code_of_a_package_comes_behind_what_takes_calls_away(site, play):
    address = f"/h5p/lib/{play.version.code_sha}/alles.js"
    answer = site.get(address)
    code = b"".join(answer)
    assert code.startswith(LEAD)
    assert b"H5P.Story" in code
    assert answer.headers["Content-Length"] == str(len(code))
    assert b"".join(site.get(address, headers={"Range": "bytes=200-"})) == code
    assert LEAD not in b"".join(site.get(address.replace(".js", ".css")))


def test_what_plays_connects_to_its_own_site_only_and_a_file_of_it_nowhere(site, play):
    frame = site.get(frame_of(play))
    file = site.get(f"/h5p/lib/{play.version.code_sha}/alles.js")
    assert frame.headers["Connection-Allowlist"] == "(response-origin)"
    assert file.headers["Connection-Allowlist"] == "()"
    for answer in (frame, file):
        assert answer.headers["X-DNS-Prefetch-Control"] == "off"
