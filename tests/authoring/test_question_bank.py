"""The question bank in the admin: from a draft to a question that is asked, and what authors see of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import WorkflowState

from assessments.choices import QuestionKind
from assessments.models import Question
from courses.api import make_reviewer
from tests.authoring.editor import APPROVE, REJECT, SUBMIT
from tests.authoring.question_editor import CHOICE, LIST, OTHER, begin, fresh, save, sent, told_in, words
from tests.factories.questions import ITEMS, LearningGoalFactory, QuestionFactory

pytestmark = pytest.mark.django_db


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
