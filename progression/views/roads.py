"""How far a coach is: their own card, what waits for signatures, beginning a road, pausing and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.api import standing_of
from people.choices import DataKind, Role
from progression import api
from progression.forms.roads import DepartureForm, PutForwardForm
from progression.views.common import WHY_NOT, municipality_or_404, note_who_looks, person_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25
SIGNING = frozenset({Role.TRAINER, Role.MANAGER, Role.LEAD, Role.COACH})


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own card: per core task the stage, what is in, what is missing, by when and why."""
    municipality, person = municipality_or_404(request), person_of(request)
    today = timezone.localdate()
    roads = api.own_roads(person, municipality, today=today)
    if not roads and not standing_of(person).has(Role.COACH, municipality.pk):
        raise Http404
    context = {
        "roads": roads,
        "pause": api.pause_now(person, municipality),
        "shared": api.shared_by(municipality, on=today),
    }
    return render(request, "progression/roads/mine.html", context)


@login_required
@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Let one's own clocks stand still, or run again."""
    municipality, person = municipality_or_404(request), person_of(request)
    today = timezone.localdate()
    if api.pause_now(person, municipality):
        api.end_pause(by=person, person=person, municipality=municipality, today=today)
        messages.success(request, _("Your terms run again from today."))
    elif standing_of(person).has(Role.COACH, municipality.pk):
        api.begin_pause(by=person, person=person, municipality=municipality, today=today)
        messages.success(request, _("Your terms stand still. You will get no reminders."))
    return redirect("progression:mine")


@login_required
@require_safe
def signing(request: HttpRequest) -> HttpResponse:
    """What waits for one's signature and how far candidates are, over all one's municipalities."""
    person, today = person_of(request), timezone.localdate()
    roles = {membership.role for membership in standing_of(person).memberships}
    if not roles & SIGNING:
        raise Http404
    waiting, objections = api.open_signatures(person, today=today), api.objections_for(person)
    others = api.trajectories_visible_to(person).exclude(person=person).filter(left_on=None)
    ordered = others.order_by("municipality__name", "person__last_name", "person__first_name", "core_task")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("pagina"))
    roads = api.roads_of(page.object_list, today=today)
    seen = [road.trajectory for road in (*roads, *(each.road for each in waiting))]
    seen += [each.trajectory for each in objections]
    note_who_looks(request, seen, DataKind.STAGE)
    context = {
        "waiting": waiting,
        "objections": objections,
        "page": page,
        "roads": roads,
        "closed": api.closed_to(standing_of(person)),
        "trains_here": _has(request, Role.TRAINER),
        "plans_here": _has(request, Role.LEAD) or _has(request, Role.ADMINISTRATOR),
    }
    return render(request, "progression/roads/signing.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def put_forward(request: HttpRequest) -> HttpResponse:
    """Begin the road of a coach in a core task."""
    municipality, person = municipality_or_404(request), person_of(request)
    if not _has(request, Role.TRAINER):
        raise Http404
    coaches = api.coaches_in(municipality).exclude(pk=person.pk)
    form = PutForwardForm(request.POST or None, municipality=municipality, coaches=coaches)
    if form.is_valid():
        road = api.put_forward(
            trainer=person, municipality=municipality, today=timezone.localdate(), **form.cleaned_data
        )
        messages.success(request, _("The road has begun. Now confirm what belongs to S0."))
        return redirect(road)
    return render(
        request, "progression/roads/put_forward.html", {"form": form}, status=422 if form.is_bound else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def departure(request: HttpRequest) -> HttpResponse:
    """Write down that somebody leaves, and who takes over their candidates."""
    municipality, person = municipality_or_404(request), person_of(request)
    if not (_has(request, Role.LEAD) or _has(request, Role.ADMINISTRATOR)):
        raise Http404
    form = DepartureForm(
        request.POST or None,
        people=api.people_on_a_road(municipality).exclude(pk=person.pk),
        trainers=api.trainers_in(municipality),
    )
    if form.is_valid():
        try:
            api.leave(by=person, municipality=municipality, today=timezone.localdate(), **form.cleaned_data)
        except api.NotPossibleError as refused:
            form.add_error("successor", str(WHY_NOT[refused.why]))
        except PermissionDenied as denied:
            form.add_error("successor", str(denied))
        else:
            messages.success(request, _("The departure is on record. Look at the coverage of core tasks."))
            return redirect("progression:signing")
    return render(
        request, "progression/roads/departure.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _has(request: HttpRequest, role: Role) -> bool:
    municipality = request.municipality  # type: ignore[attr-defined]
    return municipality is not None and standing_of(person_of(request)).has(role, municipality.pk)
