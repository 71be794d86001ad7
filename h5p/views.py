"""Serves what plays: a page in a frame without origin, and the files of packages, each of them inert by itself."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from h5p import api
from h5p.rules.policy import INERT, play_policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from h5p.api import Play
    from h5p.models import PackageVersion

FOREVER = "public, max-age=31536000, immutable"
SHORT = "private, max-age=3600"
PLAYER = ("wks/h5p/before.js", "wks/h5p/frame.bundle.js")
BRIDGE = "wks/h5p/bridge.js"
STYLE = "wks/h5p/styles/h5p.css"
JOINED = {"alles.js": "text/javascript", "alles.css": "text/css"}
# What the machine's own table may not know.
KINDS = {
    ".js": "text/javascript",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
    ".glb": "model/gltf-binary",
    ".gltf": "model/gltf+json",
}


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
    response.headers["Content-Security-Policy"] = play_policy(
        host=host,
        player=request.build_absolute_uri(settings.STATIC_URL),
        scripts=[before, core, joined, bridge],
        code=f"{host}{code}",
        content=host + reverse("h5p:content", args=[token, "x"]).removesuffix("x"),
        frames=getattr(settings, "H5P_FRAME_SOURCES", ()),
    )
    response.headers["Cache-Control"] = "private, no-store"
    return _closed(response)


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


@require_safe
def content(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A picture, a sound or another file of the content."""
    ticket = api.read_ticket(token)
    version = api.ready_version(ticket.version) if ticket else None
    is_somebody_else = request.user.is_authenticated and ticket and ticket.person != str(request.user.pk)
    if version is None or is_somebody_else or path not in version.files:
        raise Http404
    return _file(api.content_place(version.public_id, path), path, caching=SHORT)


@require_safe
def library(request: HttpRequest, code_sha: str, path: str) -> HttpResponseBase:
    """A file of the code with which versions play: the same for everybody, for ever."""
    if path in JOINED:
        return _file(api.joined_place(code_sha, path.partition(".")[2]), path, caching=FOREVER)
    folder, _, name = path.partition("/")
    found = api.library_in(code_sha, folder)
    if found is None or name not in found.files:
        raise Http404
    return _file(api.library_place(found.sha256, name), name, caching=FOREVER)


def _file(place: str, path: str, *, caching: str) -> HttpResponseBase:
    try:
        stream = api.store().open(place, "rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(stream, content_type=_kind(path))
    response.headers["Content-Security-Policy"] = INERT
    response.headers["Cache-Control"] = caching
    # A frame without origin is everybody's stranger: fonts, sounds and drawings on a canvas ask for this.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return _closed(response)


def _kind(path: str) -> str:
    suffix = f".{path.rpartition('.')[2].lower()}"
    return KINDS.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"


def _closed(response: Any) -> Any:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
