"""Observing without internet: numbers for people, the empty form, keys for the phone, and what it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import api as observing
from assessments.api import phone as api
from assessments.forms.from_phone import (
    NOT_READABLE,
    WITH_PARTS,
    PhoneObservationForm,
    PhoneWaitingForm,
    form_from_phone,
)
from assessments.forms.phone import EmptyForm, RosterForm
from assessments.rules.sent import read_sent
from assessments.views.watching import municipality_or_404, person_of, standing_of

if TYPE_CHECKING:
    from assessments.models import ObservationRater
    from people.models import Municipality, User

KEY = "phone_key"
TAKEN_ALONG = "formulier"  # the form that somebody comes from
OPENS_AGAIN = "sleutel"  # the names of keys that a phone asks back
MOST_KEYS = 10
LARGEST = 512 * 1024


@login_required
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """Number the people of a group, and see who is which number."""
    municipality = _observing_in(request)
    if not api.can_observe_offline(municipality):
        raise Http404
    person = person_of(request)
    sent = request.POST if request.method == "POST" else None
    asked_for = {"waiting": request.GET.getlist(TAKEN_ALONG)}
    form = RosterForm(sent, person=person, municipality=municipality, initial=asked_for)
    if form.is_valid():
        api.make_phone_roster(
            observer=person, municipality=municipality, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Each participant has a number now. Only the numbers go to your phone."))
        return redirect("assessments:phone_roster")
    context = {"form": form, "roster": api.latest_roster(person, municipality)}
    return render(request, "assessments/phone/roster.html", context, status=422 if form.is_bound else 200)


@require_safe
@cache_control(no_cache=True)
def shell(request: HttpRequest) -> HttpResponse:
    """The empty form, the same for everybody: nobody's name is on it, so a phone may keep it."""
    versions = list(observing.rubrics_in_use())
    form = EmptyForm(versions=versions) if versions else None
    return render(request, "assessments/phone/shell.html", {"form": form})


@require_safe
@cache_control(no_store=True, private=True)
def keys(request: HttpRequest) -> HttpResponse:
    """The key of this sign-in, the older ones that a phone asks back, and a token to send with."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    municipality, person, now = _observing_in(request), person_of(request), timezone.now()
    wanted = request.GET.getlist(OPENS_AGAIN)[:MOST_KEYS]
    found = [key for name in wanted if (key := api.phone_key(person, name, now=now)) is not None]
    is_on = bool(api.can_observe_offline(municipality))
    current = _key_of_this_sign_in(request, person) if is_on else None
    latest = api.latest_roster(person, municipality) if is_on else None
    seats = latest.seats.all() if latest else []
    return JsonResponse(
        {
            "off": not is_on,
            "person": salted_hmac(KEY, str(person.pk)).hexdigest()[:16],
            "token": get_token(request),
            "key": _told(current) if current else None,
            "keys": [_told(key) for key in found],
            "roster": latest.pk if latest else None,
            "seats": [seat.number for seat in seats],
            "forms": {seat.number: _known(seat.form) for seat in seats if seat.form is not None},
        }
    )


@require_POST
@cache_control(no_store=True, private=True)
def send(request: HttpRequest) -> HttpResponse:
    """What a phone kept: 201 when it is stored, 200 when it already was, and otherwise why not."""
    if not request.user.is_authenticated:
        return JsonResponse({}, status=401)
    person, sent = person_of(request), _read(request)
    if not sent:
        return _refused(str(NOT_READABLE))
    form = form_from_phone(sent, person=person, standing=standing_of(request))
    if not form.is_valid():
        return _refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        stored = _store(form, person, api.digest_of(sent))
    except observing.ObservationKnownError:
        message = _("Something else was sent under this name before. Both are kept.")
        return JsonResponse({"message": message}, status=409)
    except PermissionDenied as denied:
        return _refused(str(denied))
    answer = {"url": stored.observation.get_absolute_url(), "complete": stored.is_complete}
    return JsonResponse(answer, status=201 if stored.was_new else 200)


def _store(form: PhoneObservationForm | PhoneWaitingForm, person: User, digest: str) -> api.Stored:
    """Put it where it belongs: into the form that waited, or into a new observation."""
    filled, now = form.phone_form(digest), timezone.now()
    if isinstance(form, PhoneWaitingForm):
        return api.store_waiting_form(row=form.row, form=filled, now=now)
    return api.store_from_phone(
        observer=person,
        municipality=form.municipality,
        key=form.cleaned_data["key"],
        start=form.start(),
        form=filled,
        now=now,
    )


def _observing_in(request: HttpRequest) -> Municipality:
    municipality = municipality_or_404(request)
    if not observing.can_start_observing(standing_of(request), municipality):
        raise Http404
    return municipality


def _key_of_this_sign_in(request: HttpRequest, person: User) -> api.PhoneKey:
    key = api.issue_phone_key(person, kept=request.session.get(KEY, ""), now=timezone.now())
    request.session[KEY] = key.name
    return key


def _told(key: api.PhoneKey) -> dict[str, str]:
    return {"name": key.name, "secret": key.secret, "until": key.usable_until.isoformat()}


def _known(row: ObservationRater) -> dict[str, Any]:
    """What a phone has to know of a form that waits: no name, no occasion."""
    version = row.observation.rubric_version
    leads = row.rater_id == row.observation.observer_id
    return {"version": version.pk, "rubric": version.rubric.code, "words": leads}


def _read(request: HttpRequest) -> dict[str, Any]:
    """What was sent, as a form takes it; what cannot be read is empty, and the form says so."""
    if len(request.body) > LARGEST:
        return {}
    return read_sent(request.body, with_parts=WITH_PARTS)


def _refused(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=422)
