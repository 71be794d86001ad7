"""Who wrote the latest text of a case never publishes it, and what stands in the way stops everybody."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from casestudies.choices import IntakeItem, Source
from casestudies.models import CaseVersion
from courses.api import make_reviewer
from tests.authoring import case_editor as editor
from tests.authoring.case_editor import fresh
from tests.authoring.editor import APPROVE, REJECT, SUBMIT
from tests.factories.cases import case_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CHANGED = "De schets hangt er al een week."
YOU_WROTE = "Jij schreef de laatste versie"


@pytest.fixture
def case():
    """A shared case that people do now."""
    return case_page()


@pytest.fixture
def waiting(case, author, signed_in):
    """The same case, of which an author handed in a new text."""
    answer = editor.save(signed_in(author), case, situation=CHANGED, **SUBMIT)
    assert answer.status_code == 302, answer.context["form"].errors
    return fresh(case)


def state_of(case) -> str:
    return WorkflowState.objects.filter(object_id=str(case.pk)).latest("pk").status


def check_of(case) -> str:
    return reverse("check_case", args=[case.pk])


def versions(case) -> int:
    return CaseVersion.objects.filter(case=case).count()


def test_what_was_handed_in_waits_and_people_go_on_with_what_there_was(waiting):
    assert state_of(waiting) == WorkflowState.STATUS_IN_PROGRESS
    assert waiting.situation != CHANGED
    assert versions(waiting) == 1


def test_a_reviewer_publishes_and_a_new_version_is_frozen(waiting, reviewer, signed_in):
    assert editor.approve(signed_in(reviewer), waiting).status_code == 302
    assert state_of(waiting) == WorkflowState.STATUS_APPROVED
    assert fresh(waiting).situation == CHANGED
    assert versions(waiting) == 2


def test_the_author_of_the_last_text_has_no_buttons_and_reads_why(waiting, author, signed_in):
    make_reviewer(author)
    page = signed_in(author).get(f"/beheer/pages/{waiting.pk}/edit/").content.decode()
    assert "data-workflow-action-name" not in page
    assert YOU_WROTE in page


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_author_of_the_last_text_cannot_send_a_decision(waiting, author, signed_in, action):
    make_reviewer(author)
    browser, task = signed_in(author), waiting.current_workflow_task_state
    browser.post(f"/beheer/pages/workflow/action/{waiting.pk}/{action}/{task.pk}/", {"comment": "Prima."})
    editor.save(browser, waiting, **(APPROVE if action == "approve" else REJECT))
    assert state_of(waiting) == WorkflowState.STATUS_IN_PROGRESS
    assert versions(waiting) == 1


def test_a_reviewer_who_changes_the_text_is_its_author_from_then_on(waiting, reviewer, signed_in):
    browser = signed_in(reviewer)
    answer = editor.save(browser, waiting, wish="Een plek, en rust na negen uur.", **APPROVE)
    assert answer.status_code == 302
    editor.approve(browser, waiting)
    assert YOU_WROTE in browser.get(f"/beheer/pages/{waiting.pk}/edit/").content.decode()
    assert versions(waiting) == 1


def test_a_platform_administrator_does_not_approve_own_text_either(case, platform_administrator, signed_in):
    browser = signed_in(platform_administrator)
    editor.save(browser, case, situation=CHANGED, **SUBMIT)
    editor.approve(browser, case)
    assert fresh(case).situation != CHANGED


def test_a_reviewer_of_one_municipality_does_not_decide_about_a_shared_case(
    waiting, aaldorp, own_author, signed_in
):
    make_reviewer(own_author, municipality=aaldorp)
    editor.approve(signed_in(own_author), waiting)
    assert state_of(waiting) == WorkflowState.STATUS_IN_PROGRESS


def test_what_really_happened_is_not_handed_in_before_the_list_is_gone_through(case, author, signed_in):
    answer = editor.save(signed_in(author), case, situation=CHANGED, source=Source.REAL, **SUBMIT)
    assert "Dit is echt gebeurd" in unescape(answer.content.decode())
    assert fresh(case).current_workflow_task_state is None


def test_a_text_that_a_reviewer_changed_is_checked_again_before_another_approves(
    case, author, reviewer, signed_in
):
    desk = signed_in(author)
    editor.save(desk, case, source=Source.REAL)
    desk.post(check_of(case), {"intake": IntakeItem.values})
    editor.save(desk, case, **SUBMIT)
    editor.save(signed_in(reviewer), case, wish="Rust na negen uur.")
    second = UserFactory()
    make_reviewer(second)
    editor.approve(signed_in(second), case)
    assert versions(case) == 1
    signed_in(second).post(check_of(case), {"intake": IntakeItem.values})
    editor.approve(signed_in(second), case)
    assert versions(case) == 2


def test_what_was_checked_of_one_text_does_not_count_for_the_next(case, author, reviewer, signed_in):
    """The list is gone through, then the text changes: it has to be gone through again."""
    desk, check = signed_in(author), check_of(case)
    editor.save(desk, case, source=Source.REAL)
    desk.post(check, {"intake": IntakeItem.values})
    editor.save(desk, case, situation=CHANGED)
    told = desk.get(check).content.decode()
    assert "De tekst is veranderd nadat deze lijst is doorlopen" in told
    assert "checked" not in told
    editor.save(desk, case, **SUBMIT)
    assert fresh(case).current_workflow_task_state is None
    desk.post(check, {"intake": IntakeItem.values})
    editor.save(desk, case, **SUBMIT)
    assert editor.approve(signed_in(reviewer), case).status_code == 302
    assert versions(case) == 2


def test_what_does_not_change_the_text_leaves_the_check_as_it_was(case, author, signed_in):
    desk, check = signed_in(author), check_of(case)
    editor.save(desk, case, source=Source.REAL)
    desk.post(check, {"intake": IntakeItem.values})
    editor.save(desk, case, minutes=35, review_due="2027-05-01")
    assert desk.get(check).content.decode().count("checked") == len(IntakeItem)


def test_how_a_browser_ends_its_lines_is_no_other_text(case, author, signed_in):
    desk, check = signed_in(author), check_of(case)
    draft = fresh(case).get_latest_revision_as_object()
    draft.source, draft.situation = Source.REAL, "Een plein.\n\nEen lamp die stuk is."
    draft.save_revision(user=author)
    desk.post(check, {"intake": IntakeItem.values})
    editor.save(desk, case, source=Source.REAL, situation="Een plein.\r\n\r\nEen lamp die stuk is.")
    assert desk.get(check).content.decode().count("checked") == len(IntakeItem)
