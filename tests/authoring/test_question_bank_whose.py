"""Whose a question is: of everybody or of a municipality, and what others see of it."""

from __future__ import annotations

import json

import pytest

from assessments.models import LearningGoal, Question
from courses.api import make_author, make_reviewer
from tests.authoring.editor import APPROVE, SUBMIT
from tests.authoring.question_editor import LIST, OTHER, begin, fresh, save, words
from tests.authoring.world import question_of
from tests.factories.people import UserFactory
from tests.factories.questions import LearningGoalFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_an_author_of_a_municipality_writes_for_that_municipality(aaldorp, own_author, signed_in):
    answer = begin(signed_in(own_author), identifier="AALDORP-1")
    assert answer.status_code == 302, answer.context["form"].errors
    assert Question.objects.get().municipality == aaldorp


def test_whose_it_is_cannot_be_sent_in_by_hand(
    aaldorp, beekstad, own_author, other_author, author, signed_in
):
    begin(signed_in(own_author), identifier="AALDORP-1", municipality=beekstad.pk)
    begin(signed_in(own_author), identifier="AALDORP-2", municipality="")
    assert set(Question.objects.values_list("municipality", flat=True)) == {aaldorp.pk}
    begin(signed_in(author), identifier="M1-Q1", municipality=aaldorp.pk)
    assert Question.objects.get(identifier="M1-Q1").municipality is None
    question = Question.objects.get(identifier="AALDORP-1")
    save(signed_in(own_author), question, municipality=beekstad.pk)
    assert fresh(question).get_latest_revision_as_object().municipality == aaldorp


def test_somebody_who_writes_for_two_chooses(aaldorp, beekstad, own_author, signed_in):
    make_author(own_author, municipality=beekstad)
    browser = signed_in(own_author)
    assert begin(browser, identifier="AALDORP-1").status_code != 302
    assert begin(browser, identifier="BEEKSTAD-1", municipality=beekstad.pk).status_code == 302
    assert Question.objects.get().municipality == beekstad


def test_own_identifiers_begin_with_the_municipality_so_that_they_tell_others_nothing(own_author, signed_in):
    answer = begin(signed_in(own_author), identifier="M1-Q1")
    assert "begint met AALDORP-" in words(answer)
    assert not Question.objects.exists()


def test_own_questions_go_to_own_reviewers(aaldorp, own_author, reviewer, signed_in):
    own_reviewer = UserFactory()
    make_reviewer(own_reviewer, municipality=aaldorp)
    begin(signed_in(own_author), identifier="AALDORP-1", **SUBMIT)
    question = Question.objects.get()
    assert save(signed_in(reviewer), question, **APPROVE).status_code == 404
    assert not fresh(question).live
    save(signed_in(own_reviewer), question, **APPROVE)
    assert fresh(question).live


def test_everybody_who_writes_may_look_at_shared_questions_and_copy_them(own_author, signed_in):
    shared = QuestionFactory(identifier="M1-Q01")
    browser = signed_in(own_author)
    assert "M1-Q01" in words(browser.get(LIST))
    assert f"{LIST}inspect/{shared.pk}/" in words(browser.get(LIST))
    assert f"{LIST}edit/{shared.pk}/" not in words(browser.get(LIST))
    assert "Wat vraag je als eerste?" in words(browser.get(f"{LIST}inspect/{shared.pk}/"))
    assert browser.get(f"{LIST}copy/{shared.pk}/").status_code == 200
    assert "M1-Q01" in words(browser.get("/beheer/snippets/choose/assessments/question/"))


@pytest.mark.parametrize("view", ["edit", "delete", "history", "workflow_history", "unpublish"])
def test_nobody_works_on_what_is_not_theirs(view, own_author, signed_in):
    shared = QuestionFactory()
    addresses = {"history": f"{LIST}history/{shared.pk}/"}
    address = addresses.get(view, f"{LIST}{view}/{shared.pk}/")
    browser = signed_in(own_author)
    assert browser.get(address).status_code in {302, 404}
    assert browser.post(address).status_code in {302, 404, 405}
    assert save(browser, shared, OTHER).status_code == 404
    assert fresh(shared).latest_revision.user is None


def test_a_number_that_is_written_in_another_way_leads_nowhere_either(
    beekstad, other_author, own_author, signed_in
):
    theirs = question_of(beekstad, other_author)
    hidden = "".join(f"_{ord(digit):02X}" for digit in str(theirs.pk))
    for pk in (theirs.pk, hidden, f"{theirs.pk}_20", "x"):
        for view in ("edit", "inspect", "usage", "copy", "preview"):
            assert signed_in(own_author).get(f"{LIST}{view}/{pk}/").status_code == 404, (view, pk)


def test_the_pieces_of_another_question_do_not_come_along_with_an_own_one(
    aaldorp, beekstad, own_author, other_author, signed_in
):
    ours, theirs = question_of(aaldorp, own_author), question_of(beekstad, other_author)
    browser = signed_in(own_author)
    task, state = theirs.current_workflow_task_state, theirs.current_workflow_state
    for address in (
        f"{LIST}history/{ours.pk}/revisions/{theirs.latest_revision_id}/view/",
        f"{LIST}history/{ours.pk}/revisions/{theirs.latest_revision_id}/revert/",
        f"{LIST}history/{ours.pk}/revisions/compare/earliest...{theirs.latest_revision_id}/",
        f"{LIST}workflow/action/{ours.pk}/approve/{task.pk}/",
        f"{LIST}workflow/preview/{ours.pk}/{task.task_id}/",
        f"{LIST}workflow_history/{ours.pk}/detail/{state.pk}/",
    ):
        for method in (browser.get, browser.post):
            assert "eekst" not in words(method(address)).lower(), address
    assert fresh(theirs).current_workflow_state is not None


@pytest.mark.parametrize("ids", ["id={theirs}", "id={ours}&id={theirs}", "id=all"])
def test_no_bulk_action_tells_of_another_municipality(
    ids, aaldorp, beekstad, own_author, other_author, signed_in
):
    ours, theirs = question_of(aaldorp, own_author), question_of(beekstad, other_author)
    query = ids.format(ours=ours.pk, theirs=theirs.pk)
    for method in ("get", "post"):
        answer = getattr(signed_in(own_author), method)(f"/beheer/bulk/assessments/question/delete/?{query}")
        assert answer.status_code == 404
    assert Question.objects.count() == 2


def test_learning_goals_are_for_shared_authors(author, own_author, signed_in):
    goals = "/beheer/snippets/assessments/learninggoal/"
    new = {"code": "M1-L9", "module": "M1", "text": "Je kunt iets."}
    assert signed_in(own_author).post(f"{goals}add/", new).status_code == 302
    assert not LearningGoal.objects.exists()
    signed_in(author).post(f"{goals}add/", new)
    assert LearningGoal.objects.get().code == "M1-L9"


def test_the_list_of_goals_shows_what_no_question_tests_yet(author, beekstad, signed_in):
    tested, untested = LearningGoalFactory(code="M1-L1"), LearningGoalFactory(code="M1-L2")
    QuestionFactory.create_batch(3, goal=tested)
    QuestionFactory(goal=untested, is_published=False)
    QuestionFactory(goal=untested, municipality=beekstad)
    answer = signed_in(author).get("/beheer/snippets/assessments/learninggoal/?ordering=question_count")
    rows = answer.context["object_list"]
    assert [(goal.code, goal.question_count) for goal in rows] == [("M1-L2", 0), ("M1-L1", 3)]


def test_the_menu_leads_to_the_questions(author, reviewer, own_author, signed_in):
    for person in (author, reviewer, own_author):
        menu = json.dumps(signed_in(person).get("/beheer/").content.decode())
        assert LIST in menu
