"""The lists of proeves, asking for one, and confirming that there is time for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification import api
from certification.choices import Cluster, EntryNeed
from certification.forms.proeve import AskForm
from certification.views.common import is_allowed, municipality_or_404, person_of, say_why_not
from people.api import note_looks
from people.choices import DataKind, Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from certification.models import ProficiencyAssessment
    from core.access import Verdict
    from people.models import Municipality, User

PER_PAGE = 20
SAID_WHEN_ASKING = (EntryNeed.READINESS, EntryNeed.MANDATE)


@dataclass(frozen=True)
class Road:
    """What somebody still needs for the proeve in a cluster, and whether they may ask for it now."""

    cluster: Cluster
    needs: list[tuple[EntryNeed, bool]]
    verdict: Verdict
    from_day: object = None


@login_required
@require_safe
def proeves(request: HttpRequest) -> HttpResponse:
    """One's own proeves with what is still needed, and those that one assesses or plans."""
    municipality, person = municipality_or_404(request), person_of(request)
    does_it = api.can_ask(person, municipality)
    theirs = Paginator(api.proeves_of_others(person), PER_PAGE).get_page(request.GET.get("pagina"))
    waiting = list(api.requests_for_mandate(person, municipality))
    mine = list(api.proeves_of(person, municipality))
    has_a_part = api.is_training_organisation(person, municipality) or _is_manager(request, municipality)
    if not (does_it or theirs or waiting or mine or has_a_part):
        raise Http404
    _note_names(request, theirs, DataKind.PROEVE)
    _note_names(request, waiting, DataKind.CERTIFICATE)
    roads = _roads(person, municipality) if does_it else []
    context = {"mine": mine, "theirs": theirs, "waiting": waiting, "roads": roads, "does_it": does_it}
    return render(request, "certification/proeves.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a proeve, in one's own words."""
    municipality, person = municipality_or_404(request), person_of(request)
    if not api.can_ask(person, municipality):
        raise Http404
    roads = _roads(person, municipality)
    form = AskForm(request.POST or None, clusters=[each.cluster for each in roads if each.verdict])
    if form.is_valid():
        try:
            asked = api.ask(person=person, municipality=municipality, now=timezone.now(), **form.cleaned_data)
        except api.NotPossibleError as refused:
            say_why_not(form, refused)
        else:
            messages.success(request, _("You have asked for the proeve. Now your manager confirms time."))
            return redirect(asked)
    context = {"form": form, "roads": roads, "can_ask": any(each.verdict for each in roads)}
    return render(request, "certification/ask.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def mandate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The manager confirms time and mandate for somebody of their own team."""
    municipality, person = municipality_or_404(request), person_of(request)
    found = get_object_or_404(api.requests_for_mandate(person, municipality), public_id=public_id)
    if is_allowed(request, api.can_mandate(person, found)):
        api.confirm_mandate(person=person, proeve_id=found.pk, now=timezone.now())
        messages.success(
            request, _("Time and mandate have been confirmed. Now the trainer plans the proeve.")
        )
    return redirect("certification:proeves")


def _roads(person: User, municipality: Municipality) -> list[Road]:
    today = timezone.localdate()
    roads = []
    for cluster in Cluster:
        missing = api.missing_for(person, municipality, cluster, as_of=today)
        needs = [(need, need not in missing) for need in EntryNeed if need not in SAID_WHEN_ASKING]
        verdict = api.can_ask_for(person, municipality, cluster, today=today)
        terms = api.retake_for(person, municipality, cluster)
        roads.append(Road(cluster, needs, verdict, terms.from_day))
    return roads


def _is_manager(request: HttpRequest, municipality: Municipality) -> bool:
    return request.standing.has(Role.MANAGER, municipality.pk)  # type: ignore[attr-defined]


def _note_names(request: HttpRequest, seen: Iterable[ProficiencyAssessment], data_kind: DataKind) -> None:
    """Write down whose name stood in a list that somebody saw because of their role. One query for each municipality."""
    capacity = Viewer.MANAGER if data_kind == DataKind.CERTIFICATE else Viewer.TRAINER
    people: dict[Municipality, dict[int, User]] = {}
    for each in seen:
        people.setdefault(each.municipality, {})[each.candidate_id] = each.candidate
    for municipality, them in people.items():
        note_looks(
            viewer=person_of(request),
            people=them.values(),
            municipality=municipality,
            data_kind=data_kind,
            capacity=capacity,
            now=timezone.now(),
        )
