"""The file of an interactive exercise, in the admin: bring one, look at it, see what changes, use it or go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.api import interactive as api
from assessments.forms.interactive import LARGEST, PackageForm
from assessments.models import InteractiveExercise
from assessments.views.asking import person_of
from core.admin import LOOKING, admin_page, within_reach
from h5p.api import InUse, VersionState, delete_library, libraries_for_a_list, reasons_of, what_changes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from h5p.models import PackageVersion

FILE, LIST = "assessments_packages:file", "wagtailsnippets_assessments_interactiveexercise:list"
CONTENT_TYPES = "assessments_packages:content_types"


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, exercise_id: int) -> HttpResponse:
    """All versions of the file; a post brings another one."""
    exercise = _exercise_or_404(request, exercise_id)
    may_bring = api.can_bring_package(person_of(request), exercise)
    form = PackageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not may_bring:
        raise Http404
    if form.is_valid():
        _bring(request, exercise, form)
        return redirect(FILE, exercise.pk)
    context = {
        **_furniture(exercise, str(exercise)),
        "largest": LARGEST,
        "may_install": bool(api.can_install_code(person_of(request))),
        "uses": api.uses_of_exercises([exercise], for_whom=person_of(request)),
        "form": form if may_bring else None,
        "versions": [_row(request, exercise, version) for version in _versions(exercise)],
    }
    return render(request, "assessments/interactive/file.html", context, status=422 if form.errors else 200)


def _bring(request: HttpRequest, exercise: InteractiveExercise, form: PackageForm) -> None:
    brought, author = form.cleaned_data["file"], person_of(request)
    api.bring_package(
        exercise=exercise,
        source=brought,
        file_name=brought.name,
        author=author,
        may_install=bool(api.can_install_code(author)),
        now=timezone.now(),
    )
    messages.success(request, _("The file is there. It is being checked."))


def _versions(exercise: InteractiveExercise) -> list[PackageVersion]:
    return list(exercise.package.versions.order_by("-number")) if exercise.package else []


def _row(request: HttpRequest, exercise: InteractiveExercise, version: PackageVersion) -> dict[str, Any]:
    package = exercise.package
    return {
        "version": version,
        "is_waiting": version.state == VersionState.WAITING,
        "reasons": reasons_of(version),
        "is_current": package is not None and package.current_id == version.pk,
        "may_use": api.can_use_version(person_of(request), exercise, version),
    }


@require_safe
def version(request: HttpRequest, exercise_id: int, number: int) -> HttpResponse:
    """One version: playing it, and what people would notice when they get it."""
    exercise, found = _version_or_404(request, exercise_id, number)
    current = exercise.package.current if exercise.package else None
    author = person_of(request)
    context = {
        **_furniture(exercise, _("Version %(number)s") % {"number": number}),
        **_row(request, exercise, found),
        "is_older": current is not None and found.number < current.number,
        "differences": what_changes(current, found) if current != found and found.is_ready else (),
        "frame": api.frame_to_look(exercise, found, author) if found.is_ready else "",
    }
    return render(request, "assessments/interactive/version.html", context)


@require_POST
def use(request: HttpRequest, exercise_id: int, number: int) -> HttpResponse:
    """Let people get this version from now on."""
    exercise, found = _version_or_404(request, exercise_id, number)
    verdict = api.can_use_version(person_of(request), exercise, found)
    if verdict:
        api.use_package_version(exercise=exercise, version=found, author=person_of(request))
        messages.success(request, _("People get version %(number)s from now on.") % {"number": number})
    else:
        messages.error(request, verdict.reason)
    return redirect(FILE, exercise.pk)


@require_safe
def content_types(request: HttpRequest) -> HttpResponse:
    """Which content types are installed."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    context = {
        **admin_page(_("Content types"), (reverse(LIST), _("Interactive exercises")), icon="cogs"),
        "may_delete": api.can_delete_code(person_of(request)),
        "may_install": api.can_install_code(person_of(request)),
        "libraries": libraries_for_a_list(),
    }
    return render(request, "assessments/interactive/content_types.html", context)


@require_POST
def delete_content_type(request: HttpRequest, library_id: int) -> HttpResponse:
    """Take a content type away; when something plays with it, say where."""
    if not api.can_delete_code(person_of(request)):
        raise Http404
    library = get_object_or_404(libraries_for_a_list(), pk=library_id)
    try:
        delete_library(library.pk)
    except InUse as in_use:
        told = {"library": library, "uses": "; ".join(in_use.uses)}
        messages.error(request, _("%(library)s stays: it is used in %(uses)s.") % told)
    else:
        messages.success(request, _("%(library)s was deleted.") % {"library": library})
    return redirect(CONTENT_TYPES)


def _exercise_or_404(request: HttpRequest, exercise_id: int) -> InteractiveExercise:
    rows = within_reach(InteractiveExercise, request, LOOKING).select_related("package__current")
    return get_object_or_404(rows, pk=exercise_id)


def _version_or_404(
    request: HttpRequest, exercise_id: int, number: int
) -> tuple[InteractiveExercise, PackageVersion]:
    exercise = _exercise_or_404(request, exercise_id)
    if exercise.package is None:
        raise Http404
    return exercise, get_object_or_404(exercise.package.versions, number=number)


def _furniture(exercise: InteractiveExercise, title: str) -> dict[str, Any]:
    way = [(reverse(LIST), _("Interactive exercises")), (reverse(FILE, args=[exercise.pk]), str(exercise))]
    return {**admin_page(title, *way, icon="media"), "exercise": exercise}
