"""The phases of a municipality: what is done, going on or back, and signing that it took over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from progression import api
from progression.choices import GateCapacity, GateCondition, Phase, PhaseCheck
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
    try:
        api.change_phase(
            person=person,
            municipality=municipality,
            wanted=Phase(int(wanted)),
            reason=request.POST.get("reason", ""),
            today=timezone.localdate(),
            now=timezone.now(),
        )
    except api.NotPossibleError as refused:
        return _refused(request, person, municipality, refused)
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
        return _refused(request, person, municipality, refused)
    messages.success(request, _("Your signature has been kept."))
    return redirect(PLACE)


@login_required
@require_POST
def revoke_gate_signature(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Take one's own signature back, with a reason."""
    person, municipality = _visitor_or_404(request)
    own = GateSignature.objects.filter(municipality=municipality, signer=person)
    signature: GateSignature = get_object_or_404(own, pk=signature_id)
    try:
        reason = request.POST.get("reason", "")
        api.revoke_gate_signature(person=person, signature=signature, reason=reason, now=timezone.now())
    except api.NotPossibleError as refused:
        return _refused(request, person, municipality, refused)
    messages.success(request, _("Your signature has been taken back."))
    return redirect(PLACE)


def _visitor_or_404(request: HttpRequest) -> tuple[User, Municipality]:
    person, municipality = cast("User", request.user), municipality_or_404(request)
    if not api.can_follow_phases(person, municipality):
        raise Http404
    return person, municipality


def _refused(
    request: HttpRequest, person: User, municipality: Municipality, refused: api.NotPossibleError
) -> HttpResponse:
    """The same page with what is in the way; what was typed stays."""
    context = _shown(person, municipality)
    context |= {"problem": WHY_NOT[refused.why], "reason": request.POST.get("reason", "")}
    return render(request, "progression/takeover/phases.html", context, status=422)


def _shown(person: User, municipality: Municipality) -> dict[str, Any]:
    state = api.PhaseState(api.numbers_of(municipality, on=timezone.localdate()))
    following = state.phase + 1
    return {
        "state": state,
        "person": person,
        "checks": [
            (PhaseCheck(code), code in state.done, code in api.COUNTED) for code in CHECKLIST[state.phase]
        ],
        "following": Phase(following) if following in Phase.values else None,
        "may_go_on": state.may_go_to(following),
        "earlier": [phase for phase in reversed(Phase) if phase < state.phase],
        "may_decide": bool(api.can_decide_phase(person, municipality)),
        "changes": api.phase_changes(municipality),
        **(_gate(person, municipality, state) if state.phase >= Phase.TAKING_OVER else {}),
    }


def _gate(person: User, municipality: Municipality, state: api.PhaseState) -> dict[str, Any]:
    quarters = [(each.number % 4 + 1, each.number // 4) for each in state.quarters]
    verdicts = list(zip(quarters, map(api.judged, state.quarters), strict=True))
    return {
        "conditions": [
            (each, [(quarter, *verdict[each]) for quarter, verdict in verdicts]) for each in GateCondition
        ],
        "quarters": quarters,
        "seats": [
            (each, bool(api.can_sign_gate(person, municipality, each)))
            for each in GateCapacity
            if each in state.missing_signers
        ],
    }
