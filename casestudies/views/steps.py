"""The steps of a case. Plain pages: each post moves on and answers with the page where somebody is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casestudies import api
from casestudies.choices import CaseStep
from casestudies.forms.steps import AnswerForm, FactForm, MarksForm, OwnAnswerForm, PredictForm
from casestudies.views.common import doing_or_404, person_of, signed_in, step_or_404, step_url
from core.forms.parking import unpark

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from casestudies.api import Doing

TOO_LATE = gettext_lazy("This went on in another window, so what you did before stays as it was.")


@signed_in
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """A step of a case; a step that is not open yet leads to where somebody is."""
    wanted, found = step_or_404(slug), doing_or_404(request, code)
    if not found.road.is_open(wanted):
        messages.info(request, _("This step opens later. You are here now."))
        return redirect(step_url(code, found.road.step))
    if request.method == "POST":
        return _POSTS[wanted](request, found)
    return _page(request, found, wanted)


def shown_again(request: HttpRequest, found: Doing, shown: CaseStep, form: forms.Form) -> HttpResponse:
    """A step with what was sent and what is wrong with it."""
    return _page(request, found, shown, status=422, form=form)


def shown_too_late(request: HttpRequest, found: Doing, shown: CaseStep) -> HttpResponse:
    """A step that went on in another window, with what was typed here, to copy."""
    return _page(request, found, shown, status=409, error=TOO_LATE, typed=request.POST.get("answer", ""))


def _page(
    request: HttpRequest, found: Doing, shown: CaseStep, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "doing": found,
        "case": found.case,
        "step": shown,
        "steps": api.ORDER,
        "template": f"casestudies/steps/{shown.value}.html",
        "whose": person_of(request).public_id,
        **_CONTEXTS.get(shown, _nothing)(request, found),
        **more,
    }
    return render(request, "casestudies/step.html", context, status=status)


# --- What a step shows -------------------------------------------------------------------------


def _nothing(request: HttpRequest, found: Doing) -> dict[str, Any]:
    return {}


def _prediction(request: HttpRequest, found: Doing) -> dict[str, Any]:
    return {"form": PredictForm(options=found.case.prediction.options)}


def _diagnosis(request: HttpRequest, found: Doing) -> dict[str, Any]:
    typed = unpark(request, request.path)
    form = MarksForm(lines=found.case.first, marks=found.marks | _marks_in(typed))
    return {"form": form, "has_typed": bool(typed)}


def _marks_in(typed: Any) -> dict[str, str]:
    return {name.removeprefix("zin-"): value for name, value in typed.items() if name.startswith("zin-")}


def _answer(request: HttpRequest, found: Doing) -> dict[str, Any]:
    typed = unpark(request, request.path)
    return {
        "form": AnswerForm(initial={"answer": typed.get("answer", found.work.answer)}),
        "has_typed": bool(typed),
    }


def _group(request: HttpRequest, found: Doing) -> dict[str, Any]:
    return {"picture": api.picture_for(found.work)}


_CONTEXTS: dict[CaseStep, Callable[[HttpRequest, Doing], dict[str, Any]]] = {
    CaseStep.PREDICT: _prediction,
    CaseStep.DIAGNOSE: _diagnosis,
    CaseStep.EXPERT: _answer,
    CaseStep.GROUP: _group,
}


# --- What a step does ----------------------------------------------------------------------------


def _read_on(done: CaseStep) -> Callable[[HttpRequest, Doing], HttpResponse]:
    def go_on(request: HttpRequest, found: Doing) -> HttpResponse:
        api.read_on(work=found.work, step=done, now=timezone.now())
        return redirect(step_url(found.case.code, api.ORDER[api.ORDER.index(done) + 1]))

    return go_on


def _timeline(request: HttpRequest, found: Doing) -> HttpResponse:
    if "fact" not in request.POST:
        if found.facts_left:
            return _wrong(request, found, CaseStep.TIMELINE, _("Open all facts first."))
        return _read_on(CaseStep.TIMELINE)(request, found)
    form = FactForm(request.POST)
    try:
        if not form.is_valid():
            raise api.NotYet
        api.open_next_fact(work=found.work, number=form.cleaned_data["fact"], now=timezone.now())
    except api.NotYet:
        return _wrong(request, found, CaseStep.TIMELINE, _("The facts open one by one. Open the next one."))
    return redirect(f"{request.path}#feit-{form.cleaned_data['fact']}")


def _predict(request: HttpRequest, found: Doing) -> HttpResponse:
    form = PredictForm(request.POST, options=found.case.prediction.options)
    if not form.is_valid():
        return _page(request, found, CaseStep.PREDICT, status=422, form=form)
    api.keep_prediction(work=found.work, option=form.cleaned_data["option"], now=timezone.now())
    return redirect(f"{request.path}#uitkomst")


def _diagnose(request: HttpRequest, found: Doing) -> HttpResponse:
    if not found.may_mark:
        return _marked_before(request)
    form = MarksForm(request.POST, lines=found.case.first)
    if not form.is_valid():
        return _page(request, found, CaseStep.DIAGNOSE, status=422, form=form)
    now = timezone.now()
    try:
        api.keep_marks(work=found.work, marks=form.marks(), sequence=form.cleaned_data["sequence"], now=now)
        api.finish_marking(work=found.work, now=now)
    except api.NotYet:
        return _marked_before(request)
    except api.NothingMarked:
        return _wrong(request, found, CaseStep.DIAGNOSE, _("Mark at least one sentence first."), form=form)
    return redirect(f"{request.path}#uitkomst")


def _marked_before(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("You saw the feedback already, so your marks stay as they were."))
    return redirect(f"{request.path}#uitkomst")


def _expert(request: HttpRequest, found: Doing) -> HttpResponse:
    form = OwnAnswerForm(request.POST)
    if found.is_finished:
        return (
            redirect(request.path)
            if _is_kept(found, form)
            else shown_too_late(request, found, CaseStep.EXPERT)
        )
    if not form.is_valid():
        return _page(request, found, CaseStep.EXPERT, status=422, form=form)
    api.give_answer(work=found.work, text=form.cleaned_data["answer"], now=timezone.now())
    return redirect(f"{request.path}#makers")


def _is_kept(found: Doing, form: OwnAnswerForm) -> bool:
    """Whether what was sent is what is there already: the button was pressed twice."""
    return form.is_valid() and form.cleaned_data["answer"] == found.work.answer


def _stay(request: HttpRequest, found: Doing) -> HttpResponse:
    return redirect(request.path)


def _wrong(
    request: HttpRequest, found: Doing, shown: CaseStep, error: str, **more: forms.Form
) -> HttpResponse:
    return _page(request, found, shown, status=422, error=error, **more)


_POSTS: dict[CaseStep, Callable[[HttpRequest, Doing], HttpResponse]] = {
    CaseStep.SITUATION: _read_on(CaseStep.SITUATION),
    CaseStep.TIMELINE: _timeline,
    CaseStep.PREDICT: _predict,
    CaseStep.DIAGNOSE: _diagnose,
    CaseStep.SECOND: _read_on(CaseStep.SECOND),
    CaseStep.EXPERT: _expert,
    CaseStep.GROUP: _stay,
}
