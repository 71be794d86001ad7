"""Security headers: a strict content policy, relaxed inside the admin only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

ADMIN_PATH = "/beheer/"
# Date pickers and inline panels are inline scripts (wagtail #1288), the rich text editor writes style elements,
# and previews stand in frames of the editor.
IN_THE_ADMIN = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src-elem": [SELF, UNSAFE_INLINE],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class ContentPolicyMiddleware(CSPMiddleware):
    """Sends the content security policy and the permissions policy."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002
    ) -> PolicyParts:
        """Relax in the admin what Wagtail needs there (ADR 0009)."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN_PATH):
            parts.replace = {**(parts.replace or {}), **IN_THE_ADMIN}
        elif getattr(request, "is_preview", False):  # asked by the editor at the page's own address
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Answer with both policies."""
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return super().process_response(request, response)


class AdminDoorMiddleware:
    """Tells who signed in but may not enter the admin so, instead of sending them to sign in again for ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; the address is looked at below."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Stop before Wagtail's own check, which answers with a redirect to the sign-in page."""
        if not request.path_info.startswith(ADMIN_PATH) or not request.user.is_authenticated:
            return
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied(_("This part of the site is for people who write or review lessons."))
