"""Opens the tenant scope of who asks, and says for which municipality they work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people import api
from people.models import Municipality

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class MunicipalityMiddleware:
    """Gives each request its standing, its municipality and the scope of what it may query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the scope of the visitor's municipalities; a visitor without any sees no tenant data."""
        user = request.user
        standing = api.standing_of(user) if user.is_authenticated else api.NOBODY
        request.standing = standing  # type: ignore[attr-defined]
        request.municipality = _chosen(request, standing.municipalities)  # type: ignore[attr-defined]
        with api.within_all(standing.municipality_ids):
            return self.get_response(request)


def _chosen(request: HttpRequest, municipalities: tuple[Municipality, ...]) -> Municipality | None:
    if len(municipalities) < 2:
        return municipalities[0] if municipalities else None
    wanted = request.session.get(api.CHOSEN)
    return next((m for m in municipalities if m.pk == wanted), municipalities[0])
