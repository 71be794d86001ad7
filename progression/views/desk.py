"""Who looks at the takeover of which municipality, and how far they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from people.api import reach_into
from people.choices import DataKind
from progression import api

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.access import Verdict
    from people.api import Reach, Standing
    from people.models import Municipality, User


@dataclass(frozen=True)
class Desk:
    """Somebody at work for a municipality, with its numbers of today."""

    person: User
    standing: Standing
    municipality: Municipality
    reach: Reach
    numbers: api.Numbers

    @property
    def may_see(self) -> Verdict:
        """Whether numbers are shown at all."""
        takeover = self.numbers.picture.takeover
        takeover.municipality = self.municipality
        return api.can_see_takeover(self.standing, takeover)

    @property
    def sees_all(self) -> bool:
        """Whether somebody sees the whole takeover, and not only teams."""
        return api.sees_all_numbers(self.standing, self.municipality) and self.reach.covers_all

    @property
    def may_plan(self) -> bool:
        """Whether somebody fills in plan and agreements."""
        return bool(api.can_plan_takeover(self.person, self.municipality))

    @property
    def teams(self) -> frozenset[int] | None:
        """The teams that somebody sees, or None for all."""
        return None if self.reach.covers_all else self.reach.team_ids


def municipality_or_404(request: HttpRequest) -> Municipality:
    """Where somebody works now."""
    municipality = cast("Municipality | None", request.municipality)  # type: ignore[attr-defined]
    if municipality is None:
        raise Http404
    return municipality


def desk_or_404(request: HttpRequest) -> Desk:
    """Who looks, when their role has anything to see."""
    municipality = municipality_or_404(request)
    standing = cast("Standing", request.standing)  # type: ignore[attr-defined]
    found = reach_into(standing, municipality, DataKind.TEAM_TOTALS)
    if found is None or not api.can_look_at_takeover(standing, municipality):
        raise Http404
    numbers = api.numbers_of(municipality, on=timezone.localdate())
    return Desk(cast("User", request.user), standing, municipality, found[0], numbers)


def full_desk_or_404(request: HttpRequest) -> Desk:
    """Who looks, when they see the whole takeover."""
    desk = desk_or_404(request)
    if not desk.sees_all:
        raise Http404
    return desk


def closed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Why nothing is shown yet, and what has to be done first."""
    context = {"reason": desk.may_see.reason, "desk": desk}
    return render(request, "progression/takeover/closed.html", context, status=403)
