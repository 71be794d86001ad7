"""Files to take along: asking for one, seeing how far it is, and fetching it; each only for who asked and still may."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import api as courses
from website import api
from website.choices import ExportFormat, ExportKind
from website.forms import ExportForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from courses.rules.outline import Path
    from people.api import Standing
    from people.models import Municipality, User
    from website.models import Export

PER_PAGE = 20
TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Desk:
    """Somebody at work for a municipality, and what they may take along."""

    person: User
    standing: Standing
    municipality: Municipality

    @cached_property
    def grounds(self) -> dict[ExportKind, api.Ground]:
        """Each kind of file that they may have."""
        return api.grounds_of(self.standing, self.municipality)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that people of this municipality may follow."""
        visible = courses.paths_visible_to(self.standing)
        return tuple(path for path in visible if path.municipality_id in {None, self.municipality.pk})

    def form(self, posted: Any = None, **options: Any) -> ExportForm:
        """What they can choose from."""
        return ExportForm(posted, kinds=list(self.grounds), paths=self.paths, **options)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """The files that somebody asked for, and a form to ask for another."""
    desk = _desk(request)
    form = desk.form(request.POST or None, initial=_chosen(request, desk))
    if request.method == "POST" and form.is_valid():
        return redirect(_ask(desk, form))
    rows = api.exports_of(desk.person).filter(municipality=desk.municipality)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page}
    return render(request, "website/exports.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_safe
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far a file is."""
    return render(request, "website/export.html", {"export": _own(request, public_id)})


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The file, for who asked for it and may still see what is in it."""
    found = _own(request, public_id)
    if not found.is_done:
        raise Http404
    try:
        content = default_storage.open(found.file)
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{found.kind}-{timezone.localdate(found.finished_at)}.{found.format}"
    kind = TYPES[ExportFormat(found.format)]
    return FileResponse(content, as_attachment=True, filename=name, content_type=kind)


@login_required
@require_POST
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Do not make this file after all."""
    found = _own(request, public_id)
    api.stop_export(found, now=timezone.now())
    return redirect(found)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a file away before its term."""
    api.remove_export(_own(request, public_id))
    messages.success(request, _("The file has been taken away."))
    return redirect("website:exports")


def _chosen(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """What the page that somebody comes from is about; otherwise the first that they may have."""
    return {
        "kind": request.GET.get("soort") or next(iter(desk.grounds)),
        "path": request.GET.get("leerpad"),
        "number": request.GET.get("getal"),
        "format": ExportFormat.XLSX,
    }


def _desk(request: HttpRequest) -> Desk:
    standing = cast("Standing", request.standing)  # type: ignore[attr-defined]
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    desk = Desk(cast("User", request.user), standing, municipality)
    if not desk.grounds:
        raise Http404
    return desk


def _own(request: HttpRequest, public_id: UUID) -> Export:
    """A file of who asks, as long as they may see what is in it; anything else does not exist."""
    person = cast("User", request.user)
    found = get_object_or_404(api.exports_of(person), public_id=public_id)
    if not api.may_have(person, found):
        raise Http404
    return found


def _ask(desk: Desk, form: ExportForm) -> Export:
    chosen = form.cleaned_data
    wanted = api.Wanted(ExportKind(chosen["kind"]), ExportFormat(chosen["format"]), form.filters)
    return api.ask_export(
        person=desk.person, municipality=desk.municipality, wanted=wanted, now=timezone.now()
    )
