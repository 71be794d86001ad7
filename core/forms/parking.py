"""Texts that somebody typed while their session had ended, kept until they are back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from django.http import HttpRequest

PARKED = "parked_forms"
KEPT = "kept"  # the field that says for whom a page promised to keep something
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "client_id", "sequence", KEPT})


def park(request: HttpRequest, place: str) -> None:
    """Keep what was typed at a place, for whom the page was drawn for."""
    typed = request.POST.copy()
    for name in NOT_TYPED:
        typed.pop(name, None)
    owner = request.POST.get(KEPT, "")
    if owner:
        request.session[PARKED] = {**request.session.get(PARKED, {}), place: [owner, typed.urlencode()]}


def unpark(request: HttpRequest, place: str) -> QueryDict:
    """Give back once what this person typed at a place, and to nobody else."""
    if PARKED not in request.session or place not in request.session[PARKED]:
        return QueryDict()
    parked = dict(request.session[PARKED])
    owner, typed = parked.pop(place)
    request.session[PARKED] = parked
    return QueryDict(typed if owner == str(getattr(request.user, "public_id", "")) else "")
