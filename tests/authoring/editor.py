"""The editor of a lesson, as the browser of an author or a reviewer sends it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import LessonPage, ModulePage

WORDS = "<p>Vraag eerst naar de wens.</p>"


def fields(lesson: LessonPage | None = None, *, words: str = WORDS, **changes: Any) -> dict[str, Any]:
    """What the form of a lesson holds; `words` is its text."""
    known = lesson and {
        "title": lesson.title,
        "slug": lesson.slug,
        "code": lesson.code,
        "minutes": lesson.minutes,
        "description": lesson.description,
    }
    return nested_form_data(
        {
            **(known or {"title": "De wens", "slug": "de-wens", "code": "M1-L9", "minutes": 10}),
            "description": "Een wens helemaal horen.",
            "form": "lesson",
            "is_required": "on",
            "goals": stream([("goal", "Je kunt een wens uitvragen.")]),
            "body": stream([("text", rich_text(words))]),
            "prerequisites": inline_formset([]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def stream(blocks: list[tuple[str, Any]]) -> dict[str, Any]:
    """Blocks that keep their ids, as they do in a browser."""
    sent = streamfield(blocks)
    for number in range(len(blocks)):
        sent[str(number)]["id"] = f"00000000-0000-4000-8000-{number:012}"
    return sent


def begin(browser: Client, module: ModulePage, **sent: Any) -> LessonPage:
    """Start a lesson below a module."""
    url = f"/beheer/pages/add/courses/lessonpage/{module.pk}/"
    answer = browser.post(url, {**fields(), **sent})
    assert answer.status_code == 302, answer.context["form"].errors
    return LessonPage.objects.get(slug="de-wens")


def save(browser: Client, lesson: LessonPage, *, words: str = WORDS, **sent: Any) -> Any:
    """Save a lesson, with the name of the button that was pressed, if it was another one than save."""
    buttons = {name: value for name, value in sent.items() if name.startswith(("action-", "workflow-"))}
    changes = {name: value for name, value in sent.items() if name not in buttons}
    return browser.post(
        f"/beheer/pages/{lesson.pk}/edit/", {**fields(lesson, words=words, **changes), **buttons}
    )


SUBMIT = {"action-submit": "1"}
APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}
REJECT = {
    "action-workflow-action": "1",
    "workflow-action-name": "reject",
    "workflow-action-extra-data": '{"comment": "Kan het korter?"}',
}


def approve(browser: Client, lesson: LessonPage) -> Any:
    """Approve from the list of what waits for review."""
    task = fresh(lesson).current_workflow_task_state
    return browser.post(f"/beheer/pages/workflow/action/{lesson.pk}/approve/{task.pk}/", {"comment": ""})


def fresh(lesson: LessonPage) -> LessonPage:
    """The lesson as it is in the database now."""
    return LessonPage.objects.get(pk=lesson.pk)
