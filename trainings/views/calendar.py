"""Meetings as files for calendars: one meeting, and a private feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.files import as_file
from people.api import within
from trainings import api
from trainings.views.common import meeting_or_404, municipality_or_404, person_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

TYPE = "text/calendar; charset=utf-8"


@login_required
@require_safe
def meeting_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One meeting, for who wants it in a calendar by hand."""
    meeting = meeting_or_404(request, public_id)
    written = api.written_feed([api.entry_of(meeting)], name=meeting.title, stamp=timezone.now())
    return as_file(written, name="bijeenkomst.ics", content_type=TYPE)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's own meetings, for the calendar that has the key; nobody signs in here. A key that was revoked opens nothing."""
    found = api.feed_with_token(token)
    if found is None:
        return _no_such_address()
    now = timezone.now()
    with within(found.municipality), translation.override(settings.LANGUAGE_CODE):
        entries = api.feed_entries(found.person, found.municipality, now=now)
        name = _("WKS meetings %(municipality)s") % {"municipality": found.municipality.name}
    answer = HttpResponse(api.written_feed(entries, name=name, stamp=now), content_type=TYPE)
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _no_such_address() -> HttpResponse:
    """The same for a key that was revoked and one that never was, in words for whoever opens it in a browser."""
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "This address does not work, or not any more. Was it revoked? Sign in, open Meetings, and make a new address."
        )
    return HttpResponse(text, status=404, content_type="text/plain; charset=utf-8")


@login_required
@require_http_methods(["GET", "POST"])
def feed_settings(request: HttpRequest) -> HttpResponse:
    """Make a feed, see its address once, or revoke it."""
    person, municipality = person_of(request), municipality_or_404(request)
    if request.method == "POST" and "revoke" in request.POST:
        api.revoke_feed(person=person, municipality=municipality, now=timezone.now())
        messages.success(request, _("The address has been revoked. Nobody can read your calendar with it."))
        return redirect("trainings:feed_settings")
    address = ""
    if request.method == "POST":
        key = api.make_feed(person=person, municipality=municipality, now=timezone.now())
        address = request.build_absolute_uri(reverse("trainings:feed", args=[key]))
    context = {"address": address, "feed": api.open_feed_of(person, municipality)}
    answer = render(request, "trainings/feed.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
