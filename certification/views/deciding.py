"""The interview, verdicts, a third assessor, the decision and the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.api.proeve import open_for_interview
from certification import api
from certification.choices import Result, SeatKind
from certification.forms.deciding import (
    InterviewForm,
    NotYetForm,
    ProficientForm,
    StopForm,
    ThirdForm,
    VerdictForm,
)
from certification.views.common import (
    dossier_or_404,
    is_allowed,
    note_who_looks,
    person_of,
    went_well,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from certification.selectors.proeves import Dossier
    from people.models import User

LETTERS: dict[str, type[ProficientForm]] = {Result.PROFICIENT: ProficientForm, Result.NOT_YET: NotYetForm}


@login_required
@require_http_methods(["GET", "POST"])
def interview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the interview showed of criteria that nobody could see."""
    dossier = dossier_or_404(request, public_id)
    if not is_allowed(request, api.can_interview(person_of(request), dossier)) or dossier.sheet is None:
        return redirect(dossier.proeve)
    codes = open_for_interview(dossier.sheet)
    criteria = [each for each in dossier.sheet.rubric.criteria if each.code in codes]
    form = InterviewForm(request.POST or None, criteria=criteria)
    if went_well(form, lambda: api.hold_interview(**_of(request, dossier), raised=form.raised())):
        messages.success(request, _("The interview is on record."))
        return redirect(dossier.proeve)
    return _page(request, "interview", dossier, form, criteria=criteria)


@login_required
@require_http_methods(["GET", "POST"])
def verdict(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What one assessor says of the whole."""
    dossier = dossier_or_404(request, public_id)
    if not is_allowed(request, api.can_give_verdict(person_of(request), dossier)):
        return redirect(dossier.proeve)
    form = VerdictForm(request.POST or None)
    if went_well(form, lambda: api.give_verdict(**_of(request, dossier), **form.cleaned_data)):
        messages.success(request, _("Your verdict is on record."))
        return redirect(dossier.proeve)
    return _page(request, "verdict", dossier, form)


@login_required
@require_http_methods(["GET", "POST"])
def third(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Appoint who decides on the recording when two differ."""
    dossier = dossier_or_404(request, public_id)
    if not is_allowed(request, api.can_appoint_third(person_of(request), dossier)):
        return redirect(dossier.proeve)
    note_who_looks(request, dossier.proeve)
    form = ThirdForm(request.POST or None, possible=_possible_thirds(dossier))

    def appoint() -> None:
        recording = form.cleaned_data["recording"]
        api.appoint_third(**_of(request, dossier), third=form.person(), recording=recording)

    if went_well(form, appoint):
        messages.success(request, _("The third assessor has been asked."))
        return redirect(dossier.proeve)
    return _page(request, "third", dossier, form)


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write the letter and put the decision on record."""
    dossier = dossier_or_404(request, public_id)
    if not is_allowed(request, api.can_decide(person_of(request), dossier)) or dossier.result is None:
        return redirect(dossier.proeve)
    earliest = api.earliest_retake(dossier.proeve, today=timezone.localdate())
    form = LETTERS[dossier.result](request.POST or None, initial=_from_verdicts(dossier, earliest))
    if went_well(form, lambda: api.decide(**_of(request, dossier), letter=form.letter())):
        messages.success(request, _("The decision is on record. The candidate reads the letter."))
        return redirect("certification:letter", public_id)
    return _page(
        request,
        "decide",
        dossier,
        form,
        earliest=earliest,
        shortages=api.shortages_in_words(dossier.outcome) if dossier.outcome else [],
    )


@login_required
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End a proeve that could not go on."""
    dossier = dossier_or_404(request, public_id)
    if not is_allowed(request, api.can_stop(person_of(request), dossier)):
        return redirect(dossier.proeve)
    form = StopForm(request.POST or None)
    if went_well(form, lambda: api.stop(**_of(request, dossier), letter=form.letter())):
        messages.success(request, _("The proeve was stopped. That is no failed proeve."))
        return redirect("certification:letter", public_id)
    return _page(request, "stop", dossier, form)


@login_required
@require_safe
def letter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The letter with the decision."""
    dossier = dossier_or_404(request, public_id)
    decision = getattr(dossier.proeve, "decision", None)
    if decision is None:
        raise Http404
    note_who_looks(request, dossier.proeve)
    context = {
        "proeve": dossier.proeve,
        "decision": decision,
        "dossier": dossier,
        "is_candidate": person_of(request).pk == dossier.proeve.candidate_id,
    }
    return render(request, "certification/letter.html", context)


def _of(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Who does something to which proeve, and when."""
    return {"person": person_of(request), "proeve_id": dossier.proeve.pk, "now": timezone.now()}


def _possible_thirds(dossier: Dossier) -> list[User]:
    """Who may decide on the recording: without a conflict, and not one of the two."""
    found, today = dossier.proeve, timezone.localdate()
    known = api.assessors_for(found, on=today)
    return [
        person
        for person in api.possible_assessors(found.municipality, on=today)
        if dossier.seat_of(person) is None
        and person.pk in known
        and not api.conflicts(known[person.pk], candidate=found.candidate_id, kind=SeatKind.THIRD)
    ]


def _from_verdicts(dossier: Dossier, earliest: object) -> dict[str, object]:
    """The words of the assessors, to begin the letter with."""
    given = [seat.verdict for seat in dossier.seats if api.has_verdict(seat)]
    return {
        "seen": "\n\n".join(each.seen for each in given),
        "missing": "\n\n".join(each.missing for each in given if each.missing),
        "new_date": earliest,
    }


def _page(
    request: HttpRequest, name: str, dossier: Dossier, form: forms.Form, **more: object
) -> HttpResponse:
    context = {"proeve": dossier.proeve, "dossier": dossier, "form": form, **more}
    status = 422 if form.is_bound else 200
    return render(request, f"certification/{name}.html", context, status=status)
