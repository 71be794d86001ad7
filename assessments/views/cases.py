"""Mijn praktijkcasussen: cases from one's own practice, without anybody in them who can be recognised."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import api
from assessments.forms.anonymity import DoubtsForm, reasons_in
from assessments.forms.portfolio import case_form
from assessments.selectors.anonymity import passages
from assessments.selectors.portfolio import cases_of, frame_and_answers
from assessments.selectors.sharing import readers_around, sharing_of
from assessments.views.common import municipality_of, own_work, person_of
from core.files import as_file
from core.forms.parking import unpark

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from assessments.forms.portfolio import CaseForm
    from assessments.models import PracticeCase
    from people.models import Municipality

PER_PAGE = 20
CONFLICT = 409


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """All of somebody's own cases."""
    page = Paginator(cases_of(person_of(request)), PER_PAGE).get_page(request.GET.get("pagina"))
    readers = readers_around(person_of(request), municipality_of(request))
    context = {
        "page": page,
        "rows": [(case, sharing_of(case.shares.all(), readers)) for case in page],
        "may_write": municipality_of(request) is not None,
    }
    return render(request, "assessments/cases/list.html", context)


@login_required
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case of somebody's own, to read and to share."""
    found = _own(request, case_id)
    readers = readers_around(person_of(request), found.municipality)
    context = {
        "case": found,
        "frame": frame_and_answers(found),
        "sharing": sharing_of(found.shares.all(), readers),
        "history": found.shares.all(),
    }
    return render(request, "assessments/cases/case.html", context)


@own_work(back_to="assessments:new_case")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a new case."""
    municipality = municipality_of(request)
    if municipality is None:
        return redirect("assessments:cases")
    if request.method == "GET":
        typed = unpark(request, request.path)
        return _form(request, case_form(typed=typed), has_typed=bool(typed))
    form = case_form(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    # A key of one's own: whatever stands in the form, it is never somebody else's case.
    key = uuid.uuid5(person_of(request).public_id, str(form.cleaned_data["key"]))
    return _save(request, form, key=key, municipality=municipality)


@own_work(back_to="assessments:change_case")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Change a case."""
    found = _own(request, case_id)
    if request.method == "GET":
        typed = unpark(request, request.path)
        return _form(request, case_form(case=found, typed=typed), case=found, has_typed=bool(typed))
    form = case_form(request.POST, case=found)
    if not form.is_valid():
        return _form(request, form, case=found, status=422)
    return _save(request, form, key=found.pk, municipality=found.municipality, case=found)


@own_work(back_to="assessments:case")
@require_POST
def remove(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Remove a case for good."""
    api.remove_case(case=_own(request, case_id), now=timezone.now())
    messages.success(request, _("Your case has been removed."))
    return redirect("assessments:cases")


@login_required
@require_safe
def download(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One's own case as a text, to take along."""
    found = _own(request, case_id)
    context = {"case": found, "frame": frame_and_answers(found)}
    text = render_to_string("assessments/cases/case.txt", context)
    name = f"{slugify(found.title) or 'casus'}.txt"
    return as_file(text, name=name, content_type="text/plain; charset=utf-8")


def _own(request: HttpRequest, case_id: UUID) -> PracticeCase:
    return get_object_or_404(cases_of(person_of(request)), pk=case_id)


def _save(
    request: HttpRequest, form: CaseForm, *, key: UUID, municipality: Municipality, **about: Any
) -> HttpResponse:
    """Save it, or ask first about what looks like a personal detail or about another window."""
    done = api.save_case(
        key=key,
        person=person_of(request),
        municipality=municipality,
        texts=form.texts(),
        seen=form.cleaned_data["seen"] or 0,
        reasons=reasons_in(request.POST),
        now=timezone.now(),
    )
    if done.was_changed_elsewhere:
        return _changed_elsewhere(request, form, done.case, **about)
    if done.case is None:
        doubts = DoubtsForm(request.POST, doubts=done.doubts)
        named = [(str(field.label), field.value() or "") for field in form]
        found = passages(named, done.doubts)
        return _form(request, form, doubts=doubts, passages=found, status=422, **about)
    messages.success(request, _("Your case has been saved. Only you can read it, until you share it."))
    return redirect(done.case)


def _changed_elsewhere(
    request: HttpRequest, form: CaseForm, saved: PracticeCase | None, **about: Any
) -> HttpResponse:
    """What was typed stays; saving again takes the place of what was saved in the other window."""
    form.add_error(
        None,
        _("You changed this case in another window. If you save again, this text takes its place."),
    )
    latest = saved.version if saved else 0
    return _form(request, form, latest=latest, status=CONFLICT, **about)


def _form(request: HttpRequest, form: CaseForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "whose": person_of(request).public_id, **more}
    return render(request, "assessments/cases/form.html", context, status=status)
