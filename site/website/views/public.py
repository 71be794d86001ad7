"""Searching, information pages and the developers' components page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies import api as casestudies
from courses import api as courses
from roleplays import api as roleplays
from website.models import InformationPage

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.api import Standing


MOST_PRACTICE = 5  # of each kind; their own lists find the rest


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lessons and terms that fit a text; for who works somewhere also cases and role-plays."""
    paths = courses.paths_visible_to(request.standing)  # type: ignore[attr-defined]
    findings = courses.search(request.GET.get("q", "").replace("\x00", ""), paths=paths)
    practises = request.municipality is not None  # type: ignore[attr-defined]
    context = {"findings": findings, "practises": practises}
    if practises and findings.asked:
        context |= _to_practise(request.standing, findings.asked)  # type: ignore[attr-defined]
    return render(request, "website/search.html", context)


def _to_practise(standing: Standing, words: str) -> dict[str, Any]:
    cases = casestudies.found_cases(standing, casestudies.Wanted(words=words))
    return {
        "cases": cases[:MOST_PRACTICE],
        "scenarios": roleplays.found_scenarios(standing, words)[:MOST_PRACTICE],
    }


@require_safe
def information(request: HttpRequest, slug: str) -> HttpResponse:
    """An information page at its fixed address, which menus link to."""
    page = get_object_or_404(InformationPage.objects.live(), slug=slug)
    return page.serve(request)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its variants, for developers; on the demo and for staff."""
    if not (getattr(settings, "DEMO", False) or request.user.is_staff):
        raise Http404
    return render(request, "website/components.html")


@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Where somebody who found a weakness writes to (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: nl, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
