"""Who follows what, and how far teams are: for leads, and for managers, trainers and coaches as far as they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.files import as_csv
from courses import api as courses
from people import api as people
from people.choices import DataKind, Viewer
from website.forms import DeadlineForm, EnrolForm
from website.selectors.tables import progress_table

if TYPE_CHECKING:
    from django.http import HttpRequest

    from courses.models import Enrolment
    from courses.rules.outline import Path
    from people.models import Municipality, User

PER_PAGE = 50


@dataclass(frozen=True)
class Desk:
    """Somebody at work for a municipality, and how far they see a kind of data there."""

    person: User
    standing: people.Standing
    municipality: Municipality
    reach: people.Reach
    capacity: Viewer

    @property
    def may_enrol(self) -> bool:
        """Whether this is an implementation lead."""
        return bool(people.can_enrol(self.standing, self.municipality))

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that people of this municipality may follow."""
        visible = courses.paths_visible_to(self.standing)
        return tuple(path for path in visible if path.municipality_id in {None, self.municipality.pk})


@login_required
@require_http_methods(["GET", "POST"])
def participants(request: HttpRequest) -> HttpResponse:
    """Who follows which path until when; a lead enrols here. Every look at a name is written down."""
    desk = _desk(request, DataKind.ENROLMENT)
    form = (
        EnrolForm(request.POST or None, municipality=desk.municipality, paths=desk.paths)
        if desk.may_enrol
        else None
    )
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            return _enrol(request, desk, form)
    page = Paginator(courses.enrolments_in(desk.municipality, desk.reach), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    _note_looks(desk, [row.person for row in page])
    titles = {path.pk: path.title for path in desk.paths}
    context = {"form": form, "page": page, "desk": desk, "titles": titles, "today": timezone.localdate()}
    return render(
        request, "website/participants.html", context, status=422 if form and form.is_bound else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def participant(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Another end date for an enrolment, or none."""
    desk, enrolment = _enrolment_of_lead(request, enrolment_id)
    form = DeadlineForm(request.POST or None, initial={"deadline": enrolment.deadline})
    if request.method == "POST" and form.is_valid():
        courses.change_deadline(lead=desk.person, enrolment=enrolment, deadline=form.cleaned_data["deadline"])
        messages.success(request, _("The end date has been changed."))
        return redirect("website:participants")
    if request.method == "GET":
        _note_looks(desk, [enrolment.person])
    context = {"form": form, "enrolment": enrolment}
    return render(request, "website/participant.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["POST"])
def end(request: HttpRequest, enrolment_id: int) -> HttpResponse:
    """Stop an enrolment; what somebody did is kept."""
    desk, enrolment = _enrolment_of_lead(request, enrolment_id)
    courses.end_enrolment(lead=desk.person, enrolment=enrolment, now=timezone.now())
    messages.success(request, _("The enrolment has been ended. What was done is kept."))
    return redirect("website:participants")


@login_required
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far teams are, as counted last; numbers only, for groups of five or more."""
    desk = _desk(request, DataKind.TEAM_TOTALS)
    verdict = people.can_see_totals(desk.standing, desk.municipality)
    if not verdict:
        return render(request, "website/progress_closed.html", {"reason": verdict.reason}, status=403)
    wanted = request.GET.get("leerpad")
    path = next((p for p in desk.paths if p.slug == wanted), next(iter(desk.paths), None))
    totals = _totals(desk, path) if path else None
    if request.GET.get("vorm") == "csv" and totals is not None:
        return _as_csv(totals)
    context = {"totals": totals, "paths": desk.paths, "smallest": people.SMALLEST_GROUP}
    return render(request, "website/progress.html", context)


@login_required
@require_safe
def module_progress(request: HttpRequest, path_slug: str, code: str, group: str) -> HttpResponse:
    """The lessons behind one number: how many of a group began and finished each, counted at the same moment."""
    desk = _desk(request, DataKind.TEAM_TOTALS)
    verdict = people.can_see_totals(desk.standing, desk.municipality)
    if not verdict:
        return render(request, "website/progress_closed.html", {"reason": verdict.reason}, status=403)
    path = next((path for path in desk.paths if path.slug == path_slug), None)
    totals = _totals(desk, path) if path else None
    found = totals.behind(group_key=group, module_code=code) if totals else None
    if found is None:
        raise Http404
    context = {"totals": totals, "found": found, "smallest": people.SMALLEST_GROUP}
    return render(request, "website/module_progress.html", context)


def _desk(request: HttpRequest, data_kind: DataKind) -> Desk:
    standing = cast("people.Standing", request.standing)  # type: ignore[attr-defined]
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    found = people.reach_into(standing, municipality, data_kind) if municipality else None
    if municipality is None or found is None:
        raise Http404
    return Desk(cast("User", request.user), standing, municipality, *found)


def _enrolment_of_lead(request: HttpRequest, enrolment_id: int) -> tuple[Desk, Enrolment]:
    desk = _desk(request, DataKind.ENROLMENT)
    if not desk.may_enrol:
        raise Http404
    rows = courses.enrolments_in(desk.municipality, desk.reach).select_related("municipality")
    return desk, get_object_or_404(rows, pk=enrolment_id)


def _enrol(request: HttpRequest, desk: Desk, form: EnrolForm) -> HttpResponse:
    filled: dict[str, Any] = form.cleaned_data
    path = next(path for path in desk.paths if str(path.pk) == filled["path"])
    common = {
        "lead": desk.person,
        "municipality": desk.municipality,
        "path": path,
        "now": timezone.now(),
        "deadline": filled["deadline"],
    }
    number = courses.enrol_team(team=filled["team"], **common) if filled["team"] else 0
    if filled["people"]:
        number += courses.enrol(people=filled["people"], **common)
    text = ngettext("%(number)s person has been enrolled.", "%(number)s people have been enrolled.", number)
    messages.success(
        request, text % {"number": number} if number else _("Everybody you chose follows this path already.")
    )
    return redirect("website:participants")


def _note_looks(desk: Desk, seen: list[User]) -> None:
    people.note_looks(
        viewer=desk.person,
        people=seen,
        municipality=desk.municipality,
        data_kind=DataKind.ENROLMENT,
        capacity=desk.capacity,
        now=timezone.now(),
    )


def _totals(desk: Desk, path: Path) -> courses.Totals:
    team_ids = None if desk.reach.covers_all else desk.reach.team_ids
    return courses.totals_of(desk.municipality, path, team_ids=team_ids)


def _as_csv(totals: courses.Totals) -> HttpResponse:
    columns, rows = progress_table(totals)
    return as_csv([columns, *rows], name=f"voortgang-{totals.path.slug}")
