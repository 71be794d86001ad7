"""What the pages about one's own work share: who may ask, and what comes back after signing in again."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.permissions.marking import marks_somewhere
from core.forms.parking import KEPT, park
from people.api import standing_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from people.models import Municipality, User


def by_script(request: HttpRequest) -> bool:
    """Whether a script asks, which wants an answer in data."""
    return request.headers.get("X-Requested-With") == "fetch"


def person_of(request: HttpRequest) -> User:
    """Who is signed in."""
    return cast("User", request.user)


def marker_or_404(request: HttpRequest) -> User:
    """Who is signed in, when there is anything to mark in their role."""
    person = person_of(request)
    if not marks_somewhere(standing_of(person)):
        raise Http404
    return person


def municipality_of(request: HttpRequest) -> Municipality | None:
    """For which municipality they work now."""
    return cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]


def own_work(back_to: str) -> Callable[..., Callable[..., HttpResponse]]:
    """For who is signed in. Who is not any more signs in first, and finds what they typed at the page it was typed on."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, *args, **named)
            return sign_in_first(request, resolve_url(back_to, *args, **named))

        return guarded

    return guard


def sign_in_first(request: HttpRequest, place: str) -> HttpResponse:
    """The way to sign in, and back to a place; what was typed there waits."""
    if by_script(request):
        return JsonResponse(
            {"login_url": f"{reverse('account_login')}?{urlencode({'next': place})}"}, status=401
        )
    if request.method == "POST" and request.POST.get(KEPT):
        park(request, place)
        messages.info(request, _("Your session had ended. Sign in and your text is here again."))
    return redirect_to_login(place)


def refused(form: forms.Form) -> JsonResponse:
    """Say to a script what is wrong with what was sent."""
    errors = [str(error) for field in form.errors.values() for error in field]
    return JsonResponse({"errors": errors, "message": " ".join(errors)}, status=422)
