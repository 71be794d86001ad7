"""Planning a role-play of a group ahead: for a moment or at a meeting, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roleplays import api
from roleplays.forms.playing import PlanForm

if TYPE_CHECKING:
    from uuid import UUID

    from people.models import Municipality, User


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """When and for whom; the code is there at once, so an invitation can hold it."""
    municipality = request.municipality  # type: ignore[attr-defined]
    standing = request.standing  # type: ignore[attr-defined]
    if municipality is None or not api.can_open_session(standing, municipality):
        raise Http404
    version = get_object_or_404(api.playable_versions(municipality), scenario__code=code.upper())
    person, now = cast("User", request.user), timezone.now()
    form = _form(request, municipality)
    if form.is_valid():
        session = api.open_session(
            facilitator=person, municipality=municipality, version=version, now=now, planned=form.planned()
        )
        messages.success(request, _("The session is planned. People join with the code %s.") % session.code)
        return redirect("roleplays:table", session.public_id)
    context = {"form": form, "scenario": version.scenario}
    return render(request, "roleplays/live/plan.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another moment, meeting or team for a session that one leads and that did not begin; or none at all."""
    person = cast("User", request.user)
    session = get_object_or_404(api.sessions_visible_to(person), public_id=public_id, facilitator=person)
    verdict = api.can_move(session)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("roleplays:table", public_id)
    form = _form(request, session.municipality, initial=PlanForm.beginning(session))
    if form.is_valid():
        api.move_session(
            session_id=session.pk, facilitator=person, planned=form.planned(), now=timezone.now()
        )
        messages.success(request, _("The session has been moved. The code stays the same."))
        return redirect("roleplays:table", public_id)
    context = {"form": form, "scenario": session.version.scenario, "session": session}
    return render(request, "roleplays/live/plan.html", context, status=422 if form.is_bound else 200)


def _form(
    request: HttpRequest, municipality: Municipality, *, initial: dict[str, object] | None = None
) -> PlanForm:
    person, standing = cast("User", request.user), request.standing  # type: ignore[attr-defined]
    return PlanForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        meetings=api.meetings_to_play_at(person, standing, municipality, now=timezone.now()),
        teams=api.teams_to_play_with(standing, municipality),
    )
