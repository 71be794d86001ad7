"""For everybody: checking a certificate by its code, and what machines read of badges."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certification.api import certificates as api
from certification.forms.certificates import CodeForm

if TYPE_CHECKING:
    from django.http import HttpRequest

# Nobody types more codes than this; a town hall behind one address still can.
MOST_TRIES = 30
PER_SECONDS = 60


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """A field for a code."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("certification:check_code", form.cleaned_data["code"].strip().replace("/", " "))
    return render(request, "certification/check.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@cache_control(private=True, no_store=True)
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the holder shows of a certificate; a code that shows nothing and one that is no code look the same."""
    if _has_tried_too_often(request):
        answer = render(
            request, "certification/check.html", {"form": CodeForm(), "too_often": True}, status=429
        )
        answer["Retry-After"] = str(PER_SECONDS)
        return answer
    found = api.certificate_with_code(code)
    context: dict[str, Any] = {"form": CodeForm(initial={"code": code}), "asked": True}
    if found is not None:
        standing = found.standing_on(timezone.localdate())
        context |= {"certificate": found, "shown": found.shown, "standing": standing}
    return render(request, "certification/check.html", context, status=200 if found else 404)


@require_safe
def issuer(_request: HttpRequest) -> HttpResponse:
    """Who issues badges, with the public keys."""
    return _data(api.profile_of_issuer())


@require_safe
def revocations(_request: HttpRequest) -> HttpResponse:
    """Which badges do not hold any more."""
    return _data(api.revocations())


def _data(found: dict[str, Any] | None) -> HttpResponse:
    if found is None:
        raise Http404
    answer = JsonResponse(found, content_type="application/ld+json")
    answer["Access-Control-Allow-Origin"] = "*"  # wallets in a browser check badges too
    return answer


def _has_tried_too_often(request: HttpRequest) -> bool:
    """Whether more codes came from an address this minute than a person types; without a cache nobody is held up."""
    address = hashlib.sha256(get_adapter(request).get_client_ip(request).encode()).hexdigest()
    key = f"certification:tries:{address}:{int(timezone.now().timestamp()) // PER_SECONDS}"
    if cache.add(key, 1, timeout=2 * PER_SECONDS):
        return False
    try:
        return bool((cache.incr(key) or 0) > MOST_TRIES)
    except ValueError:  # it went away in between
        return False
