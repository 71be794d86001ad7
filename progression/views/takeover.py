"""The takeover of a municipality: one page, and every number on it opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.files import as_file
from progression import api
from progression.choices import Number
from progression.views import exports
from progression.views.dashboard import drawn, shown
from progression.views.desk import closed, desk_or_404, full_desk_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest

# Numbers that are shown for each month of the trend, and open for that month too.
OVER_MONTHS = frozenset({Number.STRICT, Number.WEIGHTED, Number.HOURS})


@login_required
@require_safe
def takeover(request: HttpRequest) -> HttpResponse:
    """How far the municipality is; a manager sees their own teams only."""
    desk = desk_or_404(request)
    if not desk.may_see:
        return closed(request, desk)
    teams = api.team_rows(desk.numbers.picture, teams=desk.teams)
    if not desk.sees_all:
        return render(request, "progression/takeover/teams.html", {"desk": desk, "teams": teams})
    if request.GET.get("vorm") == "csv":
        return exports.all_numbers(desk.numbers)
    context = {"desk": desk, "numbers": desk.numbers, "body": drawn(shown(desk.numbers, teams))}
    return render(request, "progression/takeover/dashboard.html", context)


@login_required
@require_safe
def number(request: HttpRequest, number: str) -> HttpResponse:
    """One number with its rule, its day and the rows that it rests on."""
    desk = full_desk_or_404(request)
    if number not in Number.values:
        raise Http404
    if not desk.may_see:
        return closed(request, desk)
    month = request.GET.get("maand", "")
    found = api.explanation_of(_then(desk.numbers, Number(number), month), Number(number))
    if request.GET.get("vorm") == "csv":
        return exports.one_number(found)
    is_trend = number != Number.HOURS  # hours are counted anew on the dashboard too
    context = {"desk": desk, "found": found, "month": month, "is_trend": is_trend}
    return render(request, "progression/takeover/number.html", context)


def _then(numbers: api.Numbers, number: Number, month: str) -> api.Numbers:
    """The numbers on the last day of a month of the trend, or of today without a month; another month is not there."""
    if not month:
        return numbers
    days = {f"{each.month:%Y-%m}": each.month for each in numbers.months}
    if number not in OVER_MONTHS or month not in days:
        raise Http404
    picture = numbers.picture
    return api.numbers_of(picture.municipality, on=api.last_day_of(days[month], until=picture.today))


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """One page for council and board: phase, share, expected date and three sentences, without any name."""
    desk = full_desk_or_404(request)
    if not desk.may_see:
        return closed(request, desk)
    context = {"desk": desk, "numbers": desk.numbers, "sentences": api.board_sentences(desk.numbers)}
    return render(request, "progression/takeover/board.html", context)


@login_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The same for management and council, as an accessible PDF."""
    desk = full_desk_or_404(request)
    if not desk.may_see:
        return closed(request, desk)
    name = f"overdracht-{desk.numbers.picture.today}.pdf"
    return as_file(api.report_of(desk.numbers), name=name, content_type="application/pdf")
