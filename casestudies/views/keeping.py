"""Keeping what somebody is busy with: sent by itself while they mark or write, or by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casestudies import api
from casestudies.choices import CaseStep
from casestudies.forms.steps import AnswerForm, MarksForm
from casestudies.views import steps
from casestudies.views.common import by_script, doing_or_404, refused, signed_in, step_url, too_late

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from casestudies.api import Doing


@signed_in
@require_POST
def marks(request: HttpRequest, code: str) -> HttpResponse:
    """The sentences that somebody marked until now."""
    found = doing_or_404(request, code)
    form = MarksForm(request.POST, lines=found.case.first)
    if not form.is_valid():
        return _not_right(request, found, CaseStep.DIAGNOSE, form)
    try:
        api.keep_marks(
            work=found.work,
            marks=form.marks(),
            sequence=form.cleaned_data["sequence"],
            now=timezone.now(),
        )
    except api.NotYet:
        return _too_late(request, found, CaseStep.DIAGNOSE)
    return _kept(request, found, CaseStep.DIAGNOSE)


@signed_in
@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """What somebody wrote until now."""
    found = doing_or_404(request, code)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _not_right(request, found, CaseStep.EXPERT, form)
    text, sequence = form.cleaned_data["answer"], form.cleaned_data["sequence"]
    if not found.road.is_open(CaseStep.EXPERT) or (found.is_finished and text != found.work.answer):
        return _too_late(request, found, CaseStep.EXPERT)
    api.keep_own_answer(work=found.work, text=text, sequence=sequence, now=timezone.now())
    return _kept(request, found, CaseStep.EXPERT)


def _kept(request: HttpRequest, found: Doing, step: CaseStep) -> HttpResponse:
    if by_script(request):
        return JsonResponse({"status": "saved"})
    messages.success(request, _("Your work has been saved."))
    return redirect(step_url(found.case.code, step))


def _not_right(request: HttpRequest, found: Doing, step: CaseStep, form: forms.Form) -> HttpResponse:
    if by_script(request):
        return refused(form)
    return steps.shown_again(request, found, step, form)


def _too_late(request: HttpRequest, found: Doing, step: CaseStep) -> HttpResponse:
    if by_script(request):
        return too_late(str(steps.TOO_LATE))
    return steps.shown_too_late(request, found, step)
