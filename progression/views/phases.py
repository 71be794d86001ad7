"""The phases of a municipality: what is done, going on or back, and signing that it took over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from people.api import standing_of
from progression import api
from progression.choices import GateCapacity, GateCondition, Number, Phase, PhaseCheck
from progression.forms.phases import ReasonForm
from progression.models import GateSignature
from progression.rules.gate import CHECKLIST
from progression.views.desk import municipality_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from people.models import Municipality, User

WHY_NOT: dict[str, StrOrPromise] = {
    "phase_is_not_done": gettext_lazy("Not everything of this phase is done yet."),
    "reason_is_empty": gettext_lazy("Write down why."),
    "gate_is_closed": gettext_lazy(
        "The conditions did not hold for two quarters, so there is nothing to sign."
    ),
    "signed_already": gettext_lazy("Somebody signed in this capacity already."),
    "one_person_one_signature": gettext_lazy("You signed already, in another capacity."),
    "not_yours_to_take_back": gettext_lazy("Only who signed takes a signature back."),
}
PLACE = "progression:phases"
# Which number opens to the rows of a check that is counted.
NUMBERS_BEHIND = {
    "half_of_tasks_at_supervised": Number.COVERAGE,
    "internal_quality_enough": Number.QUALITY_GAP,
}


@login_required
@require_http_methods(["GET", "POST"])
def phases(request: HttpRequest) -> HttpResponse:
    """Where the municipality is and what is left to do; the lead ticks what people agree is done."""
    person, municipality = _visitor_or_404(request)
    if request.method == "POST":
        if not api.can_decide_phase(person, municipality):
            raise Http404
        codes = frozenset(request.POST.getlist("done"))
        api.tick(person=person, municipality=municipality, codes=codes, today=timezone.localdate())
        messages.success(request, _("What is done has been kept."))
        return redirect(PLACE)
    return render(request, "progression/takeover/phases.html", _shown(person, municipality))


@login_required
@require_POST
def change_phase(request: HttpRequest) -> HttpResponse:
    """Go to another phase."""
    person, municipality = _visitor_or_404(request)
    wanted = request.POST.get("phase", "")
    if not api.can_decide_phase(person, municipality) or wanted not in {str(each.value) for each in Phase}:
        raise Http404
    if int(wanted) == api.takeover_of(municipality).phase:
        messages.info(request, _("You are in this phase already."))
        return redirect(PLACE)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _refused(request, person, municipality, form.problem)
    try:
        api.change_phase(
            person=person,
            municipality=municipality,
            wanted=Phase(int(wanted)),
            reason=form.cleaned_data["reason"],
            today=timezone.localdate(),
            now=timezone.now(),
        )
    except api.NotPossibleError as refused:
        return _refused(request, person, municipality, WHY_NOT[refused.why])
    messages.success(request, _("The phase has been changed."))
    return redirect(PLACE)


@login_required
@require_POST
def sign_gate(request: HttpRequest) -> HttpResponse:
    """Sign that the municipality took over."""
    person, municipality = _visitor_or_404(request)
    capacity = request.POST.get("capacity", "")
    if capacity not in GateCapacity.values or not api.can_sign_gate(person, municipality, capacity):
        raise Http404
    try:
        api.sign_gate(
            person=person,
            municipality=municipality,
            capacity=GateCapacity(capacity),
            today=timezone.localdate(),
            now=timezone.now(),
        )
    except api.NotPossibleError as refused:
        return _refused(request, person, municipality, WHY_NOT[refused.why])
    messages.success(request, _("Your signature has been kept."))
    return redirect(PLACE)


@login_required
@require_POST
def revoke_gate_signature(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Take one's own signature back, with a reason."""
    person, municipality = _visitor_or_404(request)
    own = GateSignature.objects.filter(municipality=municipality, signer=person)
    signature: GateSignature = get_object_or_404(own, pk=signature_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _refused(request, person, municipality, form.problem)
    try:
        reason = form.cleaned_data["reason"]
        api.revoke_gate_signature(person=person, signature=signature, reason=reason, now=timezone.now())
    except api.NotPossibleError as refused:
        return _refused(request, person, municipality, WHY_NOT[refused.why])
    messages.success(request, _("Your signature has been taken back."))
    return redirect(PLACE)


def _visitor_or_404(request: HttpRequest) -> tuple[User, Municipality]:
    person, municipality = cast("User", request.user), municipality_or_404(request)
    if not api.can_follow_phases(person, municipality):
        raise Http404
    return person, municipality


def _refused(
    request: HttpRequest, person: User, municipality: Municipality, problem: StrOrPromise
) -> HttpResponse:
    """The same page with what is in the way; what was typed stays."""
    context = _shown(person, municipality)
    context |= {"problem": problem, "reason": request.POST.get("reason", "")}
    return render(request, "progression/takeover/phases.html", context, status=422)


def _shown(person: User, municipality: Municipality) -> dict[str, Any]:
    state = api.PhaseState(api.numbers_of(municipality, on=timezone.localdate()))
    following = state.phase + 1
    rows = _rows(person, state)
    return {
        "state": state,
        "person": person,
        "checks": [
            (
                PhaseCheck(code),
                code in state.done,
                code in api.COUNTED,
                api.figure_of(state, code),
                rows.get(code, ""),
            )
            for code in CHECKLIST[state.phase]
        ],
        "people_tick": bool(set(CHECKLIST[state.phase]) - api.COUNTED),
        "following": Phase(following) if following in Phase.values else None,
        "may_go_on": state.may_go_to(following),
        "earlier": [phase for phase in reversed(Phase) if phase < state.phase],
        "may_decide": bool(api.can_decide_phase(person, municipality)),
        "changes": api.phase_changes(municipality),
        **(_gate(person, municipality, state) if state.phase >= Phase.TAKING_OVER else {}),
    }


def _rows(person: User, state: api.PhaseState) -> dict[str, str]:
    """Where the rows behind a counted check are, for who sees the numbers."""
    standing, takeover = standing_of(person), state.picture.takeover
    if not api.can_see_takeover(standing, takeover):
        return {}
    if not api.sees_all_numbers(standing, takeover.municipality):
        return {}
    numbers = {code: reverse("progression:number", args=[number]) for code, number in NUMBERS_BEHIND.items()}
    return {"three_teams": reverse("progression:takeover") + "#teams-title", **numbers}


def _gate(person: User, municipality: Municipality, state: api.PhaseState) -> dict[str, Any]:
    quarters = [(each.number % 4 + 1, each.number // 4) for each in state.quarters]
    verdicts = list(zip(quarters, map(api.judged, state.quarters), strict=True))
    return {
        "conditions": [
            (each, [(quarter, *verdict[each]) for quarter, verdict in verdicts]) for each in GateCondition
        ]
        if state.may_show_figures
        else [],
        "shares_coaches": state.picture.shares_with is not None,
        "quarters": quarters,
        "seats": [
            (each, bool(api.can_sign_gate(person, municipality, each)))
            for each in GateCapacity
            if each in state.missing_signers
        ],
    }
