"""Taking a test in the browser's place: the plain form, the script, and everything that can go wrong in between."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from assessments.choices import AttemptState, Feedback, QuestionKind
from assessments.models import Attempt
from assessments.selectors.asked import asked_in
from people.api import everywhere
from people.choices import Role
from records.models import Record
from tests.factories import quizzes as make
from tests.factories.people import PASSWORD, MunicipalityFactory, person_with
from tests.factories.questions import ITEMS
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory

pytestmark = pytest.mark.django_db
FETCH = {"X-Requested-With": "fetch"}
ONE = QuestionKind.ONE_CHOICE
KINDS = sorted(RIGHT)


@pytest.fixture
def municipality():
    return MunicipalityFactory()


@pytest.fixture
def learner(municipality):
    return person_with(Role.LEARNER, municipality=municipality)


@pytest.fixture
def client(learner):
    client = Client()
    client.force_login(learner)
    return client


@pytest.fixture
def quiz():
    make.bank(3)
    return QuizFactory(title="Toets over de wens")


@pytest.fixture
def attempt(quiz, learner, municipality):
    return make.begun(quiz, learner, municipality)


def every_kind(learner, municipality, **fields) -> Attempt:
    """An attempt with a question of each kind, in a fixed order."""
    codes = [make.bank(1, kind=kind, identifier=f"X-{kind.replace('_', '')}")[0].identifier for kind in KINDS]
    return make.begun(QuizFactory(blocks=[make.always(*codes)], **fields), learner, municipality)


def stored(attempt: Attempt) -> Attempt:
    with everywhere():
        return Attempt.objects.get(pk=attempt.pk)


def url(attempt: Attempt, position: int | None = None) -> str:
    place = f"vraag/{position}/" if position else ""
    return f"/poging/{attempt.pk}/{place}"


def fields(attempt: Attempt, position: int, answer: dict, **more: str) -> dict:
    """What a browser sends for an answer, under the names that stand in the page."""
    row = make.items(attempt)[position - 1]
    with everywhere():
        shown = asked_in([row.version_id])[row.version_id].mask(answer)
    sent = {"version": str(row.version_id), "was": str(row.sequence)}
    for name, value in shown.items():
        if name == "targets":
            sent |= {f"target-{option}": target for option, target in value.items()}
        elif name == "order":
            sent |= {f"place-{option}": str(place) for place, option in enumerate(value, start=1)}
        else:
            sent[name] = value
    return {f"{position}-{name}": value for name, value in sent.items()} | more


def save(client, attempt, position, answer, *, sequence=1, **more):
    """Let the script save an answer."""
    sent = fields(attempt, position, answer, sequence=str(sequence), **more)
    return client.post(url(attempt, position), sent, headers=FETCH)


# --- Beginning and coming back -----------------------------------------------------------------------------


def test_somebody_reads_what_a_test_is_begins_and_comes_back(client, quiz):
    page = client.get("/toets/" + quiz.code + "/").content.decode()
    assert "Toets over de wens" in page
    assert "3 vragen" in page
    assert "Er is geen tijdsgrens" in page
    begun = client.post(f"/toets/{quiz.code}/beginnen/")
    assert re.fullmatch(r"/poging/\d+/", begun.url)
    assert client.post(f"/toets/{quiz.code}/beginnen/").url == begun.url
    assert "Ga verder met deze toets" in client.get(f"/toets/{quiz.code}/").content.decode()
    assert "Vraag 3 van 3" in client.get(begun.url).content.decode()


def test_who_may_not_begin_reads_why(client, learner, municipality):
    make.bank(3)
    quiz = QuizFactory(attempts_allowed=1)
    make.taken(quiz, learner, municipality)
    answer = client.post(f"/toets/{quiz.code}/beginnen/")
    assert answer.status_code == 403
    assert "Je hebt alle pogingen gebruikt" in answer.content.decode()
    assert "Je hebt alle pogingen gebruikt" in client.get(f"/toets/{quiz.code}/").content.decode()


def test_a_test_of_another_municipality_does_not_exist(client):
    make.bank(3)
    quiz = QuizFactory(municipality=MunicipalityFactory())
    assert client.get(f"/toets/{quiz.code}/").status_code == 404
    assert client.post(f"/toets/{quiz.code}/beginnen/").status_code == 404


# --- The script ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("position", range(1, len(KINDS) + 1), ids=KINDS)
def test_an_answer_of_every_kind_is_saved_by_script(position, client, learner, municipality):
    attempt = every_kind(learner, municipality)
    kind = KINDS[position - 1]
    answer = save(client, attempt, position, RIGHT[kind])
    assert answer.status_code == 200
    assert answer.json() == {"status": "saved", "sequence": 1, "state": "whole", "message": ""}
    assert make.items(attempt)[position - 1].answer == RIGHT[kind]


def test_all_right_answers_together_are_all_points(client, learner, municipality):
    attempt = every_kind(learner, municipality, pass_percent=100)
    for position, kind in enumerate(KINDS, start=1):
        save(client, attempt, position, RIGHT[kind])
    client.post(f"/poging/{attempt.pk}/inleveren/")
    assert (stored(attempt).percent, stored(attempt).is_passed) == (100, True)


def test_a_flag_is_kept_with_the_answer(client, attempt):
    answer = save(client, attempt, 1, RIGHT[ONE], **{"1-flag": "on"})
    assert answer.json()["state"] == "later"
    assert make.items(attempt)[0].is_flagged


def test_a_late_request_is_told_that_something_newer_is_there(client, attempt):
    save(client, attempt, 1, RIGHT[ONE], sequence=5)
    answer = save(client, attempt, 1, WRONG[ONE], sequence=4)
    assert "nieuwer antwoord" in answer.json()["message"]
    assert make.items(attempt)[0].answer == RIGHT[ONE]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"1-choice": "b"}, "Dat antwoord hoort niet bij deze vraag"),
        ({"1-choice": "x" * 9}, "Dat antwoord hoort niet bij deze vraag"),
        ({"1-version": "99999999"}, "Deze vraag hoort niet bij deze toets"),
        ({"1-version": ""}, "Deze vraag hoort niet bij deze toets"),
        ({"1-version": "9" * 30}, "Deze vraag hoort niet bij deze toets"),
        ({"1-version": "²"}, "Deze vraag hoort niet bij deze toets"),
    ],
)
def test_a_wrong_key_is_refused_in_clear_words(changed, message, client, attempt):
    sent = {**fields(attempt, 1, RIGHT[ONE]), **changed, "sequence": "1"}
    answer = client.post(url(attempt, 1), sent, headers=FETCH)
    assert answer.status_code == 422
    assert message in answer.json()["message"]
    assert make.items(attempt)[0].answer == {}


def test_a_text_that_is_too_long_is_refused_and_not_cut_off(client, learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    attempt = make.begun(QuizFactory(), learner, municipality)
    answer = save(client, attempt, 1, {"text": "x" * 10_001})
    assert (answer.status_code, "te lang" in answer.json()["message"]) == (422, True)
    page = client.post(url(attempt), fields(attempt, 1, {"text": "y" * 10_001}))
    assert page.status_code == 422
    assert "y" * 10_001 in page.content.decode()


def test_something_odd_is_kept_with_a_word_about_it(client, learner, municipality):
    make.bank(1, kind=QuestionKind.NUMERIC)
    attempt = make.begun(QuizFactory(), learner, municipality)
    answer = save(client, attempt, 1, {"text": "anderhalf"})
    assert "Dit is geen getal" in answer.json()["message"]
    assert make.items(attempt)[0].answer == {"text": "anderhalf"}


def test_an_answer_with_a_null_character_is_kept_without_it(client, learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    attempt = make.begun(QuizFactory(), learner, municipality)
    assert save(client, attempt, 1, {"text": "een\x00 wens"}).status_code == 200
    assert make.items(attempt)[0].answer == {"text": "een wens"}


@pytest.mark.parametrize("sequence", ["", "abc", "-4", "9" * 40])
def test_a_strange_sequence_is_no_error_of_ours(sequence, client, attempt):
    answer = client.post(
        url(attempt, 1), {**fields(attempt, 1, RIGHT[ONE]), "sequence": sequence}, headers=FETCH
    )
    assert answer.status_code in {200, 422}


def test_a_question_that_is_not_there_is_not_there(client, attempt):
    sent = {name.replace("1-", "9-"): value for name, value in fields(attempt, 1, RIGHT[ONE]).items()}
    assert client.post(url(attempt, 9), sent, headers=FETCH).status_code == 404


def test_somebody_elses_attempt_does_not_exist(attempt, municipality):
    other = Client()
    other.force_login(person_with(Role.LEARNER, municipality=municipality))
    for address in ("", "vraag/1/", "inleveren/", "uitslag/"):
        assert other.get(url(attempt) + address).status_code in {404, 405}
    assert other.post(url(attempt, 1), fields(attempt, 1, RIGHT[ONE]), headers=FETCH).status_code == 404
    assert other.post(url(attempt, 1), fields(attempt, 1, {"choice": "zz"}), headers=FETCH).status_code == 404
    assert other.post(url(attempt), fields(attempt, 1, RIGHT[ONE])).status_code == 404
    assert other.post(f"/poging/{attempt.pk}/inleveren/").status_code == 404


# --- The plain form -----------------------------------------------------------------------------------------


def test_the_whole_form_saves_every_answer_on_it(client, learner, municipality):
    attempt = every_kind(learner, municipality)
    sent = {}
    for position, kind in enumerate(KINDS, start=1):
        sent |= fields(attempt, position, RIGHT[kind])
    answer = client.post(url(attempt), {**sent, "go": "end"})
    assert answer.url == f"/poging/{attempt.pk}/inleveren/"
    assert [item.answer for item in make.items(attempt)] == [RIGHT[kind] for kind in KINDS]


def test_a_line_of_an_order_moves_without_scripts(client, learner, municipality):
    make.bank(1, kind=QuestionKind.ORDER)
    attempt = make.begun(QuizFactory(), learner, municipality)
    row = make.items(attempt)[0]
    sent = fields(attempt, 1, {"order": row.shown["options"]})
    second = list(sent)[-2].removeprefix("1-place-")
    answer = client.post(url(attempt), {**sent, "1-move": f"{second}:up"})
    assert answer.url.endswith("#vraag-1")
    first, other, last = row.shown["options"]
    assert make.items(attempt)[0].answer == {"order": [other, first, last]}


def test_an_order_that_nobody_touched_is_no_answer(client, learner, municipality):
    make.bank(1, kind=QuestionKind.ORDER)
    attempt = make.begun(QuizFactory(), learner, municipality)
    client.post(url(attempt), fields(attempt, 1, {"order": make.items(attempt)[0].shown["options"]}))
    assert make.items(attempt)[0].answer == {}


def test_a_form_that_was_posted_twice_is_saved_once(client, attempt):
    sent = fields(attempt, 1, RIGHT[ONE])
    client.post(url(attempt), sent)
    before = make.items(attempt)[0].sequence
    assert client.post(url(attempt), sent).status_code == 302
    assert make.items(attempt)[0].sequence == before


def test_an_old_form_does_not_overwrite_what_came_from_another_device(client, attempt):
    old_form = fields(attempt, 1, WRONG[ONE])
    save(client, attempt, 1, RIGHT[ONE], sequence=7)
    page = client.post(url(attempt), old_form)
    assert page.status_code == 409
    assert "nog niet bewaard" in page.content.decode()
    assert make.items(attempt)[0].answer == RIGHT[ONE]
    again = client.post(url(attempt), fields(attempt, 1, WRONG[ONE]))
    assert (again.status_code, make.items(attempt)[0].answer) == (302, WRONG[ONE])


def test_saving_the_whole_form_takes_few_queries(
    client, learner, municipality, django_assert_max_num_queries
):
    attempt = every_kind(learner, municipality)
    sent = {}
    for position, kind in enumerate(KINDS, start=1):
        sent |= fields(attempt, position, RIGHT[kind])
    client.get(url(attempt))
    with django_assert_max_num_queries(10):  # eight, and the save points that a test adds
        client.post(url(attempt), sent)


# --- Feedback at once ---------------------------------------------------------------------------------------


def test_checking_by_script_brings_the_question_back_with_what_is_said(client, attempt):
    answer = save(client, attempt, 1, WRONG[ONE], check="1").json()
    assert answer["announce"] == "Nog niet helemaal."
    assert "Je gaat mee in de oplossing." in answer["html"]
    assert "Eerst vraag je naar de wens." in answer["html"]
    later = save(client, attempt, 1, RIGHT[ONE], sequence=2)
    assert (later.status_code, "al nagekeken" in later.json()["message"]) == (409, True)


def test_checking_without_scripts_shows_the_same(client, attempt):
    client.post(url(attempt), {**fields(attempt, 1, RIGHT[ONE]), "check": "1"})
    page = client.get(url(attempt)).content.decode()
    assert "Je vraagt naar de wens." in page
    assert "Goed." in page


def test_before_checking_the_page_tells_nothing(client, learner, municipality):
    attempt = every_kind(learner, municipality)
    page = client.get(url(attempt)).content.decode()
    assert_no_key(page)


def assert_no_key(page: str) -> None:
    """No word of the key or about an answer stands in a page, also not in its source."""
    page = unescape(page)
    for item in ITEMS.values():
        for words in (item.explanation, *(option.feedback for option in item.options)):
            assert not words or words not in page
        for option in item.options:
            assert f'value="{option.key}"' not in page
            assert len(option.target) < 2 or option.target not in page
    assert "is_right" not in page
    assert "1,75" not in page


# --- Handing in and the result --------------------------------------------------------------------------------


def test_the_last_page_says_what_is_still_open(client, attempt):
    save(client, attempt, 1, RIGHT[ONE])
    save(client, attempt, 2, RIGHT[ONE], **{"2-flag": "on"})
    page = client.get(f"/poging/{attempt.pk}/inleveren/").content.decode()
    assert "1 vraag heeft nog geen antwoord" in page
    assert f'href="/poging/{attempt.pk}/#vraag-3"' in page
    assert "Je wilde terugkomen op" in page


def test_handing_in_twice_is_one_result(client, attempt):
    first = client.post(f"/poging/{attempt.pk}/inleveren/")
    second = client.post(f"/poging/{attempt.pk}/inleveren/")
    assert first.url == second.url == f"/poging/{attempt.pk}/uitslag/"
    with everywhere():
        assert Record.objects.filter(activity__startswith="test:").count() == 1


def test_a_quiz_to_learn_from_shows_everything_afterwards(client, attempt):
    save(client, attempt, 1, WRONG[ONE])
    client.post(f"/poging/{attempt.pk}/inleveren/")
    page = client.get(f"/poging/{attempt.pk}/uitslag/").content.decode()
    assert "Je hebt 0 van de 3 vragen goed." in page
    assert "Eerst vraag je naar de wens." in page
    assert "Je gaat mee in de oplossing." in page


def test_a_test_that_tells_no_key_tells_only_the_principle(client, learner, municipality):
    attempt = every_kind(learner, municipality, feedback=Feedback.PRINCIPLE, pass_percent=75)
    for position, kind in enumerate(KINDS, start=1):
        save(client, attempt, position, WRONG.get(kind, {}))
    assert_no_key(client.get(url(attempt)).content.decode())
    client.post(f"/poging/{attempt.pk}/inleveren/")
    page = client.get(f"/poging/{attempt.pk}/uitslag/").content.decode()
    assert_no_key(page)
    assert "Zoek de wens achter een oplossing." in page
    assert "Nog niet gehaald" in page
    assert "Je hebt 0 procent, en je hebt 75 procent nodig." in page
    assert not any(item.text in page for item in ITEMS.values())


def test_a_red_flag_is_named_so_that_it_is_talked_about(client, learner, municipality):
    make.situations(3)
    quiz = QuizFactory(
        purpose="situations", blocks=[make.by_chance(3)], measure="points", red_flags_allowed=1,
        red_flags_send_to=["M10"], feedback=Feedback.PRINCIPLE, pass_percent=10,
    )  # fmt: skip
    one = make.taken(quiz, learner, municipality, right=2)
    page = client.get(f"/poging/{one.pk}/uitslag/").content.decode()
    assert "Bespreek dit met je trainer" in page
    assert "Belooft dat alles geheim blijft" in page
    assert "Geslaagd" in page
    two = make.taken(quiz, learner, municipality, right=1)
    page = client.get(f"/poging/{two.pk}/uitslag/").content.decode()
    assert "Je koos 2 keer iets wat nooit mag." in page
    assert "M10" in page


def test_an_open_attempt_has_no_result_yet_and_a_finished_one_no_questions(client, attempt):
    assert client.get(f"/poging/{attempt.pk}/uitslag/").url == url(attempt)
    client.post(f"/poging/{attempt.pk}/inleveren/")
    assert client.get(url(attempt)).url == f"/poging/{attempt.pk}/uitslag/"
    assert client.get(f"/poging/{attempt.pk}/inleveren/").url == f"/poging/{attempt.pk}/uitslag/"


def test_all_tests_of_somebody_stand_on_one_page(client, attempt, learner, municipality):
    page = client.get("/mijn-toetsen/").content.decode()
    assert "Toets over de wens" in page
    assert "Ga verder" in page
    make.handed_in(attempt)
    assert "Wat telt: 0%" in client.get("/mijn-toetsen/").content.decode()


def test_the_page_of_all_tests_takes_as_many_queries_for_many_as_for_one(
    client, attempt, learner, municipality, django_assert_max_num_queries
):
    client.get("/mijn-toetsen/")
    for _ in range(5):
        make.taken(QuizFactory(), learner, municipality)
    with django_assert_max_num_queries(8):
        client.get("/mijn-toetsen/")


# --- Too late -------------------------------------------------------------------------------------------------


@pytest.fixture
def timed(learner, municipality):
    make.bank(2)
    make.bank(1, kind=QuestionKind.OPEN, identifier="M1-O1")
    quiz = QuizFactory(blocks=[make.always("M1-O1"), make.by_chance(2, "M1")], minutes=30)
    attempt = make.begun(quiz, learner, municipality)
    make.answer(attempt, 2, RIGHT[ONE])
    return attempt


def run_out(attempt: Attempt) -> None:
    """Let the time of an attempt be up, a minute ago."""
    with everywhere():
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - timedelta(minutes=1))


def test_a_time_limit_is_told_on_the_page(client, timed):
    page = client.get(url(timed)).content.decode()
    assert "Tijd tot" in page
    assert "<span data-minutes>30</span> minuten" in page


def test_the_script_is_told_that_the_time_is_up(client, timed):
    run_out(timed)
    answer = save(client, timed, 1, {"text": "Te laat."})
    assert answer.status_code == 409
    assert answer.json()["message"].startswith("De tijd is om")
    assert answer.json()["url"] == f"/poging/{timed.pk}/uitslag/"
    assert stored(timed).state == AttemptState.TIME_UP


def test_a_form_that_comes_too_late_is_shown_to_who_typed_it(client, timed):
    sent = fields(timed, 1, {"text": "Mijn late antwoord."}) | fields(timed, 3, WRONG[ONE])
    run_out(timed)
    page = client.post(url(timed), sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "De tijd was om" in text
    assert "Mijn late antwoord." in text
    assert "Hoe hoog moet het hek zijn?" in text
    assert [item.is_right for item in make.items(timed)] == [False, True, False]


def test_a_form_after_handing_in_is_shown_to_who_typed_it(client, timed):
    sent = fields(timed, 1, {"text": "In een ander tabblad."})
    client.post(f"/poging/{timed.pk}/inleveren/")
    page = client.post(url(timed), sent)
    assert page.status_code == 409
    assert "al ingeleverd" in page.content.decode()
    assert "In een ander tabblad." in page.content.decode()


# --- A session that ended ----------------------------------------------------------------------------------------


def test_a_script_is_told_where_to_sign_in(attempt):
    answer = Client().post(url(attempt, 1), fields(attempt, 1, RIGHT[ONE]), headers=FETCH)
    assert answer.status_code == 401
    assert answer.json()["login_url"] == f"/account/login/?next=%2Fpoging%2F{attempt.pk}%2F%23vraag-1"


def test_answers_are_there_again_after_signing_in(attempt, learner):
    client = Client()
    sent = fields(attempt, 1, RIGHT[ONE]) | {"kept": str(learner.public_id), "go": "end"}
    answer = client.post(url(attempt), sent)
    assert answer.url.startswith("/account/login/?next=")
    page = client.post(answer.url, {"login": learner.email, "password": PASSWORD}, follow=True)
    text = page.content.decode()
    assert "Dit typte je het laatst" in text
    assert re.search(r'name="1-choice" value="[^"]+" checked', text)
    assert make.items(attempt)[0].answer == {}
    assert "Dit typte je het laatst" not in client.get(url(attempt)).content.decode()  # given back once


def test_answers_that_wait_are_given_to_nobody_else_at_the_same_computer(attempt, learner, municipality):
    other = person_with(Role.LEARNER, municipality=municipality)
    client = Client()
    answer = client.post(url(attempt), fields(attempt, 1, RIGHT[ONE]) | {"kept": str(other.public_id)})
    page = client.post(answer.url, {"login": learner.email, "password": PASSWORD}, follow=True)
    assert "Dit typte je het laatst" not in page.content.decode()


def test_a_visitor_signs_in_first(attempt, quiz):
    client = Client()
    for address in (f"/toets/{quiz.code}/", url(attempt), f"/poging/{attempt.pk}/uitslag/", "/mijn-toetsen/"):
        assert client.get(address).url.startswith("/account/login/")
    for address in (f"/toets/{quiz.code}/beginnen/", f"/poging/{attempt.pk}/inleveren/"):
        assert client.post(address).url.startswith("/account/login/")


# --- What it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("questions", [3, 40])
def test_saving_an_answer_takes_few_queries_whatever_the_size_of_the_test(
    questions, client, learner, municipality, django_assert_max_num_queries
):
    make.bank(questions)
    attempt = make.begun(QuizFactory(blocks=[make.by_chance(questions, "M1")]), learner, municipality)
    save(client, attempt, 1, RIGHT[ONE])
    sent = fields(attempt, 2, RIGHT[ONE], sequence="1")
    with django_assert_max_num_queries(4):
        client.post(url(attempt, 2), sent, headers=FETCH)


def test_a_whole_test_takes_few_queries(client, learner, municipality, django_assert_max_num_queries):
    make.bank(30)
    quiz = QuizFactory(blocks=[make.by_chance(10, "M1")])
    make.taken(quiz, learner, municipality)  # so that there is something not to ask again
    with django_assert_max_num_queries(13):
        client.post(f"/toets/{quiz.code}/beginnen/")
    attempt = Attempt(
        pk=int(client.get(f"/toets/{quiz.code}/").content.decode().split("/poging/")[1].split("/")[0])
    )
    with everywhere():
        attempt = Attempt.objects.select_related("municipality").get(pk=attempt.pk)
    sent = [fields(attempt, position, RIGHT[ONE], sequence="1") for position in range(1, 11)]
    with django_assert_max_num_queries(47):
        for position, each in enumerate(sent, start=1):
            client.post(url(attempt, position), each, headers=FETCH)
        client.post(f"/poging/{attempt.pk}/inleveren/")
