"""The page in which a package plays: in a frame without origin, under a policy of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from h5p import api
from h5p.rules.policy import play_policy, reach
from h5p.views.files import closed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from h5p.api import Play
    from h5p.models import PackageVersion

# Where the player and our scripts before and after it stand among the static files.
STATIC = getattr(settings, "H5P_STATIC", "h5p")
PLAYER = (f"{STATIC}/before.js", f"{STATIC}/frame.bundle.js")
BRIDGE = f"{STATIC}/bridge.js"
STYLE = f"{STATIC}/styles/h5p.css"


@require_safe
@xframe_options_exempt
def play(request: HttpRequest, token: str) -> HttpResponse:
    """The page in which a version plays, for who got the ticket and for nobody else."""
    version, played = _of_ticket_or_404(request, token)
    host = request.build_absolute_uri("/").rstrip("/")
    code = reverse("h5p:library", args=[version.code_sha, "x"]).removesuffix("x")
    before, core, joined, bridge = [
        request.build_absolute_uri(address)
        for address in (*map(static, PLAYER), f"{code}alles.js", static(BRIDGE))
    ]
    context = {
        "version": version,
        "integration": api.integration(version, played, host=host, token=token),
        "scripts": [before, core, joined, bridge],
        "styles": [request.build_absolute_uri(static(STYLE)), f"{host}{code}alles.css"],
    }
    response = render(request, "h5p/play.html", context)
    player, frames = request.build_absolute_uri(settings.STATIC_URL), _frames()
    response.headers["Connection-Allowlist"] = reach(host=host, player=player, frames=frames)
    response.headers["Content-Security-Policy"] = play_policy(
        host=host,
        player=player,
        scripts=[before, core, joined, bridge],
        code=f"{host}{code}",
        content=host + reverse("h5p:content", args=[token, "x"]).removesuffix("x"),
        frames=frames,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return closed(response)


def _frames() -> tuple[str, ...]:
    """The sites of which packages may show films."""
    return tuple(getattr(settings, "H5P_FRAME_SOURCES", ()))


def _of_ticket_or_404(request: HttpRequest, token: str) -> tuple[PackageVersion, Play]:
    """What plays for whom, when the ticket is of who asks."""
    ticket = api.read_ticket(token)
    if ticket is None or ticket.person != str(request.user.pk):
        raise Http404
    version = api.ready_version(ticket.version)
    played = api.play_of(ticket, request.user) if version else None
    if version is None or played is None:
        raise Http404
    return version, played
