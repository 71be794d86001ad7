"""Pages about oneself: who sees what, who looked, and for which municipality one works."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.views import logout
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from people import api
from people.choices import DataKind, Viewer
from people.models import Municipality
from people.rules.house_style import HouseStyle, build_tokens, stylesheet

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.models import User

A_YEAR = 365 * 24 * 3600
LOOKS_PER_PAGE = 25


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def house_style(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A municipality's colours as a stylesheet; data in, never css text."""
    municipality = get_object_or_404(Municipality.objects.active(), slug=slug)
    if municipality.house_style_url != request.path:
        raise Http404
    style = HouseStyle(
        primary=municipality.primary_colour,
        accent=municipality.accent_colour,
        link=municipality.link_colour,
        corners=municipality.corners,
    )
    return HttpResponse(stylesheet(build_tokens(style)), content_type="text/css; charset=utf-8")


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and let the browser forget what it kept, also where no script does so."""
    answer: HttpResponse = logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = '"storage"'
    return answer


@login_required
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The visibility table in plain words, and who looked."""
    person = cast("User", request.user)
    looks = Paginator(api.looks_at(person), LOOKS_PER_PAGE).get_page(request.GET.get("pagina"))
    columns = [viewer for viewer in Viewer if viewer != Viewer.PLATFORM]
    rows = [(kind, [(viewer, api.sight(kind, viewer)) for viewer in columns]) for kind in DataKind]
    return render(request, "people/who_sees_what.html", {"columns": columns, "rows": rows, "looks": looks})


@login_required
@require_http_methods(["GET", "POST"])
def choose_municipality(request: HttpRequest) -> HttpResponse:
    """Work for another of one's own municipalities from now on."""
    if request.method == "GET":
        return render(request, "people/choose_municipality.html")
    wanted = request.POST.get("municipality", "")
    standing = request.standing  # type: ignore[attr-defined]
    chosen = next((m for m in standing.municipalities if str(m.pk) == wanted), None)
    if chosen is None:
        raise Http404
    request.session[api.CHOSEN] = chosen.pk
    return redirect(settings.LOGIN_REDIRECT_URL)
