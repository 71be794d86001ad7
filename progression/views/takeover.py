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
    found = api.explanation_of(desk.numbers, Number(number))
    if request.GET.get("vorm") == "csv":
        return exports.one_number(found)
    return render(request, "progression/takeover/number.html", {"desk": desk, "found": found})


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
