"""Off line and back: who is busy goes on, and a test that falls short says so before anybody is turned away."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import registry as log_registry

from assessments.api import on_line as api
from assessments.choices import AttemptState, CountsFor
from assessments.models import Question, Quiz
from assessments.selectors.bank import current_versions
from people.choices import Role
from tests.factories import quizzes as make
from tests.factories.people import MunicipalityFactory, UserFactory, person_with
from tests.factories.quizzes import QuizFactory, bank

pytestmark = pytest.mark.django_db
QUESTIONS, TESTS = "/beheer/snippets/assessments/question/", "/beheer/snippets/assessments/quiz/"
FEW = 12


def off(thing: Question | Quiz) -> str:
    return f"/beheer/toetsvragen/{'vraag' if isinstance(thing, Question) else 'toets'}/{thing.pk}/offline/"


def back(thing: Question | Quiz) -> str:
    return off(thing).replace("offline", "online")


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def questions():
    return bank(3)


@pytest.fixture
def question(questions):
    return questions[0]


# --- A question ------------------------------------------------------------------------------------------------


def test_an_author_takes_a_question_off_line_and_puts_it_back_without_a_review(author, question, signed_in):
    browser = signed_in(author)
    assert browser.post(off(question), follow=True).status_code == 200
    assert not fresh(question).live
    assert question.pk not in current_versions(municipality=None).values_list("question", flat=True)
    assert "Dit staat offline" in words(browser.get(f"{QUESTIONS}edit/{question.pk}/"))
    assert "nieuwe beoordeling" in words(browser.get(back(question)))
    browser.post(back(question))
    assert fresh(question).live
    assert question.versions.count() == 1
    actions = [entry.action for entry in log_registry.get_logs_for_instance(question)]
    assert {"wagtail.unpublish", "wagtail.publish"} <= set(actions)


def test_what_comes_back_is_what_was_online_and_not_a_newer_draft(author, question, signed_in):
    draft = fresh(question)
    draft.difficulty = "hard"
    draft.save_revision(user=author)
    browser = signed_in(author)
    browser.post(off(question))
    assert "nieuwer concept" in words(browser.get(back(question)))
    browser.post(back(question))
    found = fresh(question)
    assert (found.live, found.difficulty) == (True, question.difficulty)
    assert found.has_unpublished_changes
    assert found.get_latest_revision_as_object().difficulty == "hard"


def test_who_is_busy_finishes_the_test_as_it_was_begun(author, questions, signed_in):
    municipality = MunicipalityFactory()
    learner = person_with(Role.LEARNER, municipality=municipality)
    attempt = make.begun(QuizFactory(), learner, municipality)
    browser = signed_in(author)
    assert "1 mens is er nu mee bezig" in words(browser.get(off(questions[0])))
    for each in questions:
        browser.post(off(each))
    assert not Question.objects.filter(live=True).exists()
    page = signed_in(learner).get(f"/poging/{attempt.pk}/")
    assert "Vraag 3 van 3" in words(page)
    make.answer_all(attempt)
    done = make.handed_in(attempt)
    assert (done.state, done.percent) == (AttemptState.HANDED_IN, 100)


def test_a_test_that_would_stop_is_named_and_has_to_be_confirmed(author, question, signed_in):
    counts = QuizFactory(code="EIND", title="Eindtoets", counts_for=CountsFor.CERTIFICATE)
    learns = QuizFactory(code="M1-T", title="Oefenen")
    roomy = QuizFactory(code="KORT", title="Kort", blocks=[make.by_chance(2, "M1")])
    elsewhere = QuizFactory(code="M9-T", title="Ergens anders", blocks=[make.by_chance(2, "M9")])
    browser = signed_in(author)
    page = words(browser.get(off(question)))
    stop, shorter, enough = (
        page.index(text)
        for text in ("Deze toetsen stoppen", "Deze toetsen worden korter", "houden genoeg over")
    )
    assert stop < page.index("Eindtoets") < shorter < page.index("Oefenen") < enough < page.index("KORT")
    assert "M1: 2 van 3 vragen." in page
    assert elsewhere.title not in page
    assert (roomy.live, learns.live) == (True, True)
    answer = browser.post(off(question))
    assert answer.status_code == 422
    assert "als je het zeker weet" in words(answer)
    assert fresh(question).live
    browser.post(off(question), {"is_sure": "on"})
    assert not fresh(question).live
    assert counts.live


def test_a_question_that_a_test_always_asks_is_named(author, question, signed_in):
    QuizFactory(
        code="VAST", blocks=[make.always(question.identifier)], counts_for=CountsFor.GATE, title="Vaste toets"
    )
    page = words(signed_in(author).get(off(question)))
    assert f"De vraag {question.identifier} bestaat niet." in page


@pytest.mark.parametrize(
    ("counts_for", "told"),
    [(CountsFor.CERTIFICATE, "niemand kan eraan beginnen"), (CountsFor.LEARNING, "voorlopig korter")],
)
def test_a_test_that_falls_short_says_so_to_its_author(author, question, counts_for, told, signed_in):
    quiz = QuizFactory(code="EIND", counts_for=counts_for)
    browser = signed_in(author)
    assert "te weinig" not in words(browser.get(TESTS))
    assert "te weinig" not in words(browser.get(f"{TESTS}edit/{quiz.pk}/"))
    api.take_off_line(question, person=author)
    assert "te weinig" in words(browser.get(TESTS))
    for address in (f"{TESTS}edit/{quiz.pk}/", "/beheer/toetsvragen/dekking/"):
        page = words(browser.get(address))
        assert "te weinig vragen" in page
        assert "M1: 2 van 3 vragen." in page
    assert told in words(browser.get(f"{TESTS}edit/{quiz.pk}/"))


def test_a_municipality_s_own_questions_fill_only_its_own_tests(aaldorp, question):
    bank(1, municipality=aaldorp)
    shared = QuizFactory(code="EIND", blocks=[make.by_chance(4, "M1")])
    own = QuizFactory(code="aaldorp-M1", municipality=aaldorp, blocks=[make.by_chance(4, "M1")])
    assert [supply.quiz for supply in api.short_supplies([shared, own])] == [shared]
    assert api.quizzes_that_ask(Question.objects.get(municipality=aaldorp)) == [shared, own]


# --- A test ----------------------------------------------------------------------------------------------------


def test_a_test_off_line_can_be_finished_but_not_begun(author, questions, signed_in):
    municipality = MunicipalityFactory()
    learner = person_with(Role.LEARNER, municipality=municipality)
    quiz = QuizFactory(code="M10-T")
    quiz.save_revision().publish()
    QuizFactory(code="EIND", title="Eindtoets", needs=quiz)
    attempt = make.begun(quiz, learner, municipality)
    browser = signed_in(author)
    page = words(browser.get(off(quiz)))
    assert "Deze toetsen vragen eerst deze toets" in page
    assert "Eindtoets" in page
    browser.post(off(quiz))
    visitor = signed_in(learner)
    assert visitor.get(f"/toets/{quiz.code}/").status_code == 404
    assert visitor.post(f"/toets/{quiz.code}/beginnen/").status_code == 404
    assert visitor.get(f"/poging/{attempt.pk}/").status_code == 200
    assert make.handed_in(attempt).state == AttemptState.HANDED_IN
    browser.post(back(quiz))
    assert visitor.get(f"/toets/{quiz.code}/").status_code == 200


# --- What cannot be -------------------------------------------------------------------------------------------


def test_twice_is_told_and_does_nothing(author, question, signed_in):
    browser = signed_in(author)
    assert "staat al online" in words(browser.get(back(question), follow=True))
    browser.post(off(question))
    for _ in range(2):
        assert "staat al offline" in words(browser.post(off(question), follow=True))
    assert not fresh(question).live


def test_what_was_never_online_cannot_come_back(author, signed_in):
    draft = bank(1, is_published=False)[0]
    answer = signed_in(author).post(back(draft), follow=True)
    assert "nooit online" in words(answer)
    assert not fresh(draft).live


@pytest.mark.parametrize("way", [off, back])
def test_what_is_not_yours_does_not_exist(own_author, beekstad, question, way, signed_in):
    theirs = bank(1, municipality=beekstad)[0]
    browser = signed_in(own_author)
    for thing in (theirs, question, QuizFactory(municipality=beekstad)):
        assert browser.get(way(thing)).status_code == 404
        assert browser.post(way(thing)).status_code == 404
        assert fresh(thing).live
    assert browser.get(f"/beheer/toetsvragen/iets/{question.pk}/offline/").status_code == 404


@pytest.mark.parametrize("way", [off, back])
def test_who_writes_nothing_gets_no_further_than_the_door(question, way, signed_in):
    for person in (UserFactory(), person_with(Role.LEARNER)):
        assert signed_in(person).post(way(question)).status_code in {302, 403, 404}
        assert fresh(question).live


def test_the_way_of_wagtail_leads_to_the_same_page(platform_administrator, question, signed_in):
    answer = signed_in(platform_administrator).get(f"{QUESTIONS}unpublish/{question.pk}/")
    assert answer.url == off(question)


def test_the_pages_take_as_many_queries_for_many_tests(author, question, signed_in):
    def counted(address: str) -> int:
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    browser = signed_in(author)
    QuizFactory()
    few = {address: counted(address) for address in (TESTS, off(question), "/beheer/toetsvragen/dekking/")}
    for _ in range(6):
        QuizFactory(counts_for=CountsFor.CERTIFICATE)
    assert {address: counted(address) for address in few} == few
