"""The question bank in the admin: who writes what for whom, review with four eyes, and what the editor refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StructValue
from wagtail.blocks.base import get_error_json_data
from wagtail.blocks.list_block import ListValue
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import nested_form_data

from assessments.blocks import body_of
from assessments.choices import QuestionKind
from assessments.models import LearningGoal, Question
from assessments.rules.items import Item
from courses.api import make_author, make_reviewer
from tests.authoring.editor import APPROVE, REJECT, SUBMIT
from tests.authoring.world import question_of
from tests.factories.people import UserFactory
from tests.factories.questions import ITEMS, LearningGoalFactory, QuestionFactory

pytestmark = pytest.mark.django_db
LIST = "/beheer/snippets/assessments/question/"
CHOICE = ITEMS[QuestionKind.ONE_CHOICE]
OTHER = replace(CHOICE, text="Wat zeg je dan?")


# --- The editor, as a browser sends it ----------------------------------------------------------


def sent(item: Item = CHOICE, **changes: Any) -> dict[str, Any]:
    """What the form of a question holds."""
    [block] = body_of(item)
    return nested_form_data(
        {
            "identifier": "M1-Q99",
            "purpose": "module_quiz",
            "module": "M1",
            "goal": goal().pk,
            "competency": "K1",
            "difficulty": "medium",
            "body": {
                "count": "1",
                "0": {
                    "type": block["type"],
                    "id": "00000000-0000-4000-8000-000000000000",
                    "order": "0",
                    "deleted": "",
                    "value": _form(block["value"]),
                },
            },
            **changes,
        }
    )


def _form(value: Any) -> Any:
    """A value of a block as its form fields."""
    if isinstance(value, dict):
        return {name: _form(inner) for name, inner in value.items()}
    if isinstance(value, list):
        rows = {
            str(place): {"id": row["id"], "order": str(place), "deleted": "", "value": _form(row["value"])}
            for place, row in enumerate(value)
        }
        return {"count": str(len(value)), **rows}
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else value


def goal() -> LearningGoal:
    return LearningGoal.objects.filter(module="M1").first() or LearningGoalFactory()


def begin(browser, **changes) -> Any:
    return browser.post(f"{LIST}add/", sent(**changes))


def save(browser, question: Question, item: Item = CHOICE, **changes) -> Any:
    fields = {"identifier": question.identifier, **changes}
    buttons = {name: value for name, value in fields.items() if name.startswith(("action-", "workflow-"))}
    rest = {name: value for name, value in fields.items() if name not in buttons}
    return browser.post(f"{LIST}edit/{question.pk}/", {**sent(item, **rest), **buttons})


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def told_in(answer) -> str:
    """What the editor says about the fields, whatever they are inside of."""
    [block] = answer.context["form"].errors.as_data()["body"]
    return json.dumps(get_error_json_data(block), default=str, ensure_ascii=False)


def words(answer) -> str:
    return unescape(answer.content.decode())


# --- From a draft to a question that is asked -------------------------------------------------------


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_author_writes_a_question_and_a_reviewer_publishes_it(kind, author, reviewer, signed_in):
    answer = begin(signed_in(author), item=ITEMS[kind], **SUBMIT)
    assert answer.status_code == 302, answer.context["form"].errors
    question = Question.objects.get(identifier="M1-Q99")
    assert not question.live
    save(signed_in(reviewer), question, ITEMS[kind], **APPROVE)
    question = fresh(question)
    assert question.live
    assert question.kind == kind
    assert question.versions.count() == 1


def test_nobody_approves_their_own_question(author, signed_in):
    make_reviewer(author)
    browser = signed_in(author)
    begin(browser, **SUBMIT)
    question = Question.objects.get(identifier="M1-Q99")
    save(browser, question, **APPROVE)
    assert not fresh(question).live


def test_a_reviewer_who_changed_the_question_does_not_approve_it(author, reviewer, signed_in):
    begin(signed_in(author), **SUBMIT)
    question = Question.objects.get(identifier="M1-Q99")
    save(signed_in(reviewer), question, OTHER, **APPROVE)
    assert not fresh(question).live


def test_a_reviewer_asks_for_changes(author, reviewer, signed_in):
    begin(signed_in(author), **SUBMIT)
    question = Question.objects.get(identifier="M1-Q99")
    save(signed_in(reviewer), question, **REJECT)
    assert WorkflowState.objects.latest("pk").status == WorkflowState.STATUS_NEEDS_CHANGES


def test_an_author_who_sends_the_publish_button_only_saves(author, signed_in):
    begin(signed_in(author), **{"action-publish": "1"})
    assert not Question.objects.get(identifier="M1-Q99").live


def test_a_draft_may_be_unfinished(author, signed_in):
    nothing = replace(CHOICE, text="", options=CHOICE.options[:1])
    answer = begin(signed_in(author), item=nothing, goal="", competency="", purpose="")
    assert answer.status_code == 302, answer.context["form"].errors
    browser, question = signed_in(author), Question.objects.get()
    assert browser.get(f"{LIST}edit/{question.pk}/").status_code == 200
    assert browser.get(LIST).status_code == 200


def test_drafts_without_an_identifier_get_one_until_their_author_chooses(author, own_author, signed_in):
    for person in (author, author, own_author):
        answer = begin(signed_in(person), identifier="")
        assert answer.status_code == 302, answer.context["form"].errors
    first, second, own = Question.objects.order_by("pk")
    assert first.identifier != second.identifier
    assert first.identifier.startswith("CONCEPT-")
    assert own.identifier.startswith("AALDORP-CONCEPT-")
    assert save(signed_in(author), first, identifier="M1-Q98").status_code == 302


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_new_block_has_a_value_in_each_of_its_fields(kind):
    """A field without one reads "undefined" in the editor."""
    block = Question._meta.get_field("body").stream_block.child_blocks[kind]
    lists = [value for value in block.get_default().values() if isinstance(value, ListValue)]
    rows = [row for rows in lists for row in rows if isinstance(row, StructValue)]
    assert all(set(row) == set(row.block.child_blocks) for row in rows)


@pytest.mark.parametrize(
    ("item", "says"),
    [
        pytest.param(
            replace(CHOICE, options=CHOICE.options[:2]), "Bij deze vraag horen er 3 tot 5", id="two answers"
        ),
        pytest.param(
            replace(CHOICE, options=tuple(replace(o, is_right=True) for o in CHOICE.options)),
            "Precies één antwoord moet goed zijn",
            id="all right",
        ),
        pytest.param(
            replace(ITEMS[QuestionKind.SJT], panel=None), "wat het panel van deskundigen vond", id="no panel"
        ),
        pytest.param(
            replace(ITEMS[QuestionKind.MATCH], options=ITEMS[QuestionKind.MATCH].options[:2]),
            "Bij deze vraag horen er 3 tot 6",
            id="two pairs",
        ),
        pytest.param(
            replace(ITEMS[QuestionKind.OPEN], criteria=()),
            "Bij deze vraag horen er 1 tot 4",
            id="no criteria",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_is_not_handed_in(item, says, author, signed_in):
    answer = begin(signed_in(author), item=item, **SUBMIT)
    assert says in told_in(answer)
    assert not WorkflowState.objects.exists()


def test_an_identifier_stays_once_it_is_known(author, signed_in):
    question = QuestionFactory(identifier="M1-Q99")
    answer = save(signed_in(author), question, identifier="M1-Q98")
    assert "in gebruik" in words(answer)
    assert Question.objects.get(pk=question.pk).identifier == "M1-Q99"
    draft = QuestionFactory(identifier="M1-Q97", is_published=False)
    assert save(signed_in(author), draft, identifier="M1-Q96").status_code == 302


# --- Looking ------------------------------------------------------------------------------------------


def test_the_list_says_what_is_asked_and_can_be_narrowed_down(author, signed_in):
    QuestionFactory(identifier="M1-Q01")
    QuestionFactory(identifier="M2-Q01", module="M2", item=ITEMS[QuestionKind.SJT])
    LearningGoalFactory(code="M2-L1", module="M2")
    browser = signed_in(author)
    found = words(browser.get(LIST))
    assert "Wat vraag je als eerste?" in found
    for narrow in ("module=M2", "kind=sjt", "q=huilt"):
        found = words(browser.get(f"{LIST}results/?{narrow}"))
        assert "M2-Q01" in found
        assert "M1-Q01" not in found


def test_the_list_takes_a_fixed_number_of_queries(author, signed_in):
    browser = signed_in(author)
    QuestionFactory.create_batch(3)
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    QuestionFactory.create_batch(20)
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) <= len(few)


@pytest.mark.parametrize("kind", QuestionKind)
def test_a_preview_shows_the_question_beside_its_key(kind, author, signed_in):
    browser = signed_in(author)
    preview = f"{LIST}preview/"
    assert browser.post(preview, sent(ITEMS[kind])).json()["is_valid"]
    page = words(browser.get(preview))
    assert ITEMS[kind].text in page
    assert "De sleutel" in page
    assert ITEMS[kind].explanation in page


@pytest.mark.parametrize("kind", QuestionKind)
def test_the_picker_shows_an_example_of_each_kind(kind, author, signed_in):
    block = Question._meta.get_field("body").stream_block.child_blocks[kind]
    answer = signed_in(author).get(f"/beheer/block-preview/?id={block.definition_prefix}")
    assert "De sleutel" in words(answer)


def test_history_and_comparison_show_what_changed(author, signed_in):
    question = QuestionFactory()
    browser = signed_in(author)
    save(browser, question, OTHER)
    first, last = fresh(question).revisions.order_by("pk").first(), fresh(question).latest_revision
    assert browser.get(f"{LIST}history/{question.pk}/").status_code == 200
    compared = words(browser.get(f"{LIST}history/{question.pk}/revisions/compare/{first.pk}...{last.pk}/"))
    assert "dan" in compared


def test_a_question_that_was_asked_is_not_deleted(platform_administrator, signed_in):
    question, draft = QuestionFactory(), QuestionFactory(is_published=False)
    browser = signed_in(platform_administrator)
    for address in (
        f"{LIST}delete/{question.pk}/",
        f"/beheer/bulk/assessments/question/delete/?id={question.pk}&id={draft.pk}",
    ):
        answer = browser.post(address, follow=True)
        assert "Haal de vraag offline" in words(answer)
    assert Question.objects.count() == 2
    browser.post(f"{LIST}delete/{draft.pk}/")
    assert not Question.objects.filter(pk=draft.pk).exists()


# --- Whose it is ---------------------------------------------------------------------------------------


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
