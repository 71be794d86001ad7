"""The editor of a case, as the browser of an author or a reviewer sends it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from wagtail.fields import StreamField
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from casestudies.models import CaseStudyPage


def fields(case: CaseStudyPage, **changes: Any) -> dict[str, Any]:
    """What the form of a case holds."""
    form = case.get_edit_handler().get_form_class()
    names = [field.name for field in case._meta.fields if field.name in form.base_fields]
    known = {name: _sent(case, name) for name in names}
    sent = {name: value for name, value in known.items() if value is not None}
    return nested_form_data({**sent, "comments": inline_formset([]), **changes})


def save(browser: Client, case: CaseStudyPage, **sent: Any) -> Any:
    """Save a case, with the name of the button that was pressed, if it was another one than save."""
    buttons = {name: value for name, value in sent.items() if name.startswith(("action-", "workflow-"))}
    changes = {name: value for name, value in sent.items() if name not in buttons}
    draft = CaseStudyPage.objects.get(pk=case.pk).get_latest_revision_as_object()
    url = f"/beheer/pages/{case.pk}/edit/"
    return browser.post(url, {**fields(draft, **changes), **buttons})


def approve(browser: Client, case: CaseStudyPage) -> Any:
    """Approve from the list of what waits for review."""
    task = fresh(case).current_workflow_task_state
    return browser.post(f"/beheer/pages/workflow/action/{case.pk}/approve/{task.pk}/", {"comment": ""})


def fresh(case: CaseStudyPage) -> CaseStudyPage:
    """The case as it is in the database now."""
    return CaseStudyPage.objects.get(pk=case.pk)


def _sent(case: CaseStudyPage, name: str) -> Any:
    field = case._meta.get_field(name)
    if isinstance(field, StreamField):
        return _stream(getattr(case, name).get_prep_value())
    return field.value_from_object(case)


def _stream(children: list[dict[str, Any]]) -> dict[str, Any]:
    sent: dict[str, Any] = {"count": len(children)}
    for place, child in enumerate(children):
        about = {"type": child["type"], "id": child["id"] or "", "order": place, "deleted": ""}
        sent[str(place)] = {**about, "value": _value(child["value"])}
    return sent


def _value(value: Any) -> Any:
    """A value of a block, as its form sends it: a box that is not ticked is left out."""
    if isinstance(value, list):
        return _stream(value)
    if isinstance(value, dict):
        return {name: _value(each) for name, each in value.items() if each not in (None, False)}
    return "on" if value is True else value
