"""Texts that somebody typed while their session had ended, kept until they are back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

PARKED = "parked_forms"
KEPT = "kept"  # the field that says for whom a page promised to keep something
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "client_id", "sequence", KEPT})


def park(request: HttpRequest, place: str) -> None:
    """Keep what was typed at a place, for whom the page was drawn for."""
    typed = {name: value for name, value in request.POST.items() if name not in NOT_TYPED}
    owner = request.POST.get(KEPT, "")
    if owner:
        request.session[PARKED] = {**request.session.get(PARKED, {}), place: [owner, typed]}


def unpark(request: HttpRequest, place: str) -> Mapping[str, str]:
    """Give back once what this person typed at a place, and to nobody else."""
    if PARKED not in request.session or place not in request.session[PARKED]:
        return {}
    parked = dict(request.session[PARKED])
    owner, typed = parked.pop(place)
    request.session[PARKED] = parked
    return typed if owner == str(getattr(request.user, "public_id", "")) else {}
