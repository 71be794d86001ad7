"""What is said about an answer, and when: at once, at the end, or never."""

from __future__ import annotations

from html import unescape

import pytest

from assessments.choices import Feedback, QuestionKind
from people.api import everywhere
from records.models import Record
from tests.factories import quizzes as make
from tests.factories.questions import ITEMS
from tests.factories.quizzes import RIGHT, WRONG, QuizFactory
from tests.factories.taking import KINDS, ONE, every_kind, fields, save, url

pytestmark = pytest.mark.django_db


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


def test_a_right_option_that_was_not_chosen_is_not_praised(client, attempt):
    page = save(client, attempt, 1, WRONG[ONE], check="1").json()["html"]
    assert "Dit is goed." in page
    assert "<strong>Goed.</strong>" not in page


@pytest.mark.parametrize("feedback", [Feedback.PRINCIPLE, Feedback.AFTER_HANDING_IN])
def test_where_nothing_is_told_yet_the_script_hears_the_same_of_right_and_wrong(
    feedback, client, learner, municipality
):
    attempt = every_kind(learner, municipality, feedback=feedback, pass_percent=75)
    for position, kind in enumerate(KINDS, start=1):
        right = save(client, attempt, position, RIGHT[kind], check="1").json()
        wrong = save(client, attempt, position, WRONG.get(kind, {}), sequence=2, check="1").json()
        assert_no_key(right.pop("html") + wrong.pop("html") + str(right) + str(wrong))
        assert {**right, "sequence": 0, "state": ""} == {**wrong, "sequence": 0, "state": ""}


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
    assert "van 3</td>" not in page, "in points nothing is counted as right"
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


def test_a_test_of_open_answers_alone_has_no_score(client, learner, municipality):
    open_one = make.bank(1, kind="open")[0].identifier
    attempt = make.begun(QuizFactory(blocks=[make.always(open_one)], measure="points"), learner, municipality)
    save(client, attempt, 1, {"text": "Eerst vraag ik wat zij zelf willen."})
    client.post(f"/poging/{attempt.pk}/inleveren/")
    page = client.get(f"/poging/{attempt.pk}/uitslag/").content.decode()
    assert "Deze toets heeft geen score." in page
    assert "van de 100" not in page


def test_the_page_before_a_test_counts_the_questions_that_somebody_really_gets(client, learner):
    make.bank(2)
    page = client.get(f"/toets/{QuizFactory().code}/").content.decode()
    assert "2 vragen," in page
    assert "3 vragen" not in page


def test_what_was_left_open_is_not_called_an_answer(client, learner, municipality):
    attempt = every_kind(learner, municipality, feedback=Feedback.AFTER_HANDING_IN)
    client.post(f"/poging/{attempt.pk}/inleveren/")
    page = unescape(client.get(f"/poging/{attempt.pk}/uitslag/").content.decode())
    assert "Je gaf geen antwoord." in page
    assert "Nog niet helemaal." not in page
    assert "Wij willen rust: Wens" in page, "no full stop before a colon"


def test_what_stands_with_an_open_answer_is_called_an_example(client, learner, municipality):
    make.bank(1, kind=QuestionKind.OPEN)
    attempt = make.begun(QuizFactory(blocks=[make.by_chance(1, "M1")]), learner, municipality)
    make.answer(attempt, 1, {"text": "Ik vraag door."})
    page = client.get(make.handed_in(attempt).get_absolute_url()).content.decode()
    assert "Een goed antwoord is bijvoorbeeld:" in page
