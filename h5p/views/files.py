"""The files of packages and of the code with which they play, each of them inert by itself."""

from __future__ import annotations

import mimetypes
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from h5p import api
from h5p.rules.archive import BLOCK
from h5p.rules.joining import LEAD
from h5p.rules.policy import INERT, NOWHERE
from h5p.rules.ranges import NotThere, asked_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

FOREVER = "public, max-age=31536000, immutable"
SHORT = "private, max-age=3600"
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
def content(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A picture, a sound or another file of the content."""
    ticket = api.read_ticket(token)
    version = api.ready_version(ticket.version) if ticket else None
    is_somebody_else = request.user.is_authenticated and ticket and ticket.person != str(request.user.pk)
    if ticket is None or version is None or is_somebody_else or path not in version.files:
        raise Http404
    if api.play_of(ticket, api.holder_of(ticket)) is None:
        raise Http404
    return _file(request, api.content_place(version.public_id, path), path, caching=SHORT)


@require_safe
def library(request: HttpRequest, code_sha: str, path: str) -> HttpResponseBase:
    """A file of the code with which versions play: the same for everybody, for ever."""
    if path in JOINED:
        lead = LEAD if path.endswith(".js") else b""
        place = api.joined_place(code_sha, path.partition(".")[2])
        return _file(request, place, path, caching=FOREVER, lead=lead)
    folder, _, name = path.partition("/")
    found = api.library_in(code_sha, folder)
    if found is None or name not in found.files:
        raise Http404
    return _file(request, api.library_place(found.sha256, name), name, caching=FOREVER)


def _file(
    request: HttpRequest, place: str, path: str, *, caching: str, lead: bytes = b""
) -> HttpResponseBase:
    try:
        stream = api.store().open(place, "rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    kind = _kind(path)
    response = _led(stream, kind, lead) if lead else _whole_or_part(request, stream, kind)
    response.headers["Content-Security-Policy"] = INERT
    response.headers["Connection-Allowlist"] = NOWHERE
    response.headers["Cache-Control"] = caching
    # A frame without origin is everybody's stranger: fonts, sounds and drawings on a canvas ask for this.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return closed(response)


def _whole_or_part(request: HttpRequest, stream: IO[bytes], kind: str) -> HttpResponseBase:
    """The file, or the piece of it that a browser asks for: so somebody can move through a film."""
    size = stream.seek(0, 2)
    stream.seek(0)
    try:
        asked = asked_range(request.headers.get("Range", ""), size)
    except NotThere:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if asked is None or "If-Range" in request.headers:
        return FileResponse(stream, content_type=kind, headers={"Accept-Ranges": "bytes"})
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(len(asked)),
        "Content-Range": f"bytes {asked.start}-{asked.stop - 1}/{size}",
    }
    return StreamingHttpResponse(_blocks(stream, asked), status=206, content_type=kind, headers=headers)


def _led(stream: IO[bytes], kind: str, lead: bytes) -> HttpResponseBase:
    """The file behind something that comes before it."""
    size = stream.seek(0, 2)
    blocks = chain((lead,), _blocks(stream, range(size)))
    headers = {"Content-Length": str(len(lead) + size)}
    return StreamingHttpResponse(blocks, content_type=kind, headers=headers)


def _blocks(stream: IO[bytes], asked: range) -> Iterator[bytes]:
    with stream:
        stream.seek(asked.start)
        left = len(asked)
        while left and (block := stream.read(min(BLOCK, left))):
            left -= len(block)
            yield block


def _kind(path: str) -> str:
    suffix = f".{path.rpartition('.')[2].lower()}"
    return KINDS.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"


def closed(response: Any) -> Any:
    """The answer, so that a browser takes it for what it is and a frame without origin may read it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-DNS-Prefetch-Control"] = "off"
    return response
