"""Answers that any site needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.users.models import UserProfile

from core.models import LeerpleinImage, LeerpleinRendition

if TYPE_CHECKING:
    from django.http import HttpRequest

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
