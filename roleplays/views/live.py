"""A role-play in a group: a page per person, a small question every two seconds whether something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roleplays import api
from roleplays.choices import EventKind
from roleplays.forms.playing import CommandForm, JoinForm, NoteForm, SeatForm
from roleplays.views.qr import qr_code

if TYPE_CHECKING:
    from uuid import UUID

    from people.models import Municipality, User
    from roleplays.models import LiveSession

MOST_LISTED = 20
MOST_LOOKED_BACK_AT = 5


@login_required
@require_http_methods(["GET", "POST"])
def lobby(request: HttpRequest) -> HttpResponse:
    """Join with a code; for trainers and coaches: open a session."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        municipality = request.municipality  # type: ignore[attr-defined]
        found = api.session_with_code(form.cleaned_data["code"], municipality) if municipality else None
        if found is not None:
            return redirect("roleplays:join", found.code.lower())
        form.add_error("code", _no_session(municipality))
    return _lobby(request, form)


def _no_session(municipality: Municipality | None) -> str:
    """A code that is old or of another municipality looks the same: what is there is nobody else's business."""
    if municipality is None:
        return _("No open session has this code. Ask for the code again; it may be an old one.")
    words = _(
        "No open session of %(municipality)s has this code. Ask for the code again: it may be an old one, or of another municipality."
    )
    return words % {"municipality": municipality.name}


def _lobby(request: HttpRequest, form: JoinForm) -> HttpResponse:
    municipality = request.municipality  # type: ignore[attr-defined]
    may_open = api.can_open_session(request.standing, municipality)  # type: ignore[attr-defined]
    mine = api.sessions_visible_to(_me(request))
    context = {
        "form": form,
        "sessions": mine.filter(closed_at__isnull=True)[:MOST_LISTED],
        "finished": mine.filter(closed_at__isnull=False).order_by("-closed_at")[:MOST_LOOKED_BACK_AT],
        "invitations": api.sessions_for_teams_of(_me(request), request.standing)[:MOST_LISTED],  # type: ignore[attr-defined]
        "versions": api.playable_versions(municipality) if may_open else (),
    }
    return render(request, "roleplays/live/lobby.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def open_session(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a session on the spot."""
    municipality = request.municipality  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    version = get_object_or_404(api.playable_versions(municipality), scenario__code=code.upper())
    if not api.can_open_session(request.standing, municipality):  # type: ignore[attr-defined]
        raise Http404
    session = api.open_session(
        facilitator=_me(request), municipality=municipality, version=version, now=timezone.now()
    )
    return redirect("roleplays:table", session.public_id)


@login_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR code: what this is, and one button."""
    municipality = request.municipality  # type: ignore[attr-defined]
    session = api.session_with_code(code, municipality) if municipality else None
    if session is None:
        return _no_such_code(request, code)
    if request.method == "POST":
        try:
            api.join(session_id=session.pk, person=_me(request), now=timezone.now())
        except api.Closed:
            return _no_such_code(request, code)
        return redirect("roleplays:table", session.public_id)
    return render(request, "roleplays/live/join.html", {"session": session})


def _no_such_code(request: HttpRequest, code: str) -> HttpResponse:
    form = JoinForm({"code": code})
    form.is_valid()
    form.add_error("code", _no_session(request.municipality))  # type: ignore[attr-defined]
    context = {"form": form}
    return render(request, "roleplays/live/no_such_code.html", context, status=404)


@login_required
@require_GET
def table(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The table as this person sees it."""
    return _table(request, _session_or_404(request, public_id))


@login_required
@require_GET
def poll(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether something changed: 204 when not. No query as long as the shared cache knows session and person."""
    revision = api.revision_for(_me(request), public_id)
    if revision is None:
        raise Http404
    if str(revision) == request.GET.get("revision"):
        return HttpResponse(status=204)
    return HttpResponse(str(revision), content_type="text/plain")


@login_required
@require_POST
def steer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A command of who leads."""
    session = _session_or_404(request, public_id)
    form = CommandForm(request.POST)
    try:
        if form.is_valid():
            api.command(
                session_id=session.pk,
                facilitator=_me(request),
                command=form.cleaned_data["command"],
                minutes=form.cleaned_data["minutes"],
                client_key=form.cleaned_data["client_key"],
                now=timezone.now(),
            )
            return redirect("roleplays:table", public_id)
        error = _("That is not something that a session can do.")
    except PermissionDenied as refused:
        error = str(refused)
    return _table(request, _session_or_404(request, public_id), error=error)


@login_required
@require_POST
def seat(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give somebody another role."""
    session = _session_or_404(request, public_id)
    form = SeatForm(request.POST, session=session)
    if not form.is_valid():
        return _table(request, session, error=_("Choose somebody at the table and a role."))
    try:
        api.give_seat(
            session_id=session.pk,
            facilitator=_me(request),
            participant_id=form.cleaned_data["participant"].pk,
            seat=form.cleaned_data["seat"],
        )
    except PermissionDenied as refused:
        return _table(request, session, error=str(refused))
    except ObjectDoesNotExist:
        error = _("This person left the table a moment ago.")
        return _table(request, session, error=error)
    except api.Closed:
        return _table(request, session, error=_("The session has been closed, so roles stay as they are."))
    return redirect("roleplays:table", public_id)


@login_required
@require_POST
def note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a note or a look-for on the timeline."""
    session = _session_or_404(request, public_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _table(request, session, error=_("Write something first, at most 500 characters."), form=form)
    try:
        api.note(session_id=session.pk, author=_me(request), seen=form.seen(), now=timezone.now())
    except api.Closed:
        error = _("The session has been closed. What you wrote is below: copy it if you need it.")
        return _table(request, session, error=error, form=form)
    place = "look-fors-title" if form.seen().kind == EventKind.LOOK_FOR else "note"
    return redirect(f"{request.path.removesuffix('notitie/')}#{place}")


@login_required
@require_POST
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Get up from the table."""
    session = _session_or_404(request, public_id)
    api.leave(session_id=session.pk, person=_me(request), now=timezone.now())
    messages.success(request, _("You left the session."))
    return redirect("roleplays:lobby")


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def _session_or_404(request: HttpRequest, public_id: UUID) -> LiveSession:
    return get_object_or_404(api.sessions_visible_to(_me(request)), public_id=public_id)


def _table(
    request: HttpRequest, session: LiveSession, *, error: str = "", form: NoteForm | None = None
) -> HttpResponse:
    at_table = api.AtTheTable(session, _me(request))
    address = request.build_absolute_uri(f"/samen-oefenen/meedoen/{session.code.lower()}/")
    context = {
        "table": at_table,
        "session": session,
        "error": error,
        "note_form": form or NoteForm(),
        "address": address,
        "qr": qr_code(address) if at_table.is_facilitator else "",
        "now": timezone.now(),
    }
    return render(request, "roleplays/live/table.html", context, status=422 if error else 200)
