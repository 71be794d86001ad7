"""Playing alone. Plain pages: a choice is a form, and what comes back is the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casestudies.api import team_of
from roleplays import api
from roleplays.forms.finding import FindingForm
from roleplays.forms.playing import BackForm, MoveForm, ReflectionForm

if TYPE_CHECKING:
    from uuid import UUID

    from people.models import User
    from roleplays.api import Played


MOST_INVITATIONS = 20


@login_required
@require_GET
def scenarios(request: HttpRequest) -> HttpResponse:
    """Every scenario that somebody can play and that fits, where they were, and how often they played."""
    municipality = request.municipality  # type: ignore[attr-defined]
    form = FindingForm(request.GET)
    is_right = form.is_valid()
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    found = api.scenarios_visible_to(request.standing).filter(**wanted)  # type: ignore[attr-defined]
    finished = api.finished_scenarios(_player(request), municipality) if municipality else {}
    going_on = api.open_runs(_player(request), municipality) if municipality else {}
    context = {
        "form": form,
        "rows": [(row, finished.get(row.code, 0), going_on.get(row.code)) for row in found],
        "leads": api.can_open_session(request.standing, municipality),  # type: ignore[attr-defined]
        "invitations": api.sessions_for_teams_of(_player(request), request.standing)[:MOST_INVITATIONS],  # type: ignore[attr-defined]
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "roleplays/scenarios.html", context, status=200 if is_right else 400)


@login_required
@require_http_methods(["GET", "POST"])
def scenario(request: HttpRequest, code: str) -> HttpResponse:
    """What a scenario is about; a post begins, or goes on where the player was."""
    version = _version_or_404(request, code)
    if request.method == "POST":
        run = api.start_run(
            person=_player(request),
            municipality=request.municipality,  # type: ignore[attr-defined]
            version=version,
            team_id=team_of(request.standing, request.municipality),  # type: ignore[attr-defined]
            now=timezone.now(),
        )
        return redirect("roleplays:run", run.public_id)
    mine = api.runs_visible_to(_player(request)).filter(version__scenario=version.scenario_id)
    runs = list(mine.order_by("-played_at")[:10])
    context = {
        "scenario": api.scenario_of_version(version),
        "going_on": next((run for run in runs if run.finished_at is None), None),
        "runs": [run for run in runs if run.finished_at is not None],
        "may_see_walks": api.can_see_walks(
            _player(request),
            request.standing,  # type: ignore[attr-defined]
            request.municipality,  # type: ignore[attr-defined]
            version.scenario,
        ),
    }
    return render(request, "roleplays/scenario.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a run is; a post makes a choice."""
    found = _played_or_404(request, public_id)
    if request.method == "GET":
        return _page(request, found)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _page(request, found, error=_first_error(form))
    try:
        api.make_move(
            run_id=found.run.pk,
            key=form.cleaned_data["choice"],
            place=form.cleaned_data["place"],
            now=timezone.now(),
        )
    except api.NotOnOffer:
        return _page(request, found, error=_("That choice is not on offer here. Choose one of these."))
    except api.Moved:
        return _page(request, found, error=_went_on())
    return redirect(f"{request.path}#now")


@login_required
@require_POST
def back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One step back."""
    found = _played_or_404(request, public_id)
    form = BackForm(request.POST)
    try:
        if form.is_valid():
            api.take_back(run_id=found.run.pk, place=form.cleaned_data["place"], now=timezone.now())
    except api.Moved:
        return _page(request, found, error=_went_on())
    return redirect("roleplays:run", public_id)


@login_required
@require_POST
def reflect(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep what the player wrote for themselves."""
    found = _played_or_404(request, public_id)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    api.keep_reflection(run_id=found.run.pk, text=form.cleaned_data["reflection"])
    messages.success(request, _("Your reflection has been saved. Only you can read it."))
    return redirect("roleplays:run", public_id)


def _player(request: HttpRequest) -> User:
    return cast("User", request.user)


def _version_or_404(request: HttpRequest, code: str) -> Any:
    municipality = request.municipality  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return get_object_or_404(api.playable_versions(municipality), scenario__code=code.upper())


def _played_or_404(request: HttpRequest, public_id: UUID) -> Played:
    return api.played(get_object_or_404(api.runs_visible_to(_player(request)), public_id=public_id))


def _page(
    request: HttpRequest, found: Played, *, error: str = "", form: ReflectionForm | None = None
) -> HttpResponse:
    status = 422 if error or form is not None else 200
    if not found.state.node.is_end:
        return render(request, "roleplays/run.html", {"played": found, "error": error}, status=status)
    context = {
        "played": found,
        "error": error,
        "profile": api.profile_of(found.state),
        "road": api.road_of(found.state),
        "form": form or ReflectionForm({"reflection": found.run.reflection}),
    }
    return render(request, "roleplays/result.html", context, status=status)


def _went_on() -> str:
    return _("This conversation went on in another window. This is where it is now.")


def _first_error(form: MoveForm) -> str:
    return str(next(iter(form.errors.values()))[0])
