"""The glossary, and a learner's own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses import api
from courses.models import GlossaryTerm
from courses.selectors.learning import all_notes_of
from courses.selectors.terms import terms_by_letter

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.models import User

NOTES_PER_PAGE = 20


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """All terms from A to Z."""
    return render(request, "courses/terms.html", {"letters": terms_by_letter()})


@require_safe
def term(request: HttpRequest, slug: str) -> HttpResponse:
    """One term, explained."""
    found = get_object_or_404(GlossaryTerm.objects.filter(live=True), slug=slug)
    return render(request, "courses/term.html", {"term": found, "see_also": found.see_also.filter(live=True)})


@login_required
@require_safe
def my_notes(request: HttpRequest) -> HttpResponse:
    """Everything that somebody wrote for themselves."""
    notes = Paginator(all_notes_of(cast("User", request.user)), NOTES_PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    spots = api.curriculum().lessons
    rows = [(note, spots.get(note.lesson_id or 0)) for note in notes]
    return render(request, "courses/my_notes.html", {"notes": notes, "rows": rows})
