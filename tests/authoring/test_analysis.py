"""How questions do and which goals they test, for authors in the admin."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import api
from assessments.choices import QuestionKind
from tests.factories.people import MembershipFactory
from tests.factories.questions import ITEMS, LearningGoalFactory, QuestionFactory, rewrite
from tests.factories.quizzes import QuizFactory, answer, bank, begun, by_chance, handed_in, taken

pytestmark = pytest.mark.django_db
COVERAGE = "/beheer/toetsvragen/dekking/"


def figures_url(question):
    return reverse("assessments_analysis:figures", args=[question.pk])


def words(page):
    return " ".join(unescape(page.content.decode()).split())


def ask(quiz, *, people, right, municipality=None):
    """So many people take a test of which they have so many questions right."""
    for _ in range(people):
        membership = MembershipFactory(**({"municipality": municipality} if municipality else {}))
        taken(quiz, membership.person, membership.municipality, right=right)


def test_below_thirty_people_there_is_too_little_data(author, signed_in):
    [question] = bank(1)
    ask(QuizFactory(blocks=[by_chance(1, "M1")]), people=2, right=1)
    page = words(signed_in(author).get(figures_url(question)))
    assert "Te weinig data: 2 mensen kregen deze vraag." in page
    assert "P-waarde" not in page


def test_the_editor_leads_to_the_figures(author, signed_in):
    question = QuestionFactory()
    editor = reverse("wagtailsnippets_assessments_question:edit", args=[question.pk])
    assert figures_url(question) in signed_in(author).get(editor).content.decode()


def test_from_thirty_people_there_are_figures_over_all_municipalities(author, signed_in):
    [question] = bank(1)
    quiz = QuizFactory(blocks=[by_chance(1, "M1")])
    ask(quiz, people=24, right=1)
    ask(quiz, people=6, right=0)
    [found] = api.figures_of(question)
    assert found.statistics.people == 30
    assert found.statistics.difficulty == pytest.approx(0.8)
    page = words(signed_in(author).get(figures_url(question)))
    assert "P-waarde (deel van de punten: hoger is makkelijker)</dt><dd>0,80" in page
    assert "(80%)" in page


def test_of_one_person_only_the_first_answer_counts():
    [question] = bank(1)
    quiz = QuizFactory(blocks=[by_chance(1, "M1")])
    membership = MembershipFactory()
    taken(quiz, membership.person, membership.municipality, right=0)
    taken(quiz, membership.person, membership.municipality, right=1)
    assert api.figures_of(question)[0].statistics.people == 1


def test_an_answer_that_nobody_marked_is_no_wrong_answer():
    [question] = bank(1, kind=QuestionKind.OPEN)
    membership = MembershipFactory()
    attempt = begun(QuizFactory(blocks=[by_chance(1, "M1")]), membership.person, membership.municipality)
    answer(attempt, 1, {"text": "Ik vraag wat iemand wil."})
    handed_in(attempt)
    assert api.figures_of(question)[0].statistics.people == 0


def test_each_version_has_figures_of_its_own():
    [question] = bank(1)
    ask(QuizFactory(blocks=[by_chance(1, "M1")]), people=2, right=1)
    changed = rewrite(question, replace(ITEMS[QuestionKind.ONE_CHOICE], text="Wat vraag je dan?"))
    found = api.figures_of(changed)
    assert [(each.version.number, each.statistics.people) for each in found] == [(2, 0), (1, 2)]


def test_the_page_takes_as_many_queries_however_many_people(author, signed_in):
    [question] = bank(1)
    quiz = QuizFactory(blocks=[by_chance(1, "M1")])
    browser = signed_in(author)
    browser.get(figures_url(question))
    counts = []
    for _ in range(2):
        ask(quiz, people=2, right=1)
        with CaptureQueriesContext(connection) as seen:
            browser.get(figures_url(question))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_question_of_another_municipality_has_no_page(own_author, beekstad, signed_in):
    question = QuestionFactory(municipality=beekstad)
    assert signed_in(own_author).get(figures_url(question)).status_code == 404


@pytest.mark.parametrize("url", [COVERAGE, "/beheer/toetsvragen/1/cijfers/"])
def test_who_does_not_write_has_no_such_pages(url, signed_in):
    QuestionFactory()
    learner = signed_in(MembershipFactory().person)
    assert learner.get(url).status_code == 403


def test_the_coverage_names_gaps_and_leads_to_the_questions(author, signed_in):
    tested, gap = (
        LearningGoalFactory(code="M2-L1", module="M2"),
        LearningGoalFactory(code="M2-L2", module="M2"),
    )
    QuestionFactory(goal=tested)
    page = words(signed_in(author).get(COVERAGE))
    assert "1 leerdoel van de 2 wordt door geen enkele vraag getoetst." in page
    assert f"goal={tested.pk}&purpose=module_quiz" in page
    assert f"goal={gap.pk}&" not in page
    assert "<svg" in page


def test_the_coverage_counts_what_somebody_may_know_about(own_author, beekstad, aaldorp, signed_in):
    goal = LearningGoalFactory()
    QuestionFactory(goal=goal, municipality=beekstad)
    assert "gat" in words(signed_in(own_author).get(COVERAGE))
    QuestionFactory(goal=goal, municipality=aaldorp)
    assert "Elk leerdoel wordt" in words(signed_in(own_author).get(COVERAGE))


def test_a_draft_tests_nothing(author, signed_in):
    QuestionFactory(is_published=False)
    assert "door geen enkele vraag getoetst" in words(signed_in(author).get(COVERAGE))


def test_the_number_of_queries_is_flat_in_goals(author, signed_in):
    browser = signed_in(author)
    browser.get(COVERAGE)
    counts = []
    for _ in range(2):
        QuestionFactory.create_batch(3)
        with CaptureQueriesContext(connection) as seen:
            browser.get(COVERAGE)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_list_of_questions_leads_to_the_figures(author, signed_in):
    question = QuestionFactory()
    assert figures_url(question) in words(signed_in(author).get("/beheer/snippets/assessments/question/"))
