"""One proeve: how far it is, who assesses, and what each may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification import api
from certification.choices import EntryNeed
from certification.forms.proeve import AnswerForm, ObjectionForm, PlanForm, plan_of
from certification.views.common import (
    dossier_or_404,
    is_allowed,
    note_who_looks,
    person_of,
    seat_or_404,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from certification.models import AssessorSeat
    from certification.selectors.proeves import Dossier

VERDICTS = {
    "plan": api.can_plan,
    "withdraw": api.can_withdraw,
}
OF_A_DOSSIER = {
    "declare": api.can_declare,
    "interview": api.can_interview,
    "give_verdict": api.can_give_verdict,
    "appoint_third": api.can_appoint_third,
    "decide": api.can_decide,
    "stop": api.can_stop,
}


@login_required
@require_safe
def proeve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far a proeve is, and what who asks may do now."""
    dossier = dossier_or_404(request, public_id)
    note_who_looks(request, dossier.proeve)
    return page(request, dossier)


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Plan the session, or plan it anew."""
    dossier = dossier_or_404(request, public_id)
    found, person = dossier.proeve, person_of(request)
    if not is_allowed(request, api.can_plan(person, found)):
        return redirect(found)
    note_who_looks(request, found)
    today = timezone.localdate()
    possible = api.possible_assessors(found.municipality, on=today)
    initial = plan_of(found, {seat.kind: seat.person_id for seat in dossier.seats})
    form = PlanForm(request.POST or None, initial=initial, proeve=found, possible=possible)
    if form.is_valid():
        try:
            api.plan(person=person, proeve_id=found.pk, wanted=form.wanted(), now=timezone.now())
        except api.NotPossibleError as refused:
            form.say_why_not(refused, api.why_not(refused))
        else:
            messages.success(request, _("The proeve has been planned. The candidate sees who assesses."))
            return redirect(found)
    terms = api.retake_for(found.candidate, found.municipality, found.cluster)
    context = {"proeve": found, "form": form, "terms": terms}
    return render(request, "certification/plan.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The candidate takes the request back."""
    found = dossier_or_404(request, public_id).proeve
    if is_allowed(request, api.can_withdraw(person_of(request), found)):
        api.withdraw(person=person_of(request), proeve_id=found.pk)
        messages.success(request, _("You have withdrawn the proeve. You can ask for it again."))
    return redirect(found)


@login_required
@require_POST
def object_to(request: HttpRequest, public_id: UUID, seat_id: int) -> HttpResponse:
    """The candidate says why somebody should not assess."""
    dossier = dossier_or_404(request, public_id)
    seat, form = seat_or_404(dossier, seat_id), ObjectionForm(request.POST)
    if not is_allowed(request, api.can_object(person_of(request), dossier, seat)):
        return redirect(dossier.proeve)
    if not form.is_valid():
        return page(request, dossier, objection=form, about=seat)
    api.object_to(
        person=person_of(request),
        proeve_id=dossier.proeve.pk,
        seat_id=seat.pk,
        now=timezone.now(),
        **form.cleaned_data,
    )
    messages.success(request, _("Your objection has been sent. Nothing begins before it is answered."))
    return redirect(dossier.proeve)


@login_required
@require_POST
def answer(request: HttpRequest, public_id: UUID, seat_id: int) -> HttpResponse:
    """A trainer says why an assessor stays."""
    dossier = dossier_or_404(request, public_id)
    seat, form = seat_or_404(dossier, seat_id), AnswerForm(request.POST)
    if not is_allowed(request, api.can_answer_objection(person_of(request), dossier, seat)):
        return redirect(dossier.proeve)
    if not form.is_valid():
        return page(request, dossier, answer=form, about=seat)
    api.answer_objection(
        person=person_of(request), proeve_id=dossier.proeve.pk, seat_id=seat.pk, **form.cleaned_data
    )
    messages.success(request, _("Your answer has been sent to the candidate."))
    return redirect(dossier.proeve)


@login_required
@require_POST
def declare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An assessor declares to have no interest in the result."""
    dossier = dossier_or_404(request, public_id)
    if is_allowed(request, api.can_declare(person_of(request), dossier)):
        api.declare(person=person_of(request), proeve_id=dossier.proeve.pk, now=timezone.now())
        messages.success(request, _("Your declaration is on record."))
    return redirect(dossier.proeve)


@login_required
@require_POST
def begin(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw a scenario and begin."""
    dossier = dossier_or_404(request, public_id)
    found, person = dossier.proeve, person_of(request)
    if not is_allowed(request, api.can_begin(person, dossier, today=timezone.localdate())):
        return redirect(found)
    try:
        begun = api.begin(person=person, proeve_id=found.pk, now=timezone.now())
    except api.NotPossibleError as refused:
        messages.error(request, api.why_not(refused))
    else:
        words = _("The session has begun. This scenario was drawn: %(scenario)s")
        messages.success(request, words % {"scenario": begun.scenario})
    return redirect(found)


def page(
    request: HttpRequest, dossier: Dossier, *, about: AssessorSeat | None = None, **bound: forms.Form
) -> HttpResponse:
    """The whole page, with a form that did not pass and what is wrong with it."""
    context = _context(request, dossier) | {
        "errors": next(iter(bound.values()), None),
        "seats": [_row(request, dossier, seat, about, bound) for seat in dossier.seats],
    }
    return render(request, "certification/proeve.html", context, status=422 if bound else 200)


def _context(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    found, person, today = dossier.proeve, person_of(request), timezone.localdate()
    missing = api.missing_of(found, as_of=today) if found.state == "requested" else ()
    may = {name: can(person, found) for name, can in VERDICTS.items()}
    may |= {name: can(person, dossier) for name, can in OF_A_DOSSIER.items()}
    is_candidate = person.pk == found.candidate_id
    return {
        "proeve": found,
        "dossier": dossier,
        "decision": getattr(found, "decision", None),
        "may": {**may, "begin": api.can_begin(person, dossier, today=today)},
        "my_seat": dossier.seat_of(person),
        "is_candidate": is_candidate,
        "needs": [(need, need not in missing) for need in EntryNeed],
        "shortages": api.shortages_in_words(dossier.outcome) if dossier.outcome and not is_candidate else [],
    }


def _row(
    request: HttpRequest,
    dossier: Dossier,
    seat: AssessorSeat,
    about: AssessorSeat | None,
    bound: dict[str, forms.Form],
) -> dict[str, Any]:
    """One assessor, with what who asks may say of it."""
    person = person_of(request)
    is_this = about is not None and about.pk == seat.pk
    return {
        "seat": seat,
        "may_object": api.can_object(person, dossier, seat),
        "may_answer": api.can_answer_objection(person, dossier, seat),
        "objection": (is_this and bound.get("objection")) or ObjectionForm(auto_id=f"id_{seat.pk}_%s"),
        "answer": (is_this and bound.get("answer")) or AnswerForm(auto_id=f"id_{seat.pk}_%s"),
        "has_verdict": api.has_verdict(seat),
    }
