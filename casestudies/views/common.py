"""What the pages of cases share: who asks, for which municipality, and in which case."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from casestudies import api
from casestudies.choices import CaseStep
from core.forms.parking import KEPT, park

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from casestudies.api import Doing
    from casestudies.models import CaseStudyPage
    from people.api import Standing
    from people.models import Municipality, User

# The steps in an address.
SLUGS: dict[CaseStep, str] = {
    CaseStep.SITUATION: "situatie",
    CaseStep.TIMELINE: "feiten",
    CaseStep.PREDICT: "verwachting",
    CaseStep.DIAGNOSE: "diagnose",
    CaseStep.SECOND: "tweede-versie",
    CaseStep.EXPERT: "antwoord",
    CaseStep.GROUP: "groep",
}
STEPS: dict[str, CaseStep] = {slug: step for step, slug in SLUGS.items()}


def person_of(request: HttpRequest) -> User:
    """Who asks."""
    return cast("User", request.user)


def standing_of(request: HttpRequest) -> Standing:
    """What they are today, and where."""
    return cast("Standing", request.standing)  # type: ignore[attr-defined]


def municipality_of(request: HttpRequest) -> Municipality | None:
    """For which municipality they work now."""
    return cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]


def by_script(request: HttpRequest) -> bool:
    """Whether a script asks, which wants an answer in data."""
    return request.headers.get("X-Requested-With") == "fetch"


def page_or_404(request: HttpRequest, code: str) -> CaseStudyPage:
    """A published case that who asks may know about."""
    return get_object_or_404(api.cases_visible_to(standing_of(request)), code__iexact=code)


def doing_or_404(request: HttpRequest, code: str) -> Doing:
    """The case that who asks has begun. What they began they may finish, also when it was taken off line."""
    municipality = municipality_of(request)
    work = api.work_on(person_of(request), municipality, code) if municipality else None
    if work is None:
        raise Http404
    return api.doing(work)


def step_url(code: str, step: CaseStep) -> str:
    """Where a step of a case is done."""
    return reverse("casestudies:step", args=[code.lower(), SLUGS[step]])


def step_or_404(slug: str) -> CaseStep:
    """The step at an address."""
    if slug not in STEPS:
        raise Http404
    return STEPS[slug]


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For who is signed in. Who is not any more signs in first, and finds what they typed on the page it was typed on."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **named: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, code, **named)
        return _sign_in_first(request, code, **named)

    return guarded


def _sign_in_first(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    place = (
        reverse("casestudies:step", args=[code, slug]) if slug else reverse("casestudies:case", args=[code])
    )
    if by_script(request):
        login = f"{reverse('account_login')}?{urlencode({'next': place})}"
        return JsonResponse({"login_url": login}, status=401)
    if request.method == "POST" and request.POST.get(KEPT):
        park(request, place)
        messages.info(request, _("Your session had ended. Sign in and your text is here again."))
    return redirect_to_login(place)


def refused(form: forms.Form) -> JsonResponse:
    """Say to a script what is wrong with what was sent."""
    errors = [str(error) for field in form.errors.values() for error in field]
    return JsonResponse({"errors": errors, "message": " ".join(errors)}, status=422)


def too_late(reason: str) -> JsonResponse:
    """Say to a script that this cannot be kept any more, and why."""
    return JsonResponse({"status": "failed", "message": reason}, status=409)
