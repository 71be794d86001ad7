"""Leading a group through a case: the notes that learners never get, and how the group marked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casestudies import api
from casestudies.views.common import municipality_of, page_or_404, standing_of

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage


@login_required
@require_safe
def facilitate(request: HttpRequest, code: str) -> HttpResponse:
    """What a trainer or coach needs to talk about a case with a group; for others it does not exist."""
    municipality = municipality_of(request)
    if municipality is None or not api.can_facilitate(standing_of(request), municipality):
        raise Http404
    page = page_or_404(request, code)
    version = api.latest_version(page)
    if version is None:
        raise Http404
    case = api.case_of_version(version)
    context = {
        "page": page,
        "case": case,
        "notes": api.facilitator_notes_of(page),
        "moments": _moments(case),
        **_groups(request, page),
    }
    return render(request, "casestudies/facilitate.html", context)


def _moments(case: api.Case) -> list[tuple[int, api.Line]]:
    return list(enumerate(case.moments, start=1))


def _groups(request: HttpRequest, page: CaseStudyPage) -> dict[str, object]:
    municipality = municipality_of(request)
    assert municipality is not None  # noqa: S101 - asked above
    sight = api.groups_visible_to(standing_of(request), municipality, page)
    return {"may_see_groups": sight.verdict, "pictures": sight.pictures}
