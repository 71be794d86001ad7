"""Answers that any site needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.users.models import UserProfile

from core.models import LeerpleinImage, LeerpleinRendition

if TYPE_CHECKING:
    from django.http import HttpRequest

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
A_WEEK = 7 * 24 * 3600


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """Say that the web server answers; for load balancers and the demo's start."""
    return HttpResponse("ok", content_type="text/plain")


def not_here(request: HttpRequest, **arguments: str) -> HttpResponse:
    """Close an address that a framework brings along and this site does not use."""
    raise Http404


@require_safe
@cache_control(private=True, max_age=A_WEEK)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture that authors placed; the hook that guards documents guards pictures too."""
    if not _is_portrait(name, request):
        image = _image_called(name, request)
        if image is None:
            raise Http404
        for guard in hooks.get_hooks("before_serve_document"):
            guard(image, request)
    try:
        return FileResponse(default_storage.open(name))
    except FileNotFoundError as error:
        raise Http404 from error


def _is_portrait(name: str, request: HttpRequest) -> bool:
    """Whether this is what somebody who works in the admin shows there of themselves."""
    return (
        request.user.has_perm("wagtailadmin.access_admin")
        and UserProfile.objects.filter(avatar=name).exists()
    )


def _image_called(name: str, request: HttpRequest) -> LeerpleinImage | None:
    """The image of which this is a size; the file as it was uploaded is for who works in the admin only."""
    size = LeerpleinRendition.objects.filter(file=name).select_related("image__collection").first()
    if size is not None:
        return size.image
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return None
    return LeerpleinImage.objects.filter(file=name).select_related("collection").first()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the form is too old, and how to keep what was typed."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


def cannot_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why a request was not read. The page stands on its own: who asks, or where, may be what is wrong."""
    is_too_much = isinstance(exception, TOO_MUCH)
    status = 413 if is_too_much else 400
    if request.headers.get("X-Requested-With") == "fetch":
        too_much = _("This is too much at once, so it was not saved. Copy it and make it shorter.")
        other = _("We could not read this, so it was not saved. Copy your text and load the page again.")
        return JsonResponse({"message": too_much if is_too_much else other}, status=status)
    return HttpResponse(render_to_string(f"{status}.html"), status=status)
