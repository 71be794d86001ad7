"""Peer consultation as a guided meeting: the step, who speaks, and a clock. Nothing that is said is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trainings import api
from trainings.choices import Method, Seat

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST = timedelta(hours=4)


@login_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """The ways to choose from."""
    plans = [
        (method, method.value.replace("_", "-"), api.minutes_of(method), api.PLANS[method])
        for method in Method
    ]
    return render(request, "trainings/consultation/methods.html", {"plans": plans, "seats": Seat})


@login_required
@require_safe
def step(request: HttpRequest, method: str, number: int) -> HttpResponse:
    """One step of a way; `?sinds=` says since when its clock runs, so that no server has to remember it."""
    chosen = next((each for each in Method if each.value.replace("_", "-") == method), None)
    stage = api.stage_of(chosen, number) if chosen else None
    if chosen is None or stage is None:
        raise Http404
    now = timezone.now()
    since = _since(request.GET.get("sinds", ""), now)
    context = {
        "method": chosen,
        "slug": method,
        "number": number,
        "total": len(api.PLANS[chosen]),
        "stage": stage,
        "plan": api.PLANS[chosen],
        "ends_at": since + timedelta(minutes=stage.minutes) if since else None,
        "now": now,
    }
    return render(request, "trainings/consultation/step.html", context)


def _since(asked: str, now: datetime) -> datetime | None:
    """A moment not long ago, or None for anything else that somebody puts in the address."""
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 11):
        return None
    since = datetime.fromtimestamp(int(asked), tz=now.tzinfo)
    return since if now - LONGEST <= since <= now + timedelta(minutes=1) else None
