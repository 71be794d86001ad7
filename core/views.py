"""Answers that any site needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Say that the web server answers; for load balancers and the demo's start."""
    return HttpResponse("ok", content_type="text/plain")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the form is too old, and how to keep what was typed."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
