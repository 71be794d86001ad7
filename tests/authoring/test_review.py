"""Who wrote the latest text never publishes it; whoever reviews needs no permission to publish."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, WorkflowState
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from core.tasks import publish_scheduled
from courses.api import make_reviewer
from courses.models import GlossaryTerm, LessonPage, LessonPart
from tests.authoring import editor
from tests.authoring.editor import APPROVE, REJECT, SUBMIT, fresh
from tests.factories import courses as make

pytestmark = pytest.mark.django_db
YOU_WROTE = "Jij schreef de laatste versie"


@pytest.fixture
def module():
    return make.ModulePageFactory()


@pytest.fixture
def waiting(module, author, signed_in) -> LessonPage:
    """A lesson that an author handed in for review."""
    return editor.begin(signed_in(author), module, **SUBMIT)


def state_of(lesson) -> str:
    return WorkflowState.objects.filter(object_id=str(lesson.pk)).latest("pk").status


def seen(answer) -> str:
    return unescape(answer.content.decode())


# --- Nobody goes round the review ---------------------------------------------------------


def test_no_group_may_publish():
    assert not GroupPagePermission.objects.filter(permission__codename="publish_page").exists()
    assert not Permission.objects.filter(codename__startswith="publish", group__isnull=False).exists()


def test_an_author_saves_a_draft_that_learners_do_not_see(module, author, signed_in, client):
    lesson = editor.begin(signed_in(author), module)
    assert not lesson.live
    assert client.get(lesson.get_url()).status_code in {302, 404}
    assert not LessonPart.objects.filter(lesson=lesson).exists()


def test_an_author_who_sends_the_publish_button_only_saves(module, author, signed_in):
    lesson = editor.begin(signed_in(author), module, **{"action-publish": "1"})
    assert not lesson.live
    editor.save(signed_in(author), lesson, **{"action-publish": "1"})
    assert not fresh(lesson).live


def test_an_author_cannot_unpublish_or_delete_what_is_live(author, signed_in):
    lesson = make.LessonPageFactory()
    browser = signed_in(author)
    browser.post(f"/beheer/pages/{lesson.pk}/unpublish/")
    browser.post(f"/beheer/pages/{lesson.pk}/delete/")
    assert fresh(lesson).live


def test_a_lesson_stays_locked_for_its_author_while_it_is_reviewed(waiting, author, signed_in):
    editor.save(signed_in(author), waiting, words="<p>Toch anders.</p>")
    assert "Toch anders" not in str(fresh(waiting).get_latest_revision().content)


# --- Approving ---------------------------------------------------------------------------


def test_a_reviewer_publishes_without_the_permission_to_publish(waiting, reviewer, signed_in):
    answer = editor.approve(signed_in(reviewer), waiting)
    assert answer.status_code == 302
    assert fresh(waiting).live
    assert state_of(waiting) == WorkflowState.STATUS_APPROVED
    assert LessonPart.objects.filter(lesson=waiting).exists()


def test_a_reviewer_sees_what_waits_and_the_buttons(waiting, reviewer, signed_in):
    browser = signed_in(reviewer)
    assert waiting.title in seen(browser.get("/beheer/"))
    page = seen(browser.get(f"/beheer/pages/{waiting.pk}/edit/"))
    assert 'data-workflow-action-name="approve"' in page
    assert 'data-workflow-action-name="reject"' in page


def test_an_author_who_is_a_reviewer_too_has_no_buttons_and_reads_why(waiting, author, signed_in):
    make_reviewer(author)
    page = seen(signed_in(author).get(f"/beheer/pages/{waiting.pk}/edit/"))
    assert "data-workflow-action-name" not in page
    assert YOU_WROTE in page


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_an_author_who_is_a_reviewer_too_cannot_send_the_decision(waiting, author, signed_in, action):
    make_reviewer(author)
    task = waiting.current_workflow_task_state
    url = f"/beheer/pages/workflow/action/{waiting.pk}/{action}/{task.pk}/"
    signed_in(author).post(url, {"comment": "Prima zo."})
    editor.save(signed_in(author), waiting, words="<p>Anders.</p>", **APPROVE)
    assert not fresh(waiting).live
    assert state_of(waiting) == WorkflowState.STATUS_IN_PROGRESS


def test_the_decision_on_one_lesson_cannot_be_sent_to_another(waiting, module, author, colleague, signed_in):
    """The address holds a lesson and a task; they need not belong together."""
    make_reviewer(author)
    other = make.LessonPageFactory(parent=module, is_published=False, owner=colleague)
    other.save_revision(user=colleague)
    other.get_workflow().start(other, colleague)
    task = waiting.current_workflow_task_state
    signed_in(author).post(f"/beheer/pages/workflow/action/{other.pk}/approve/{task.pk}/", {"comment": ""})
    assert not fresh(waiting).live


def test_a_platform_administrator_does_not_approve_own_text_either(module, platform_administrator, signed_in):
    browser = signed_in(platform_administrator)
    lesson = editor.begin(browser, module, **SUBMIT)
    editor.approve(browser, lesson)
    assert not fresh(lesson).live


def test_a_reviewer_of_another_area_cannot_decide(waiting, aaldorp, own_author, signed_in):
    make_reviewer(own_author, municipality=aaldorp)
    editor.approve(signed_in(own_author), waiting)
    assert not fresh(waiting).live


def test_a_reviewer_who_changes_the_text_and_approves_in_one_go_only_saves(waiting, reviewer, signed_in):
    browser = signed_in(reviewer)
    answer = editor.save(browser, waiting, words="<p>Beter verwoord.</p>", **APPROVE)
    assert "Beter verwoord" in str(fresh(waiting).get_latest_revision().content)
    assert not fresh(waiting).live
    assert YOU_WROTE in seen(browser.get(answer.url))


EXERCISE = {
    "is_required": "on",
    "title": "Vraag door",
    "minutes": "5",
    "instruction": rich_text("<p>Schrijf bij elke zin één vraag op.</p>"),
    "example": rich_text("<p>“Waarvoor is dat?”</p>"),
}


def test_a_reviewer_approves_in_the_editor_what_the_author_gave_another_title(
    waiting, author, reviewer, signed_in
):
    editor.approve(signed_in(reviewer), waiting)
    changes = {"title": "De wens achter de wens", "body": editor.stream([("exercise", EXERCISE)])}
    editor.save(signed_in(author), waiting, **changes, **SUBMIT)
    versions = waiting.revisions.count()
    editor.save(signed_in(reviewer), waiting, **changes, **APPROVE)
    assert fresh(waiting).title == "De wens achter de wens"
    assert waiting.revisions.count() == versions, "the reviewer changed nothing"


def test_after_that_somebody_else_approves_the_new_text(waiting, author, reviewer, colleague, signed_in):
    editor.save(signed_in(reviewer), waiting, words="<p>Beter verwoord.</p>")
    make_reviewer(colleague)
    editor.approve(signed_in(colleague), waiting)
    assert fresh(waiting).live
    assert "Beter verwoord" in str(fresh(waiting).body)


def test_a_reviewer_who_only_left_a_remark_may_still_decide(waiting, reviewer, signed_in):
    browser = signed_in(reviewer)
    remark = {"contentpath": "description", "text": "Kan dit korter?", "position": "", "deleted": ""}
    editor.save(browser, waiting, comments=inline_formset([{**remark, "replies": inline_formset([])}]))
    assert fresh(waiting).get_latest_revision().user == reviewer
    assert 'data-workflow-action-name="approve"' in seen(browser.get(f"/beheer/pages/{waiting.pk}/edit/"))
    editor.approve(browser, waiting)
    assert fresh(waiting).live


def test_an_unfinished_version_cannot_be_approved(waiting, reviewer, colleague, signed_in):
    """A reviewer may save a draft that lacks something; that must not slip through the next approval."""
    unanswerable = {
        "is_required": "on",
        "question": rich_text("<p>Wat vraag je?</p>"),
        "must_be_right": "",
        "choices": {
            "count": "2",
            **{
                str(n): {
                    "value": {"text": "Ja", "feedback": "Nee.", "is_right": ""},
                    "order": n,
                    "deleted": "",
                }
                for n in range(2)
            },
        },
    }
    answer = editor.save(signed_in(reviewer), waiting, body=streamfield([("check", unanswerable)]))
    assert answer.status_code == 302
    make_reviewer(colleague)
    browser = signed_in(colleague)
    page = seen(browser.get(f"/beheer/pages/{waiting.pk}/edit/"))
    assert 'data-workflow-action-name="approve"' not in page
    assert 'data-workflow-action-name="reject"' in page
    editor.approve(browser, waiting)
    assert not fresh(waiting).live


# --- Asking for changes, and being told -----------------------------------------------------


def test_reviewers_are_told_that_something_waits(module, author, reviewer, signed_in, mailoutbox):
    editor.begin(signed_in(author), module, **SUBMIT)
    told = [mail for mail in mailoutbox if reviewer.email in mail.to]
    assert len(told) == 1
    assert "De wens" in told[0].subject
    assert "/beheer/pages/" in told[0].body


def test_the_author_is_told_that_it_was_approved(waiting, author, reviewer, signed_in, mailoutbox):
    mailoutbox.clear()
    editor.approve(signed_in(reviewer), waiting)
    assert [mail.to for mail in mailoutbox] == [[author.email]]
    assert "goedgekeurd" in mailoutbox[0].subject


def test_a_reviewer_asks_for_changes_and_the_author_goes_on(waiting, author, reviewer, signed_in, mailoutbox):
    mailoutbox.clear()
    editor.save(signed_in(reviewer), waiting, **REJECT)
    assert state_of(waiting) == WorkflowState.STATUS_NEEDS_CHANGES
    assert [mail.to for mail in mailoutbox] == [[author.email]]
    assert "Kan het korter?" in mailoutbox[0].body

    editor.save(signed_in(author), waiting, words="<p>Korter.</p>", **SUBMIT)
    assert state_of(waiting) == WorkflowState.STATUS_IN_PROGRESS
    editor.approve(signed_in(reviewer), waiting)
    assert "Korter" in str(fresh(waiting).body)


def test_an_edit_of_a_live_lesson_is_reviewed_again(waiting, author, reviewer, signed_in):
    editor.approve(signed_in(reviewer), waiting)
    editor.save(signed_in(author), waiting, words="<p>Een nieuwe zin.</p>", **SUBMIT)
    assert "nieuwe zin" not in str(fresh(waiting).body)
    editor.approve(signed_in(reviewer), waiting)
    assert "nieuwe zin" in str(fresh(waiting).body)


# --- Later -----------------------------------------------------------------------------------


def test_what_was_scheduled_goes_live_by_itself(module, author, reviewer, signed_in):
    later = timezone.localtime() + timedelta(days=2)
    lesson = editor.begin(
        signed_in(author), module, **SUBMIT, go_live_at=later.strftime("%d-%m-%Y %H:%M"), expire_at=""
    )
    editor.approve(signed_in(reviewer), lesson)
    assert not fresh(lesson).live
    publish_scheduled()
    assert not fresh(lesson).live
    with time_machine.travel(later + timedelta(minutes=1), tick=False):
        publish_scheduled()
        assert fresh(lesson).live
    assert LessonPart.objects.filter(lesson=lesson).exists()


def test_what_was_scheduled_without_review_stays_a_draft(module, author, signed_in):
    later = timezone.localtime() + timedelta(days=2)
    lesson = editor.begin(signed_in(author), module, go_live_at=later.strftime("%d-%m-%Y %H:%M"))
    with time_machine.travel(later + timedelta(days=1), tick=False):
        publish_scheduled()
    assert not fresh(lesson).live


def test_what_was_to_end_is_taken_away_by_itself(module, author, reviewer, signed_in):
    end = timezone.localtime() + timedelta(days=2)
    lesson = editor.begin(signed_in(author), module, **SUBMIT, expire_at=end.strftime("%d-%m-%Y %H:%M"))
    editor.approve(signed_in(reviewer), lesson)
    assert fresh(lesson).live
    with time_machine.travel(end + timedelta(minutes=1), tick=False):
        publish_scheduled()
    assert not fresh(lesson).live


# --- Together ------------------------------------------------------------------------------


def test_two_versions_can_be_compared(module, author, colleague, signed_in):
    lesson = editor.begin(signed_in(author), module)
    editor.save(signed_in(colleague), lesson, words="<p>Vraag eerst naar de reden.</p>")
    page = seen(signed_in(author).get(f"/beheer/pages/{lesson.pk}/revisions/compare/earliest...latest/"))
    assert re.search(r'class="[^"]*deletion">[^<]*wens', page)
    assert re.search(r'class="[^"]*addition">[^<]*reden', page)


def test_a_comparison_calls_a_choice_by_its_name(module, author, colleague, signed_in):
    lesson = editor.begin(signed_in(author), module)
    text = rich_text("<p>Vraag naar de wens.</p>")
    for browser, kind in ((signed_in(author), "remember"), (signed_in(colleague), "warning")):
        callout = {"kind": kind, "title": "", "text": text}
        editor.save(browser, lesson, body=editor.stream([("callout", callout)]))
    *_first, before, after = lesson.revisions.order_by("pk").values_list("pk", flat=True)
    page = seen(signed_in(author).get(f"/beheer/pages/{lesson.pk}/revisions/compare/{before}...{after}/"))
    assert "Let op" in page
    assert "warning<" not in page


def test_lessons_are_listed_in_the_order_of_the_module(module, author, signed_in):
    for title in ("Eerste", "Tweede", "Derde"):
        make.LessonPageFactory(parent=module, title=title)
    page = seen(signed_in(author).get(f"/beheer/pages/{module.pk}/"))
    assert page.index("Eerste") < page.index("Tweede") < page.index("Derde")


def test_who_opens_a_lesson_that_somebody_else_has_open_is_told(module, author, colleague, signed_in):
    lesson = editor.begin(signed_in(author), module)
    revision = lesson.get_latest_revision()
    sent = {
        "revision_id": revision.pk,
        "revision_created_at": revision.created_at.isoformat(),
        "is_editing": "1",
    }
    ping = f"/beheer/editing-sessions/ping/wagtailcore/page/{lesson.pk}/%s/"
    assert signed_in(author).get(f"/beheer/pages/{lesson.pk}/edit/").status_code == 200
    signed_in(author).post(ping % 1, sent)
    notice = signed_in(colleague).post(ping % 2, sent).json()
    assert [other["user"] for other in notice["other_sessions"]] == ["Anna Auteur"]
    assert "Anna Auteur" in notice["html"]


def test_saving_over_somebodys_newer_version_is_noticed_and_loses_nothing(
    module, author, colleague, signed_in
):
    lesson = editor.begin(signed_in(author), module)
    opened = lesson.get_latest_revision()
    editor.save(signed_in(colleague), lesson, words="<p>Van de collega.</p>")

    # The author's browser, still on the version that was opened, saves by itself.
    sent = {**editor.fields(lesson, words="<p>Van de auteur.</p>")}
    sent["loaded_revision_id"] = opened.pk
    sent["loaded_revision_created_at"] = opened.created_at.isoformat()
    refused = signed_in(author).post(
        f"/beheer/pages/{lesson.pk}/edit/", sent, headers={"accept": "application/json"}
    )
    assert refused.status_code == 400
    assert refused.json()["error_code"] == "invalid_revision"

    # The author insists: both texts are kept.
    editor.save(signed_in(author), lesson, words="<p>Van de auteur.</p>")
    texts = [str(revision.content["body"]) for revision in lesson.revisions.order_by("pk")]
    assert "Van de collega" in texts[-2]
    assert "Van de auteur" in texts[-1]


def test_a_remark_is_kept_and_its_reader_is_told(module, author, colleague, signed_in, mailoutbox):
    lesson = editor.begin(signed_in(author), module, comment_notifications="on")
    mailoutbox.clear()
    remark = {"contentpath": "description", "text": "Kan dit korter?", "position": "", "deleted": ""}
    editor.save(
        signed_in(colleague), lesson, comments=inline_formset([{**remark, "replies": inline_formset([])}])
    )
    assert [comment.text for comment in lesson.wagtail_admin_comments.all()] == ["Kan dit korter?"]
    assert [mail.to for mail in mailoutbox] == [[author.email]]


# --- The glossary ----------------------------------------------------------------------------


def test_a_term_is_reviewed_as_a_lesson_is(author, reviewer, signed_in):
    term = {
        "term": "kader",
        "plural": "",
        "slug": "kader",
        "definition": "Wat vaststaat.",
        "explanation": "",
        "example": "",
    }
    signed_in(author).post("/beheer/snippets/courses/glossaryterm/add/", {**term, **SUBMIT})
    made = GlossaryTerm.objects.get(slug="kader")
    assert not made.live
    task = made.current_workflow_task_state
    url = f"/beheer/snippets/courses/glossaryterm/workflow/action/{made.pk}/approve/{task.pk}/"
    make_reviewer(author)
    signed_in(author).post(url, {"comment": ""})
    assert not GlossaryTerm.objects.get(slug="kader").live
    edit = f"/beheer/snippets/courses/glossaryterm/edit/{made.pk}/"
    assert YOU_WROTE in seen(signed_in(author).get(edit))
    signed_in(reviewer).post(url, {"comment": ""})
    assert GlossaryTerm.objects.get(slug="kader").live


def test_authors_of_one_municipality_do_not_change_the_glossary(own_author, signed_in):
    term = make.GlossaryTermFactory()
    answer = signed_in(own_author).get(f"/beheer/snippets/courses/glossaryterm/edit/{term.pk}/")
    assert answer.status_code == 302
