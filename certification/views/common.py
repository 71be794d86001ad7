"""What every page of the proeve asks: who is looking, which proeve, and a no that is said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from certification import api
from people.api import note_looks
from people.choices import DataKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest

    from certification.models import AssessorSeat, ProficiencyAssessment
    from certification.selectors.proeves import Dossier
    from core.access import Verdict
    from people.models import Municipality, User


def person_of(request: HttpRequest) -> User:
    """Who asks."""
    return cast("User", request.user)


def municipality_or_404(request: HttpRequest) -> Municipality:
    """Where they work now."""
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return municipality


def proeve_or_404(request: HttpRequest, public_id: UUID) -> ProficiencyAssessment:
    """A proeve that who asks may see; anything else does not exist."""
    return get_object_or_404(api.proeves_visible_to(person_of(request)), public_id=public_id)


def dossier_or_404(request: HttpRequest, public_id: UUID) -> Dossier:
    """The same with everything that belongs to it."""
    return api.dossier_of(proeve_or_404(request, public_id))


def seat_or_404(dossier: Dossier, seat_id: int) -> AssessorSeat:
    """One of its assessors."""
    seat = next((each for each in dossier.seats if each.pk == seat_id), None)
    if seat is None:
        raise Http404
    return seat


def is_allowed(request: HttpRequest, verdict: Verdict) -> bool:
    """Whether it is a yes; a no is said to who asked."""
    if not verdict:
        messages.error(request, str(verdict.reason))
    return bool(verdict)


def say_why_not(form: forms.Form, refused: api.NotPossibleError) -> None:
    """Put the reason at the new date when it is about that, and else above the form."""
    about_date = refused.why == "too_soon" and "new_date" in form.fields
    form.add_error("new_date" if about_date else None, api.why_not(refused))


def went_well(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a form is valid and what it asks for was done; what could not be done is said at the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except api.NotPossibleError as refused:
        say_why_not(form, refused)
        return False
    return True


def note_who_looks(request: HttpRequest, proeve: ProficiencyAssessment) -> None:
    """Write down that somebody looked at somebody else's proeve because of their role."""
    person = person_of(request)
    capacity = api.capacity_to_see(person, proeve)
    if person.pk != proeve.candidate_id and capacity is not None:
        note_looks(
            viewer=person,
            people=[proeve.candidate],
            municipality=proeve.municipality,
            data_kind=DataKind.PROEVE,
            capacity=capacity,
            now=timezone.now(),
        )
